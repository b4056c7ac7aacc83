/** What a reload needs to come back into the call as it was; kept for this tab only. */
export type CallMemory = { isCameraOn: boolean };

const keyOf = (roomId: string) => `coup:in-call:${roomId}`;
const CAMERA_KEY = 'coup:camera';

function attempt<T>(work: () => T, otherwise: T): T {
  try {
    return work();
  } catch {
    // Storage closed to this page: nothing is remembered, and nothing depends on it.
    return otherwise;
  }
}

/** Set while this tab is in the call; null forgets it. */
export function rememberCall(roomId: string, memory: CallMemory | null): void {
  attempt(() => {
    if (memory === null) sessionStorage.removeItem(keyOf(roomId));
    else sessionStorage.setItem(keyOf(roomId), memory.isCameraOn ? 'camera' : 'plain');
  }, undefined);
}

/** The call this very tab was in before it was reloaded. A copied or newly opened tab does not count. */
export function recallCall(roomId: string): CallMemory | null {
  return attempt(() => {
    const [navigation] = performance.getEntriesByType('navigation');
    const isReload = navigation instanceof PerformanceNavigationTiming && navigation.type === 'reload';
    const kept = sessionStorage.getItem(keyOf(roomId));
    return isReload && kept !== null ? { isCameraOn: kept === 'camera' } : null;
  }, null);
}

/** Whether this person likes to join with the camera on, from the last time they switched it. */
export function rememberCameraWish(isOn: boolean): void {
  attempt(() => localStorage.setItem(CAMERA_KEY, isOn ? 'on' : 'off'), undefined);
}

/** The camera may open by itself: it was wanted the last time, and the browser will not ask. */
export async function mayPreview(): Promise<boolean> {
  if (attempt(() => localStorage.getItem(CAMERA_KEY), null) !== 'on') return false;
  try {
    const permission = await navigator.permissions.query({ name: 'camera' });
    return permission.state === 'granted';
  } catch {
    // A browser that cannot be asked will be asked by the person's own click.
    return false;
  }
}

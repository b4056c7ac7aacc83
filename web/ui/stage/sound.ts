import { useRoomUi } from '../../stores/room-ui.ts';

/** Every element that plays somebody's sound now. */
const elements = new Set<HTMLVideoElement>();

/** Counts an element among those that play sound, until the answer is called. */
export function registerSound(element: HTMLVideoElement): () => void {
  elements.add(element);
  return () => {
    elements.delete(element);
    if (elements.size === 0) useRoomUi.getState().setSoundBlocked(false);
  };
}

/** Plays an element. Refused sound leaves the picture moving without it, and the interface asks the person. */
export async function playElement(element: HTMLVideoElement): Promise<void> {
  try {
    await element.play();
  } catch (error) {
    const isRefused = error instanceof DOMException && error.name === 'NotAllowedError';
    // Anything else is a newer stream taking over this play(), which plays by itself.
    if (!isRefused || element.muted) return;
    useRoomUi.getState().setSoundBlocked(true);
    element.muted = true;
    await playElement(element);
  }
}

/** For the click that lets the browser play sound. */
export async function turnOnSound(): Promise<void> {
  useRoomUi.getState().setSoundBlocked(false);
  const playing = Array.from(elements, (element) => {
    element.muted = false;
    return playElement(element);
  });
  await Promise.all(playing);
}

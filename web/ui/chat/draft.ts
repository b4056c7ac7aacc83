const keyOf = (roomId: string) => `coup:draft:${roomId}`;

/** Storage may be closed to this page (private mode, policy); a draft is then only as old as the tab. */
export function loadDraft(roomId: string): string {
  try {
    return sessionStorage.getItem(keyOf(roomId)) ?? '';
  } catch {
    return '';
  }
}

export function saveDraft(roomId: string, text: string): void {
  try {
    if (text === '') sessionStorage.removeItem(keyOf(roomId));
    else sessionStorage.setItem(keyOf(roomId), text);
  } catch {
    // The text is still in the field: only a reload would lose it, and nothing better is at hand.
  }
}

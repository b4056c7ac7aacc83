import { MAX_SLUG_LENGTH } from '@coup/signaling/protocol';

/** The room's name in an invitation: a whole link, a short link, or the code alone. Null when there is none in it. */
export function slugFromInvitation(text: string): string | null {
  const trimmed = text.trim();
  const path = /^(?:https?:\/\/)?[^/\s]+\/(?:[a-z]{2}\/)?(?:rooms|r)\/([^/?#\s]+)/i.exec(trimmed)?.[1] ?? trimmed;
  const slug = decode(path).normalize('NFC').toLowerCase();
  return slug.length <= MAX_SLUG_LENGTH && /^[\p{L}\p{N}-]+$/u.test(slug) ? slug : null;
}

function decode(path: string): string {
  try {
    return decodeURIComponent(path);
  } catch {
    return path;
  }
}

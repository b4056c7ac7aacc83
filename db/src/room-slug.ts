const MAX_SLUG_LENGTH = 80;
/** 32 letters and digits that are not mistaken for each other (Crockford's, in lower case): five bits each. */
const ALPHABET = '0123456789abcdefghjkmnpqrstvwxyz';
/** Only there to keep rooms of one name apart. */
const PUBLIC_SUFFIX_LENGTH = 5;
/** 60 bits: whoever was not given the link does not find the room. */
const UNLISTED_SUFFIX_LENGTH = 12;

/** Whether a room can have this address at all; anything else need not trouble the database. */
export function isSlug(text: string): boolean {
  return text.length <= MAX_SLUG_LENGTH && /^[\p{L}\p{N}-]+$/u.test(text);
}

/** The readable part: letters and digits of any script, lower case, NFC, hyphens between. Empty if there are none. */
export function readablePart(name: string, maxLength: number): string {
  const words = name
    .toLowerCase()
    .normalize('NFC')
    .replaceAll(/[\p{M}'’]+/gu, '')
    .replaceAll(/[^\p{L}\p{N}]+/gu, '-');
  let part = '';
  for (const character of words.replace(/^-/, '')) {
    if (part.length + character.length > maxLength) break;
    part += character;
  }
  return part.replace(/-$/, '');
}

/** A new address for a room: readable part and a random suffix, unguessable for unlisted rooms. */
export function createSlug(name: string, visibility: 'public' | 'unlisted'): string {
  const suffix = randomSuffix(visibility === 'unlisted' ? UNLISTED_SUFFIX_LENGTH : PUBLIC_SUFFIX_LENGTH);
  const readable = readablePart(name, MAX_SLUG_LENGTH - suffix.length - 1);
  return `${readable || 'room'}-${suffix}`;
}

function randomSuffix(length: number): string {
  const bytes = crypto.getRandomValues(new Uint8Array(length));
  return Array.from(bytes, (byte) => ALPHABET.charAt(byte % ALPHABET.length)).join('');
}

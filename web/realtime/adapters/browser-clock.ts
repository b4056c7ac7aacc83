import type { Clock, Random } from '../clock.ts';

/** The page's own timers. */
export const browserClock: Clock = {
  now: () => performance.now(),
  wallMs: () => Date.now(),
  after(ms, run) {
    const timer = setTimeout(run, ms);
    return () => clearTimeout(timer);
  },
};

/** `crypto.randomUUID` exists in secure contexts only; a page on plain http off localhost falls back to raw bytes. */
export const browserRandom: Random = {
  uuid: () => (typeof crypto.randomUUID === 'function' ? crypto.randomUUID() : uuidFromBytes(randomBytes())),
  fraction: () => Math.random(),
};

function randomBytes(): Uint8Array {
  return crypto.getRandomValues(new Uint8Array(16));
}

/** A version 4 UUID (RFC 9562) of 16 random bytes. */
export function uuidFromBytes(bytes: Uint8Array): string {
  const marked = bytes.map((byte, index) => {
    if (index === 6) return (byte & 0x0f) | 0x40;
    if (index === 8) return (byte & 0x3f) | 0x80;
    return byte;
  });
  const hex = Array.from(marked, (byte) => byte.toString(16).padStart(2, '0')).join('');
  return [hex.slice(0, 8), hex.slice(8, 12), hex.slice(12, 16), hex.slice(16, 20), hex.slice(20, 32)].join('-');
}

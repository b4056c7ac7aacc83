import { MAX_DISPLAY_NAME_LENGTH } from '@coup/signaling/protocol';

const segmenter = new Intl.Segmenter(undefined, { granularity: 'grapheme' });

/** Controls, text-direction marks and invisible characters that let a name pose as another, except the joiner that emoji need. */
const deceptive =
  /[\p{Cc}\p{Zl}\p{Zp}\u00AD\u061C\u115F\u1160\u180E\u200B\u200C\u200E\u200F\u202A-\u202E\u2060-\u206F\u3164\uFEFF\uFFA0]|\u034F|\u17B4|\u17B5/gu;

/** A name as others will see it: one line, at most 40 UTF-16 units, nothing invisible; null when nothing is left. */
export function cleanDisplayName(raw: unknown): string | null {
  if (typeof raw !== 'string') return null;
  // A name is at most 40 long: whatever is far beyond it was never one.
  const text = raw
    .slice(0, 1_000)
    .toWellFormed()
    .normalize('NFC')
    .replace(/\s+/gu, ' ')
    .replace(deceptive, '')
    .replace(/ {2,}/g, ' ')
    .trim();
  let name = '';
  for (const { segment } of segmenter.segment(text)) {
    if (name.length + segment.length > MAX_DISPLAY_NAME_LENGTH) break;
    name += segment;
  }
  return /[\p{L}\p{N}\p{P}\p{S}]/u.test(name) ? name.trim() : null;
}

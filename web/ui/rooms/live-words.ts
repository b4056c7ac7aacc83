import { MAX_CAPACITY } from '@coup/signaling/protocol';
import type { Locale } from '../../messages/locales.ts';
import { getTranslator, getWords } from '../../server/translations.ts';

/** Words with a number in them, for each number there can be: the browser then needs no grammar of plurals. */
export type LiveWords = {
  studying: readonly string[];
  seatsFree: readonly string[];
  seats: readonly string[];
  nobody: string;
  /** With `{names}` in it. */
  whoIsIn: string;
};

const known = new Map<Locale, LiveWords>();

/** The same for every request: reading forty sentences of plurals takes longer than the page around them. */
export function getLiveWords(locale: Locale): LiveWords {
  const words = known.get(locale) ?? translateLiveWords(locale);
  known.set(locale, words);
  return words;
}

function translateLiveWords(locale: Locale): LiveWords {
  const translate = getTranslator(locale, 'rooms');
  const words = getWords(locale, 'rooms');
  const counts = Array.from({ length: MAX_CAPACITY + 1 }, (_, count) => count);
  return {
    studying: counts.map((count) => translate('studying', { count })),
    seatsFree: counts.map((count) => translate('seatsFree', { count })),
    seats: counts.map((count) => translate('seats', { count })),
    nobody: words.nobody,
    whoIsIn: words.whoIsIn,
  };
}

import { localDayOf } from './grouping.ts';

const formats = new Map<string, Intl.DateTimeFormat>();

/** Making a formatter costs far more than using one. */
function formatOf(locale: string, options: Intl.DateTimeFormatOptions): Intl.DateTimeFormat {
  const key = `${locale}:${JSON.stringify(options)}`;
  let format = formats.get(key);
  if (format === undefined) {
    format = new Intl.DateTimeFormat(locale, options);
    formats.set(key, format);
  }
  return format;
}

export function formatTime(at: number, locale: string): string {
  return formatOf(locale, { hour: 'numeric', minute: '2-digit' }).format(at);
}

export type DayName = { relative: 'today' | 'yesterday'; text: null } | { relative: null; text: string };

/** The name of a day as seen from now: by word, else by weekday and date, with the year when it is another one. */
export function formatDay(at: number, locale: string, now: number): DayName {
  const day = localDayOf(at);
  if (day === localDayOf(now)) return { relative: 'today', text: null };
  const yesterday = new Date(now);
  yesterday.setDate(yesterday.getDate() - 1);
  if (day === localDayOf(yesterday.getTime())) return { relative: 'yesterday', text: null };
  const isThisYear = new Date(at).getFullYear() === new Date(now).getFullYear();
  const options: Intl.DateTimeFormatOptions = isThisYear
    ? { weekday: 'long', month: 'long', day: 'numeric' }
    : { year: 'numeric', month: 'long', day: 'numeric' };
  return { relative: null, text: formatOf(locale, options).format(at) };
}

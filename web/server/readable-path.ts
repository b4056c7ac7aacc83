import type { Locale } from '../messages/locales.ts';

/** The path itself, or one of nothing for a path with a stray percent sign: the router would end in a bare 500. */
export function readablePath(locale: Locale, pathname: string): string {
  try {
    decodeURIComponent(pathname);
    return pathname;
  } catch {
    // As in a link that was cut in the middle of a letter: the page of this path says that nothing is there.
    return `/${locale}/unreadable`;
  }
}

import type { Locale } from '../../messages/locales.ts';

/** Addresses of the site's own pages, in one place. */
export const links = {
  home: (locale: Locale) => `/${locale}`,
  rooms: (locale: Locale) => `/${locale}/rooms`,
  room: (locale: Locale, slug: string) => `/${locale}/rooms/${encodeURIComponent(slug)}`,
  roomSettings: (locale: Locale, slug: string) => `/${locale}/rooms/${encodeURIComponent(slug)}/settings`,
  create: (locale: Locale) => `/${locale}/rooms/new`,
  help: (locale: Locale) => `/${locale}/help`,
  signIn: (locale: Locale, next?: string) => withNext(`/${locale}/sign-in`, next),
  signUp: (locale: Locale, next?: string) => withNext(`/${locale}/sign-up`, next),
  guest: (locale: Locale, next?: string) => withNext(`/${locale}/guest`, next),
};

function withNext(path: string, next: string | undefined) {
  return next === undefined ? path : `${path}?next=${encodeURIComponent(next)}`;
}

/** Where to go after coming in: a path of this site, or the fallback for anything that leads elsewhere. */
export function safeNext(next: string | null, fallback: string): string {
  if (next === null || !/^\/(?![/\\])/.test(next)) return fallback;
  const base = 'http://site.invalid';
  const url = URL.canParse(next, base) ? new URL(next, base) : null;
  return url !== null && url.origin === base ? `${url.pathname}${url.search}${url.hash}` : fallback;
}

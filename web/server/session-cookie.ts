export const COOKIE_PREFIX = 'coup';

const names = [`${COOKIE_PREFIX}.session_token`, `__Secure-${COOKIE_PREFIX}.session_token`];

/** Whether a request carries a session cookie at all. Proves nothing: pages ask `getViewer`. */
export function hasSessionCookie(has: (name: string) => boolean): boolean {
  return names.some(has);
}

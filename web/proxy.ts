import { type NextRequest, NextResponse } from 'next/server';
import { isLocale, LOCALE_COOKIE, type Locale, preferredLocale } from './messages/locales.ts';
import { contentSecurityPolicy, inertPolicy, scriptHash, socketSources } from './server/content-security.ts';
import { getEnv } from './server/env.ts';
import { slugFromInvitation } from './server/invitation.ts';
import { readablePath } from './server/readable-path.ts';
import { hasSessionCookie } from './server/session-cookie.ts';
import { staticScriptHashes } from './server/static-pages.ts';
import { ACCOUNT_COOKIE, bootScript } from './ui/shell/boot-script.ts';

// Everything but the API, the build's files, and files with an extension.
export const config = { matcher: ['/((?!api/|_next/|.*\\.[a-z0-9]+$).*)'] };

const bootHash = scriptHash(bootScript);

/** Finds the language, resolves invitations, and gives each page its Content-Security-Policy. Pages authorise themselves. */
export default async function proxy(request: NextRequest): Promise<NextResponse> {
  const { pathname } = request.nextUrl;
  const [, first = '', second = ''] = pathname.split('/');
  if (isLocale(first)) return withPolicy(request, readablePath(first, pathname));
  const locale = localeOf(request);
  if (first === 'r')
    return redirect(request, invitationPath(locale, second || request.nextUrl.searchParams.get('code') || ''));
  return redirect(request, `/${locale}${pathname === '/' ? '' : pathname}${request.nextUrl.search}`);
}

function localeOf(request: NextRequest): Locale {
  const chosen = request.cookies.get(LOCALE_COOKIE)?.value;
  return isLocale(chosen) ? chosen : preferredLocale(request.headers.get('accept-language'));
}

function invitationPath(locale: Locale, text: string): string {
  const slug = slugFromInvitation(text);
  // Not an invitation: the room page says so, with a way on.
  return `/${locale}/rooms/${slug === null ? 'not-an-invitation' : encodeURIComponent(slug)}`;
}

function redirect(request: NextRequest, path: string): NextResponse {
  const response = NextResponse.redirect(new URL(path, request.nextUrl), 307);
  response.headers.set('Content-Security-Policy', inertPolicy);
  response.headers.set('Vary', 'Accept-Language, Cookie');
  response.headers.set('Cache-Control', 'private, no-store');
  return response;
}

async function withPolicy(request: NextRequest, pathname: string): Promise<NextResponse> {
  const hashes = await staticScriptHashes(pathname);
  const nonce = crypto.getRandomValues(Buffer.alloc(16)).toString('base64');
  const policy = contentSecurityPolicy({
    scripts: hashes ?? [`'nonce-${nonce}'`, bootHash],
    sockets: socketSources(getEnv().socketUrl, request.headers.get('host')),
    // biome-ignore lint/style/noProcessEnv: a constant of the build, not configuration.
    isDevelopment: process.env.NODE_ENV === 'development',
  });
  const headers = new Headers(request.headers);
  // Next takes the nonce of its own scripts from here.
  headers.set('Content-Security-Policy', policy);
  const response =
    pathname === request.nextUrl.pathname
      ? NextResponse.next({ request: { headers } })
      : NextResponse.rewrite(new URL(pathname, request.nextUrl), { request: { headers } });
  response.headers.set('Content-Security-Policy', policy);
  hintAccount(request, response);
  return response;
}

/** Keeps the script-readable hint in step with the session cookie, which scripts cannot see. */
function hintAccount(request: NextRequest, response: NextResponse) {
  const isSignedIn = hasSessionCookie((name) => request.cookies.has(name));
  if (isSignedIn === (request.cookies.get(ACCOUNT_COOKIE)?.value === '1')) return;
  if (isSignedIn) response.cookies.set(ACCOUNT_COOKIE, '1', { sameSite: 'lax', path: '/' });
  else response.cookies.delete(ACCOUNT_COOKIE);
}

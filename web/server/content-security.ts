import { createHash } from 'node:crypto';

/** A CSP source that allows exactly this inline script. */
export function scriptHash(source: string): string {
  return `'sha256-${createHash('sha256').update(source, 'utf8').digest('base64')}'`;
}

const inlineScript = /<script(?![^>]*\ssrc=)[^>]*>([\s\S]*?)<\/script>/gi;

/** Hashes of every inline script of a prerendered page. */
export function inlineScriptHashes(html: string): string[] {
  const sources = [...html.matchAll(inlineScript)].map((match) => match[1] ?? '').filter((source) => source !== '');
  return [...new Set(sources.map(scriptHash))];
}

/** Where the browser may connect to for the socket, over both of the address's schemes. */
export function socketSources(socketUrl: string, host: string | null): string[] {
  // Not every browser lets 'self' cover the web socket of the same host.
  if (socketUrl === 'same-origin')
    return host !== null && /^[\w.:[\]-]+$/.test(host) ? [`ws://${host}`, `wss://${host}`] : [];
  const url = new URL(socketUrl);
  const isSecure = url.protocol === 'https:' || url.protocol === 'wss:';
  return isSecure ? [`https://${url.host}`, `wss://${url.host}`] : [`http://${url.host}`, `ws://${url.host}`];
}

export type PolicyInput = {
  /** Hashes, or one nonce: what makes this page's inline scripts its own. */
  scripts: readonly string[];
  sockets: readonly string[];
  isDevelopment: boolean;
};

/** For answers that are no page: redirects, the API, and files that are not there. Nothing may load or run in them. */
export const inertPolicy =
  "default-src 'none'; style-src 'unsafe-inline'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'";

/** The Content-Security-Policy of a page. */
export function contentSecurityPolicy({ scripts, sockets, isDevelopment }: PolicyInput): string {
  const directives: Record<string, readonly string[]> = {
    'default-src': ["'self'"],
    // React's development build evaluates code to rebuild stack traces; production has neither.
    'script-src': ["'self'", ...scripts, ...(isDevelopment ? ["'unsafe-eval'"] : [])],
    // Style attributes written by the server (a tile's size, a meter's level) need this; styles cannot run code here.
    'style-src': ["'self'", "'unsafe-inline'"],
    'img-src': ["'self'", 'data:', 'blob:'],
    'font-src': ["'self'"],
    'media-src': ["'self'", 'blob:'],
    'connect-src': ["'self'", ...sockets],
    'worker-src': ["'self'", 'blob:'],
    'object-src': ["'none'"],
    'base-uri': ["'self'"],
    'form-action': ["'self'"],
    'frame-ancestors': ["'none'"],
  };
  return Object.entries(directives)
    .map(([name, sources]) => `${name} ${sources.join(' ')}`)
    .join('; ');
}

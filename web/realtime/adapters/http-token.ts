import * as z from 'zod/mini';
import type { FetchToken } from '../ports.ts';

const REQUEST_TIMEOUT_MS = 8_000;
const answer = z.object({ token: z.string() });

/** A socket token from the site, which knows the person by their session cookie. */
export function createHttpTokens(path: string): FetchToken {
  return async () => {
    try {
      const response = await fetch(path, {
        credentials: 'same-origin',
        cache: 'no-store',
        signal: AbortSignal.timeout(REQUEST_TIMEOUT_MS),
      });
      if (response.status === 401) return { status: 'signed-out' };
      const parsed = z.safeParse(answer, await response.json());
      return response.ok && parsed.success ? { status: 'token', token: parsed.data.token } : { status: 'unavailable' };
    } catch {
      return { status: 'unavailable' };
    }
  };
}

import * as z from 'zod/mini';
import type { Clock, Random } from './clock.ts';
import type { FetchToken, TokenAnswer } from './ports.ts';

const FALLBACK_LIFETIME_MS = 15 * 60_000;
const RETRY_MS = 20_000;

export type TokenKeeper = {
  /** The latest token, however old: the server decides what it is worth. */
  get(): string | null;
  /** Fetches one now; concurrent callers share the request. */
  renew(): Promise<TokenAnswer['status']>;
  close(): void;
};

const lifetimeClaims = z.object({ iat: z.number(), exp: z.number() });

/** How long a token was made to live. The claims are read for this alone; nothing is believed because of them. */
function lifetimeMs(token: string): number {
  try {
    const payload = (token.split('.')[1] ?? '').replaceAll('-', '+').replaceAll('_', '/');
    const claims = z.safeParse(lifetimeClaims, JSON.parse(atob(payload)));
    const seconds = claims.success ? claims.data.exp - claims.data.iat : 0;
    return seconds > 0 ? seconds * 1_000 : FALLBACK_LIFETIME_MS;
  } catch {
    return FALLBACK_LIFETIME_MS;
  }
}

/** Holds the socket's token and renews it at two thirds of its life, so that a reconnect never waits for the site. */
export function createTokenKeeper(options: {
  initialToken: string | null;
  fetchToken: FetchToken;
  clock: Clock;
  random: Random;
}): TokenKeeper {
  const { clock, random } = options;
  let token = options.initialToken;
  let pending: Promise<TokenAnswer['status']> | null = null;
  let cancel: () => void = () => undefined;
  let isClosed = false;

  function schedule(ms: number): void {
    cancel();
    if (!isClosed) cancel = clock.after(ms, () => void renew());
  }

  async function fetchOnce(): Promise<TokenAnswer['status']> {
    const answer = await options.fetchToken();
    pending = null;
    if (answer.status === 'token') {
      token = answer.token;
      schedule((lifetimeMs(token) * 2) / 3);
    }
    if (answer.status === 'unavailable') schedule(RETRY_MS * (1 + random.fraction()));
    return answer.status;
  }

  function renew(): Promise<TokenAnswer['status']> {
    pending ??= fetchOnce();
    return pending;
  }

  if (token !== null) schedule((lifetimeMs(token) * 2) / 3);
  return {
    get: () => token,
    renew,
    close() {
      isClosed = true;
      cancel();
    },
  };
}

import { RateLimiterMemory, type RateLimiterRes } from 'rate-limiter-flexible';

/** Attempts on one account within the window, from wherever they come. */
export const PASSWORD_ATTEMPTS = 10;
const PASSWORD_WINDOW_S = 5 * 60;

export type PasswordGuard = {
  /** Counts one attempt on an account; answers how long to wait if there were too many. */
  attempt(email: string): Promise<{ isAllowed: true } | { isAllowed: false; retryAfterMs: number }>;
  /** The right password clears the account. */
  succeed(email: string): Promise<void>;
};

/**
 * Limits guessing per account, not per address: a class behind one address comes in, while one account cannot be tried
 * over and over from many addresses. An attempt is counted before the password is looked at, so parallel guesses count too.
 */
export function createPasswordGuard(): PasswordGuard {
  const limiter = new RateLimiterMemory({ points: PASSWORD_ATTEMPTS, duration: PASSWORD_WINDOW_S });
  const keyOf = (email: string) => email.trim().toLowerCase().slice(0, 320);
  return {
    async attempt(email) {
      try {
        await limiter.consume(keyOf(email));
        return { isAllowed: true };
      } catch (refusal) {
        if (!isRefusal(refusal)) throw refusal;
        return { isAllowed: false, retryAfterMs: refusal.msBeforeNext };
      }
    },
    async succeed(email) {
      await limiter.delete(keyOf(email));
    },
  };
}

function isRefusal(value: unknown): value is RateLimiterRes {
  return typeof value === 'object' && value !== null && 'msBeforeNext' in value;
}

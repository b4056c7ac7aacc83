import { RateLimiterMemory, RateLimiterRes } from 'rate-limiter-flexible';

/** Counts one use by this key; answers the milliseconds to wait, 0 if it is allowed. */
export type UserLimit = (key: string) => Promise<number>;

export type RateLimits = {
  /** Chat messages of one person per 10 s. */
  chatPer10s: number;
  /** Reads that cost the database something (room:open, chat:history), of one person per 10 s. */
  readsPer10s: number;
  /** New connections of one address per 10 s: a class of 40 behind one address reconnects within a second or two. */
  connectionsPer10s: number;
  /** Events of one socket per 2 s; a sixth person joining sends some 150 signals at once. */
  eventsPer2s: number;
  /** Above this many in the same 2 s it is a flood, and the socket is closed. */
  floodPer2s: number;
};

export const DEFAULT_RATE_LIMITS: RateLimits = {
  chatPer10s: 20,
  readsPer10s: 100,
  connectionsPer10s: 400,
  eventsPer2s: 600,
  floodPer2s: 2_000,
};

/** A limit per key over ten seconds, kept in this process. */
export function createUserLimit(points: number): UserLimit {
  const limiter = new RateLimiterMemory({ points, duration: 10 });
  return async (key) => {
    try {
      await limiter.consume(key);
      return 0;
    } catch (refusal) {
      if (refusal instanceof RateLimiterRes) return Math.max(1, refusal.msBeforeNext);
      throw refusal;
    }
  };
}

export type EventBudget = { windowStartMs: number; used: number };

const WINDOW_MS = 2_000;

export function createEventBudget(): EventBudget {
  return { windowStartMs: 0, used: 0 };
}

/** Counts one event of a socket. Plain numbers instead of the limiter above: this runs for every candidate of every call. */
export function spendEvent(budget: EventBudget, nowMs: number, limits: RateLimits): 'ok' | 'over' | 'flood' {
  if (nowMs - budget.windowStartMs >= WINDOW_MS) {
    budget.windowStartMs = nowMs;
    budget.used = 0;
  }
  budget.used += 1;
  if (budget.used <= limits.eventsPer2s) return 'ok';
  return budget.used <= limits.floodPer2s ? 'over' : 'flood';
}

/** Milliseconds until the socket's budget is fresh again. */
export function msUntilFresh(budget: EventBudget, nowMs: number): number {
  return Math.max(1, Math.ceil(budget.windowStartMs + WINDOW_MS - nowMs));
}

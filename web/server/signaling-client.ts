import { type LiveAnswer, liveAnswer, type TriggerName, type triggers } from '@coup/signaling/protocol';
import {
  type CircuitBreakerPolicy,
  ConsecutiveBreaker,
  circuitBreaker,
  ExponentialBackoff,
  handleAll,
  type IPolicy,
  retry,
  TimeoutStrategy,
  timeout,
  wrap,
} from 'cockatiel';
import type { z } from 'zod/mini';
import { shareFor } from './share-for.ts';

export type SignalingClientOptions = {
  url: string;
  secret: string;
  fetch?: (request: Request) => Promise<Response>;
  /** For one attempt. */
  timeoutMs?: number;
  /** How long the breaker stays open before it lets one attempt through. */
  breakMs?: number;
  onProblem?: (problem: { what: string; reason: string }) => void;
};

/** Expected trouble is a value: a page says "not available" and goes on. */
export type LiveRooms = { status: 'live'; rooms: LiveAnswer['rooms'] } | { status: 'unavailable' };
export type TriggerData<N extends TriggerName> = z.input<(typeof triggers)[N]>;

export type SignalingClient = {
  /** Who is in each call now; the answer is shared for a second. */
  live(): Promise<LiveRooms>;
  /** Emits an event to everyone in a room; false when signaling did not take it. Sent once: a repeat is not harmless. */
  trigger<N extends TriggerName>(event: N, roomId: string, data: TriggerData<N>): Promise<boolean>;
};

const LIVE_CACHE_MS = 1_000;
const CONSECUTIVE_FAILURES = 4;

/** Speaks to signaling with a time limit, a retry where repeating is harmless, and a breaker so that pages never wait for a dead server. */
export function createSignalingClient(options: SignalingClientOptions): SignalingClient {
  const breaker = circuitBreaker(handleAll, {
    halfOpenAfter: options.breakMs ?? 5_000,
    breaker: new ConsecutiveBreaker(CONSECUTIVE_FAILURES),
  });
  const call = createCall(options, breaker);
  const once = timeout(options.timeoutMs ?? 1_500, TimeoutStrategy.Aggressive);
  const repeatedly = wrap(
    retry(handleAll, { maxAttempts: 1, backoff: new ExponentialBackoff({ initialDelay: 100 }) }),
    once,
  );

  async function fetchLive(): Promise<LiveRooms> {
    const answer = await call('live', repeatedly, '/api/live', { method: 'GET' });
    const parsed = liveAnswer.safeParse(answer);
    return parsed.success ? { status: 'live', rooms: parsed.data.rooms } : { status: 'unavailable' };
  }

  return {
    live: shareFor(LIVE_CACHE_MS, fetchLive),
    async trigger(event, roomId, data) {
      const body = JSON.stringify({ event, room: roomId, data });
      return (await call('trigger', once, '/api/trigger', { method: 'POST', body })) !== null;
    },
  };
}

/** One request through the breaker: the JSON answer, or null after telling `onProblem` why. */
function createCall({ url, secret, onProblem, ...options }: SignalingClientOptions, breaker: CircuitBreakerPolicy) {
  const send = options.fetch ?? fetch;
  return async (what: string, policy: IPolicy, path: string, init: RequestInit): Promise<unknown> => {
    const attempt = async ({ signal }: { signal: AbortSignal }) => {
      const headers = { authorization: `Bearer ${secret}`, 'content-type': 'application/json' };
      const response = await send(new Request(`${url}${path}`, { ...init, headers, signal, cache: 'no-store' }));
      if (!response.ok) throw new Error(`signaling answered ${response.status}`);
      const answer: unknown = await response.json();
      return answer;
    };
    try {
      return await breaker.execute(() => policy.execute(attempt));
    } catch (error) {
      onProblem?.({ what, reason: error instanceof Error ? error.message : String(error) });
      return null;
    }
  };
}

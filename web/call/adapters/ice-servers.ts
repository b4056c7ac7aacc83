import { iceAnswer } from '@coup/signaling/protocol';
import * as z from 'zod/mini';
import type { Clock } from '../../realtime/clock.ts';

const RETRY_MS = 5_000;
const REQUEST_TIMEOUT_MS = 4_000;
/** Longest that a timer can be set for. */
const MAX_TIMER_MS = 2 ** 31 - 1;

export type IceServers = {
  /** What is known now: empty until the first answer. */
  get(): RTCIceServer[];
  /** The server has answered, and has none to give. */
  isNone(): boolean;
  /** Settles with the first answer, or with the failure to get one; it goes on trying behind that. */
  first: Promise<void>;
  close(): void;
};

/** Asks signaling for STUN and TURN servers, and again before their credentials end. */
export function createIceServers(options: {
  socketUrl: string;
  getToken: () => string | null;
  clock: Clock;
}): IceServers {
  let servers: RTCIceServer[] = [];
  let isAnswered = false;
  let isClosed = false;
  let cancel: () => void = () => undefined;

  async function refresh(): Promise<void> {
    const answer = await fetchIce(options.socketUrl, options.getToken());
    if (isClosed) return;
    if (answer) {
      isAnswered = true;
      servers = answer.iceServers.map(toIceServer);
    }
    const againMs = answer === null ? RETRY_MS : answer.expiresInMs === null ? null : (answer.expiresInMs * 2) / 3;
    if (againMs !== null) cancel = options.clock.after(Math.min(againMs, MAX_TIMER_MS), () => void refresh());
  }

  return {
    get: () => servers,
    isNone: () => isAnswered && servers.length === 0,
    first: refresh(),
    close() {
      isClosed = true;
      cancel();
    },
  };
}

type Answer = z.infer<typeof iceAnswer>;

async function fetchIce(socketUrl: string, token: string | null): Promise<Answer | null> {
  try {
    const response = await fetch(new URL('/ice', socketUrl), {
      headers: token === null ? {} : { authorization: `Bearer ${token}` },
      signal: AbortSignal.timeout(REQUEST_TIMEOUT_MS),
    });
    const parsed = z.safeParse(iceAnswer, await response.json());
    return response.ok && parsed.success ? parsed.data : null;
  } catch {
    return null;
  }
}

function toIceServer({ urls, username, credential }: Answer['iceServers'][number]): RTCIceServer {
  return {
    urls,
    ...(username === undefined ? {} : { username }),
    ...(credential === undefined ? {} : { credential }),
  };
}

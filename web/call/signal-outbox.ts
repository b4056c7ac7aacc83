import type { LinkStamp, Signal } from '@coup/signaling/protocol';
import type { Clock } from '../realtime/clock.ts';
import type { SignalingPort } from './ports.ts';

const MAX_WAITING = 256;
const DEFAULT_RATE_LIMIT_MS = 1_000;

type Outgoing = { to: string; stamp: LinkStamp; signal: Signal };

export type SignalOutbox = {
  push(outgoing: Outgoing): void;
  /** Open from the moment the seat is taken on a socket until that socket is lost. */
  setOpen(isOpen: boolean): void;
  close(): void;
};

export type SignalOutboxOptions = {
  roomId: string;
  signaling: SignalingPort;
  clock: Clock;
  /** A signal of a replaced link is not worth sending. */
  isCurrent: (to: string, stamp: LinkStamp) => boolean;
  /** The server does not know our seat: it has to be taken again. */
  onSeatUnknown: () => void;
};

/**
 * Carries signals in order. What a lost socket swallowed is not sent again: every link that was not connected starts
 * over when signals can be carried again, and a connected one needs none of it.
 */
export function createSignalOutbox(options: SignalOutboxOptions): SignalOutbox {
  /** Held back by the server's limit. */
  let waiting: Outgoing[] = [];
  let isOpen = false;
  let cancelRetry: () => void = () => undefined;

  async function send(outgoing: Outgoing): Promise<void> {
    const { to, stamp, signal } = outgoing;
    const answer = await options.signaling.command('call:signal', { roomId: options.roomId, to, stamp, signal });
    if (answer.ok || !isOpen) return;
    const { code, retryAfterMs } = answer.error;
    if (code === 'not-in-call' || code === 'not-in-room') options.onSeatUnknown();
    if (code !== 'rate-limited') return;
    waiting = [...waiting, outgoing].slice(-MAX_WAITING);
    cancelRetry();
    cancelRetry = options.clock.after(retryAfterMs ?? DEFAULT_RATE_LIMIT_MS, flush);
  }

  function flush(): void {
    const current = waiting.filter((each) => options.isCurrent(each.to, each.stamp));
    waiting = [];
    for (const outgoing of current) void send(outgoing);
  }

  function setOpen(next: boolean): void {
    isOpen = next;
    if (next) return;
    cancelRetry();
    waiting = [];
  }

  return {
    push(outgoing) {
      if (isOpen) void send(outgoing);
    },
    setOpen,
    close: () => setOpen(false),
  };
}

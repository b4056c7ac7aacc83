import type { LinkStamp, Signal } from '@coup/signaling/protocol';
import type { Clock } from '../realtime/clock.ts';
import type { SignalingPort } from './ports.ts';

const MAX_QUEUED = 256;
const DEFAULT_RATE_LIMIT_MS = 1_000;

type Outgoing = { to: string; stamp: LinkStamp; signal: Signal };

export type SignalOutbox = {
  push(outgoing: Outgoing): void;
  /** Opens after the seat was taken on this socket, and sends what waited; closes when the socket is lost. */
  setOpen(isOpen: boolean): void;
  clear(): void;
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

/** Carries signals in order; what was not acknowledged before the socket went is sent again on the next one. */
export function createSignalOutbox(options: SignalOutboxOptions): SignalOutbox {
  let waiting: Outgoing[] = [];
  let unanswered: Outgoing[] = [];
  let isOpen = false;
  let cancelRetry: () => void = () => undefined;

  async function send(outgoing: Outgoing): Promise<void> {
    unanswered.push(outgoing);
    const { to, stamp, signal } = outgoing;
    const answer = await options.signaling.command('call:signal', { roomId: options.roomId, to, stamp, signal });
    if (!unanswered.includes(outgoing)) return;
    unanswered = unanswered.filter((each) => each !== outgoing);
    if (answer.ok) return;
    if (answer.error.code === 'timeout') keep([outgoing]);
    if (answer.error.code === 'rate-limited') {
      keep([outgoing]);
      cancelRetry();
      cancelRetry = options.clock.after(answer.error.retryAfterMs ?? DEFAULT_RATE_LIMIT_MS, flush);
    }
    if (answer.error.code === 'not-in-call' || answer.error.code === 'not-in-room') options.onSeatUnknown();
  }

  function keep(outgoing: readonly Outgoing[]): void {
    waiting = [...outgoing, ...waiting].slice(0, MAX_QUEUED);
  }

  function flush(): void {
    if (!isOpen) return;
    const current = waiting.filter((each) => options.isCurrent(each.to, each.stamp));
    waiting = [];
    for (const outgoing of current) void send(outgoing);
  }

  return {
    push(outgoing) {
      if (isOpen) void send(outgoing);
      else waiting = [...waiting, outgoing].slice(-MAX_QUEUED);
    },
    setOpen(next) {
      isOpen = next;
      if (next) return flush();
      keep(unanswered);
      unanswered = [];
    },
    clear() {
      cancelRetry();
      waiting = [];
      unanswered = [];
    },
  };
}

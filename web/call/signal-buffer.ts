import type { LinkStamp, Signal } from '@coup/signaling/protocol';

const MAX_SENDERS = 16;
const MAX_PER_SENDER = 48;

type Held = { stamp: LinkStamp; signal: Signal };

export type SignalBuffer = {
  hold(from: string, stamp: LinkStamp, signal: Signal): void;
  /** Gives back, in order, what came from this incarnation, and forgets the rest of that sender. */
  release(from: string, incarnation: string): readonly Held[];
  clear(): void;
};

/** Keeps signals that came before the roster named their sender. Bounded both ways: the oldest go first. */
export function createSignalBuffer(): SignalBuffer {
  const bySender = new Map<string, Held[]>();
  return {
    hold(from, stamp, signal) {
      const held = bySender.get(from) ?? [];
      held.push({ stamp, signal });
      bySender.set(from, held.slice(-MAX_PER_SENDER));
      for (const sender of bySender.keys()) {
        if (bySender.size <= MAX_SENDERS) break;
        bySender.delete(sender);
      }
    },
    release(from, incarnation) {
      const held = bySender.get(from) ?? [];
      bySender.delete(from);
      return held.filter((each) => each.stamp.from === incarnation);
    },
    clear: () => bySender.clear(),
  };
}

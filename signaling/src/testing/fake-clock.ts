import type { Clock } from '../clock.ts';

export type FakeClock = Clock & {
  /** Moves time on and runs what falls due, in order of its time. */
  advance(byMs: number): void;
};

/** A clock that stands still until a test moves it. */
export function createFakeClock(startMs = 1_800_000_000_000): FakeClock {
  let nowMs = startMs;
  let pending: { at: number; task: () => void }[] = [];

  return {
    now: () => nowMs,
    schedule(delayMs, task) {
      const entry = { at: nowMs + delayMs, task };
      pending.push(entry);
      return () => {
        pending = pending.filter((other) => other !== entry);
      };
    },
    advance(byMs) {
      const end = nowMs + byMs;
      for (;;) {
        const [next] = pending.filter((entry) => entry.at <= end).sort((a, b) => a.at - b.at);
        if (!next) break;
        pending = pending.filter((entry) => entry !== next);
        nowMs = Math.max(nowMs, next.at);
        next.task();
      }
      nowMs = end;
    },
  };
}

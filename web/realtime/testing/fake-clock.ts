import type { Clock, Random } from '../clock.ts';

export type FakeClock = Clock & {
  /** Runs what is due up to then, in order; what that sets in turn as well. */
  advance(ms: number): void;
  /** Milliseconds until the next timer; null where there is none. */
  untilNext(): number | null;
  pending(): number;
};

type Timer = { at: number; order: number; run: () => void };

export function createFakeClock(): FakeClock {
  let now = 0;
  let count = 0;
  const timers = new Set<Timer>();

  function next(): Timer | null {
    let earliest: Timer | null = null;
    for (const timer of timers) {
      if (!earliest || timer.at < earliest.at || (timer.at === earliest.at && timer.order < earliest.order)) {
        earliest = timer;
      }
    }
    return earliest;
  }

  return {
    now: () => now,
    wallMs: () => 1_700_000_000_000 + now,
    after(ms, run) {
      count += 1;
      const timer = { at: now + Math.max(0, ms), order: count, run };
      timers.add(timer);
      return () => timers.delete(timer);
    },
    advance(ms) {
      const end = now + ms;
      for (let timer = next(); timer && timer.at <= end; timer = next()) {
        timers.delete(timer);
        now = timer.at;
        timer.run();
      }
      now = end;
    },
    untilNext() {
      const timer = next();
      return timer && timer.at - now;
    },
    pending: () => timers.size,
  };
}

export type SeededRandom = Random & {
  /** From 0 up to, not including, `limit`. */
  below(limit: number): number;
  pick<T>(items: readonly T[]): T | undefined;
  chance(probability: number): boolean;
};

/** The same numbers for the same seed (mulberry32). */
export function createSeededRandom(seed: number): SeededRandom {
  let state = seed >>> 0;
  function fraction(): number {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  }
  const hex = (digits: number) =>
    Array.from({ length: digits }, () => Math.floor(fraction() * 16).toString(16)).join('');
  return {
    fraction,
    uuid: () => `${hex(8)}-${hex(4)}-4${hex(3)}-8${hex(3)}-${hex(12)}`,
    below: (limit) => Math.floor(fraction() * limit),
    pick: (items) => items[Math.floor(fraction() * items.length)],
    chance: (probability) => fraction() < probability,
  };
}

/** Lets everything that is already resolved run on. */
export function settleMicrotasks(): Promise<void> {
  return new Promise((resolve) => setImmediate(resolve));
}

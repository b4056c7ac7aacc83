const FIRST_DELAY_MS = 250;
const MAX_DELAY_MS = 2_000;

/** When to try again: the first retry within a second, then at most two apart, jittered so that a room spreads out. */
export function reconnectDelayMs(attempt: number, fraction: number): number {
  const full = Math.min(MAX_DELAY_MS, FIRST_DELAY_MS * 2 ** Math.max(0, attempt - 1));
  return Math.round(full / 2 + full * fraction * 0.75);
}

/** Patience for one attempt: short at first, since a first packet lost to an outage costs more than another try. */
export function connectTimeoutMs(attempt: number): number {
  return attempt < 4 ? 3_000 : 5_000;
}

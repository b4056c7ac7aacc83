/** How long a link is given at each step of healing. One place, because the steps lean on each other. */
export const recoveryTimes = {
  /** From the first signal to a connection. The responder waits longer, so that the initiator acts first. */
  connectMs: 10_000,
  responderConnectMs: 12_000,
  /** Silence heals by itself more often than not; after this the initiator restarts ICE, and the responder asks for it. */
  disturbedMs: 3_000,
  responderDisturbedMs: 4_000,
  /** An ICE restart that has not helped by now is followed by a new generation. */
  restartMs: 5_000,
  /** A connection that lasts this long has earned its attempts back. */
  stableMs: 5_000,
} as const;

/** New generations tried in a row before the link says that it failed: about a minute. */
export const MAX_ATTEMPTS = 6;

const BASE_BACKOFF_MS = 400;
const MAX_BACKOFF_MS = 4_000;

/** Exponential with jitter (half fixed, half random), so that the links of a room do not rebuild in step. */
export function backoffMs(attempt: number, fraction: number): number {
  const full = Math.min(MAX_BACKOFF_MS, BASE_BACKOFF_MS * 2 ** Math.max(0, attempt - 1));
  return Math.round(full / 2 + (full / 2) * fraction);
}

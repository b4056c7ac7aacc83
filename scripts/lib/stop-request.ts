const parentPollMs = 1_000;

export interface StopRequest {
  signal: AbortSignal;
  requested: Promise<void>;
  /** Who asked for it. */
  reason(): string;
  now(reason: string): void;
}

/**
 * Somebody wants this process to end: Ctrl-C (which may come twice, from the terminal and passed on by npm), SIGTERM, a
 * closed terminal, or the death of the process that started it.
 */
export function createStopRequest(): StopRequest {
  const controller = new AbortController();
  const { promise, resolve } = Promise.withResolvers<void>();
  const launcher = process.ppid;
  let reason = '';
  const now = (asked: string) => {
    reason ||= asked;
    controller.abort();
    clearInterval(timer);
    resolve();
  };
  const timer = setInterval(() => {
    if (process.ppid !== launcher) now('the process that started this is gone');
  }, parentPollMs);
  timer.unref();
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.on(signal, () => now(signal));
  return { signal: controller.signal, requested: promise, reason: () => reason, now };
}

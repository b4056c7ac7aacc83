/** The same answer for everybody who asks within the time, and one request at a time. A failure is not kept. */
export function shareFor<T>(ms: number, produce: () => Promise<T>): () => Promise<T> {
  let current: { promise: Promise<T>; until: number } | undefined;
  return () => {
    if (current !== undefined && performance.now() < current.until) return current.promise;
    const entry = { promise: produce(), until: Number.POSITIVE_INFINITY };
    entry.promise.then(
      () => {
        entry.until = performance.now() + ms;
      },
      () => {
        entry.until = 0;
      },
    );
    current = entry;
    return entry.promise;
  };
}

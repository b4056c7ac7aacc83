/** The same promise for everybody who asks. A failure is told and forgotten: the next one who asks loads anew. */
export function loadOnce<T>(load: () => Promise<T>): { get(): Promise<T>; peek(): Promise<T> | null } {
  let current: Promise<T> | null = null;
  return {
    get() {
      if (current !== null) return current;
      const loading = load();
      current = loading;
      loading.catch(() => {
        if (current === loading) current = null;
      });
      return loading;
    },
    peek: () => current,
  };
}

import type { PageState } from '../ports.ts';

export type FakePage = PageState & { setHidden(isHidden: boolean): void; goOnline(): void };

export function createFakePage(): FakePage {
  let isHidden = false;
  const visibility = new Set<() => void>();
  const online = new Set<() => void>();
  return {
    isHidden: () => isHidden,
    onVisibility(listener) {
      visibility.add(listener);
      return () => visibility.delete(listener);
    },
    onOnline(listener) {
      online.add(listener);
      return () => online.delete(listener);
    },
    setHidden(next) {
      isHidden = next;
      for (const listener of visibility) listener();
    },
    goOnline() {
      for (const listener of online) listener();
    },
  };
}

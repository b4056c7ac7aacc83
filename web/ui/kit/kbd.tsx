import { clsx } from 'clsx';
import type { ReactNode } from 'react';

/** A key of the keyboard. */
export function Kbd({ children, className }: { children: ReactNode; className?: string }) {
  return (
    <kbd
      className={clsx(
        'inline-flex min-w-5 items-center justify-center rounded-[4px] border px-1 font-sans text-fine leading-4.5',
        className ?? 'border-edge/60 text-ink-soft',
      )}
    >
      {children}
    </kbd>
  );
}

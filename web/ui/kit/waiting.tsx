import { clsx } from 'clsx';
import { LoaderCircle } from 'lucide-react';
import type { ReactNode } from 'react';

/** A wait that says what it waits for. */
export function Waiting({ children, className }: { children: ReactNode; className?: string }) {
  return (
    <p role="status" className={clsx('flex items-center gap-2.5 text-ink-soft', className)}>
      <LoaderCircle aria-hidden className="size-4.5 shrink-0 motion-safe:animate-spin" />
      <span>{children}</span>
    </p>
  );
}

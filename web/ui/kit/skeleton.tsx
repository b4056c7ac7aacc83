import { clsx } from 'clsx';

/** A quiet shape where something will be. Give it the size of the real thing; it does not blink. */
export function Skeleton({ className }: { className?: string }) {
  return <span aria-hidden className={clsx('block rounded-box bg-line/60', className)} />;
}

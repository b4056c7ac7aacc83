import { clsx } from 'clsx';

/** A quiet shape where something will be. Give it the size of the real thing; it does not blink. */
export function Skeleton({ isRound = false, className }: { isRound?: boolean; className?: string }) {
  return <span aria-hidden className={clsx('block bg-line/60', isRound ? 'rounded-full' : 'rounded-box', className)} />;
}

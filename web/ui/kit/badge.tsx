import { clsx } from 'clsx';
import type { ReactNode } from 'react';

const tones = {
  plain: 'bg-sunk text-ink-soft',
  live: 'bg-lamp-wash text-lamp-ink',
  focus: 'bg-glow-wash text-glow-ink',
  stop: 'bg-stop-wash text-stop-ink',
};

/** A word about the state of the thing beside it. `focus` is only for "in focus now". */
export function Badge({ tone = 'plain', children }: { tone?: keyof typeof tones; children: ReactNode }) {
  return (
    <span
      className={clsx(
        'inline-flex shrink-0 items-center gap-1.5 rounded-box px-2 py-0.5 font-strong text-fine [&_svg]:size-3.5',
        tones[tone],
      )}
    >
      {children}
    </span>
  );
}

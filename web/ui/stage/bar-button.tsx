'use client';

import { clsx } from 'clsx';
import type { ComponentProps, ReactNode } from 'react';
import { Tooltip } from '../kit/tooltip.tsx';

export type BarButtonProps = Omit<ComponentProps<'button'>, 'children' | 'aria-label'> & {
  /** What pressing it does. */
  label: string;
  /** One word under the picture, part of the label; on a phone it has no room. */
  caption: string;
  icon: ReactNode;
  shortcut?: string;
  tone?: 'plain' | 'lit' | 'wrong' | 'leave';
  tooltipAlign?: 'start' | 'center' | 'end';
};

const tones = {
  plain: 'text-ink-soft hover:bg-sunk hover:text-ink',
  lit: 'bg-lamp-wash text-lamp-ink inset-ring-1 inset-ring-lamp-ink/50 hover:inset-ring-lamp-ink',
  wrong: 'text-stop-ink hover:bg-stop-wash',
  leave: 'bg-stop text-on-stop hover:bg-stop-hover',
};

/** One control of the bar: a picture that changes its shape with the state, and a word. */
export function BarButton({
  label,
  caption,
  icon,
  shortcut,
  tone = 'plain',
  tooltipAlign,
  className,
  ...rest
}: BarButtonProps) {
  return (
    <Tooltip label={label} shortcut={shortcut} {...(tooltipAlign && { align: tooltipAlign })}>
      <button
        type="button"
        aria-label={label}
        aria-keyshortcuts={shortcut}
        className={clsx(
          'inline-flex h-12 min-w-12 flex-col items-center justify-center gap-0.5 rounded-box px-2 text-fine transition-colors disabled:opacity-50 sm:h-14 sm:min-w-16 low:h-11 low:min-w-12 [&_svg]:size-5',
          tones[tone],
          className,
        )}
        {...rest}
      >
        {icon}
        <span aria-hidden className="max-sm:hidden low:hidden">
          {caption}
        </span>
      </button>
    </Tooltip>
  );
}

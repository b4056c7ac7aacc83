'use client';

import { clsx } from 'clsx';
import type { ComponentProps, ReactNode } from 'react';
import { Tooltip } from './tooltip.tsx';

export type IconButtonProps = Omit<ComponentProps<'button'>, 'children' | 'aria-label'> & {
  /** The accessible name and the tooltip. */
  label: string;
  icon: ReactNode;
  /** A single key, shown in the tooltip and told to assistive technology. */
  shortcut?: string;
  /** For a toggle. The icon should change shape too: state is never colour alone. */
  isPressed?: boolean;
  tone?: 'quiet' | 'outline' | 'danger';
  tooltipSide?: 'above' | 'below';
  tooltipAlign?: 'start' | 'center' | 'end';
};

const tones = {
  quiet: 'text-ink-soft hover:bg-sunk hover:text-ink aria-pressed:bg-lamp-wash aria-pressed:text-lamp-ink',
  outline: 'border border-edge/60 bg-raised text-ink hover:border-edge hover:bg-sunk',
  danger: 'bg-stop text-on-stop hover:bg-stop-hover',
};

/** A square button with a picture, its name and shortcut in a tooltip. */
export function IconButton(props: IconButtonProps) {
  const { label, icon, shortcut, isPressed, tone = 'quiet', tooltipSide, tooltipAlign, className, ...rest } = props;
  return (
    <Tooltip
      label={label}
      shortcut={shortcut}
      {...(tooltipSide && { side: tooltipSide })}
      {...(tooltipAlign && { align: tooltipAlign })}
    >
      <button
        type="button"
        aria-label={label}
        aria-pressed={isPressed}
        aria-keyshortcuts={shortcut}
        className={clsx(
          'inline-flex size-11 shrink-0 items-center justify-center rounded-box transition-colors disabled:opacity-50 [&_svg]:size-5',
          tones[tone],
          className,
        )}
        {...rest}
      >
        {icon}
      </button>
    </Tooltip>
  );
}

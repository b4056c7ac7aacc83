import { clsx } from 'clsx';
import type { ComponentProps } from 'react';

export type CardProps = ComponentProps<'div'> & {
  /** For a card that is one link: put the link inside with `after:absolute after:inset-0`. */
  isLink?: boolean;
};

/** A sheet of paper on the desk: a hairline, no shadow. */
export function Card({ isLink = false, className, ...rest }: CardProps) {
  return (
    <div
      className={clsx(
        'relative rounded-box border bg-raised p-5',
        isLink && 'transition-colors hover:border-edge has-focus-visible:border-lamp-ink',
        className,
      )}
      {...rest}
    />
  );
}

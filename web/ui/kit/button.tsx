import { clsx } from 'clsx';
import type { ComponentProps } from 'react';
import { PageLink, type PageLinkProps } from './page-link.tsx';

export type ButtonVariant = 'primary' | 'outline' | 'quiet' | 'danger';
export type ButtonSize = 'small' | 'medium' | 'large';

const base =
  'inline-flex shrink-0 items-center justify-center gap-2 rounded-box font-strong text-center transition-colors select-none disabled:opacity-50 aria-disabled:opacity-50 [&_svg]:size-4.5 [&_svg]:shrink-0';

const variants: Record<ButtonVariant, string> = {
  primary: 'bg-lamp text-on-lamp hover:bg-lamp-hover',
  outline: 'border border-edge/60 bg-raised text-ink hover:border-edge hover:bg-sunk',
  quiet: 'text-ink-soft hover:bg-sunk hover:text-ink',
  danger: 'bg-stop text-on-stop hover:bg-stop-hover',
};

const sizes: Record<ButtonSize, string> = {
  small: 'min-h-9 px-3 text-small touch:min-h-11',
  medium: 'min-h-11 px-4 text-body',
  large: 'min-h-13 px-6 text-lead',
};

/** The look of a button, for an element that is not one (a `summary`, a third-party trigger). */
export function buttonClass(variant: ButtonVariant = 'outline', size: ButtonSize = 'medium', className?: string) {
  return clsx(base, variants[variant], sizes[size], className);
}

export type ButtonProps = ComponentProps<'button'> & { variant?: ButtonVariant; size?: ButtonSize };

/** `primary` is for the one action that matters on a screen. */
export function Button({ variant, size, className, type = 'button', ...rest }: ButtonProps) {
  return <button type={type} className={buttonClass(variant, size, className)} {...rest} />;
}

export type ButtonLinkProps = PageLinkProps & { variant?: ButtonVariant; size?: ButtonSize };

/** A link that looks like a button. */
export function ButtonLink({ variant, size, className, ...rest }: ButtonLinkProps) {
  return <PageLink className={buttonClass(variant, size, className)} {...rest} />;
}

import { clsx } from 'clsx';
import type { ComponentProps } from 'react';

export type SwitchProps = Omit<ComponentProps<'input'>, 'type' | 'children'> & { label: string; hint?: string };

/** On or off, at once. A checkbox underneath, so that it works in a form without any script. */
export function Switch({ label, hint, className, ...rest }: SwitchProps) {
  return (
    <label className={clsx('flex min-h-11 items-center justify-between gap-4', className)}>
      <span className="flex flex-col">
        <span>{label}</span>
        {hint !== undefined && <span className="text-fine text-ink-soft">{hint}</span>}
      </span>
      <span className="relative inline-flex shrink-0">
        <input
          type="checkbox"
          // biome-ignore lint/a11y/useAriaPropsForRole: the browser derives the state of a checkbox; a copy could disagree.
          role="switch"
          className="peer h-6 w-10 appearance-none rounded-full border border-edge bg-sunk transition-colors checked:border-lamp checked:bg-lamp"
          {...rest}
        />
        <span
          aria-hidden
          className="pointer-events-none absolute top-1 left-1 size-4 rounded-full bg-edge transition-transform peer-checked:translate-x-4 peer-checked:bg-on-lamp"
        />
      </span>
    </label>
  );
}

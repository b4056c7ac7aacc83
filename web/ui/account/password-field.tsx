'use client';

import { type ComponentProps, useState } from 'react';
import { TextField } from '../kit/text-field.tsx';

export type PasswordFieldProps = Omit<ComponentProps<typeof TextField>, 'type' | 'aside'> & {
  showLabel: string;
  hideLabel: string;
};

/** A password that can be looked at, since most mistakes in one are typing mistakes. */
export function PasswordField({ showLabel, hideLabel, ...rest }: PasswordFieldProps) {
  const [isShown, setIsShown] = useState(false);
  return (
    <TextField
      {...rest}
      type={isShown ? 'text' : 'password'}
      autoCapitalize="none"
      spellCheck={false}
      aside={
        <button
          type="button"
          aria-pressed={isShown}
          onClick={() => setIsShown(!isShown)}
          className="-my-3 min-h-11 rounded-box px-1 text-small text-ink-soft underline-offset-4 hover:text-ink hover:underline"
        >
          {isShown ? hideLabel : showLabel}
        </button>
      }
    />
  );
}

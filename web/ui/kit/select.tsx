import { clsx } from 'clsx';
import { ChevronDown } from 'lucide-react';
import { type ComponentProps, useId } from 'react';
import { controlClass, describedBy, Field, type FieldProps } from './field.tsx';

export type SelectProps = FieldProps & ComponentProps<'select'>;

/** The browser's own select: right on a phone, and with a screen reader, for nothing. Options are the children. */
export function Select({ label, hint, error, aside, className, id, children, ...rest }: SelectProps) {
  const ownId = useId();
  const fieldId = id ?? ownId;
  return (
    <Field id={fieldId} label={label} hint={hint} error={error} aside={aside}>
      <span className="relative block">
        <select
          id={fieldId}
          aria-invalid={error === undefined ? undefined : true}
          aria-describedby={describedBy(fieldId, { label, hint, error })}
          className={clsx(controlClass, 'h-11 appearance-none truncate pr-10', className)}
          {...rest}
        >
          {children}
        </select>
        <ChevronDown aria-hidden className="pointer-events-none absolute top-3 right-3 size-5 text-ink-faint" />
      </span>
    </Field>
  );
}

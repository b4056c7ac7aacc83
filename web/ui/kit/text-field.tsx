import { clsx } from 'clsx';
import { type ComponentProps, useId } from 'react';
import { controlClass, describedBy, Field, type FieldProps } from './field.tsx';

export type TextFieldProps = FieldProps & Omit<ComponentProps<'input'>, 'children'>;

/** One line of text with its label, a hint, and what is wrong with it. `ref` goes to the input. */
export function TextField({ label, hint, error, aside, className, id, ...rest }: TextFieldProps) {
  const ownId = useId();
  const fieldId = id ?? ownId;
  return (
    <Field id={fieldId} label={label} hint={hint} error={error} aside={aside}>
      <input
        id={fieldId}
        aria-invalid={error === undefined ? undefined : true}
        aria-describedby={describedBy(fieldId, { label, hint, error })}
        className={clsx(controlClass, 'h-11', className)}
        {...rest}
      />
    </Field>
  );
}

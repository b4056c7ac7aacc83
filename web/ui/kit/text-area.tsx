import { clsx } from 'clsx';
import { type ComponentProps, useId } from 'react';
import { controlClass, describedBy, Field, type FieldProps } from './field.tsx';

export type TextAreaProps = FieldProps & Omit<ComponentProps<'textarea'>, 'children'>;

/** Several lines of text; grows with them where the browser can. */
export function TextArea({ label, hint, error, aside, className, id, rows = 3, ...rest }: TextAreaProps) {
  const ownId = useId();
  const fieldId = id ?? ownId;
  return (
    <Field id={fieldId} label={label} hint={hint} error={error} aside={aside}>
      <textarea
        id={fieldId}
        rows={rows}
        aria-invalid={error === undefined ? undefined : true}
        aria-describedby={describedBy(fieldId, { label, hint, error })}
        className={clsx(controlClass, 'field-sizing-content max-h-72 min-h-24 py-2.5', className)}
        {...rest}
      />
    </Field>
  );
}

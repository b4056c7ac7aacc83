import { clsx } from 'clsx';
import { CircleAlert } from 'lucide-react';
import type { ReactNode } from 'react';

/** The look shared by everything that takes text. */
export const controlClass =
  'w-full rounded-box border border-edge bg-raised px-3 text-body text-ink transition-colors hover:border-ink-faint focus-visible:border-lamp-ink aria-invalid:border-stop-ink disabled:opacity-60';

export type FieldProps = {
  label: string;
  hint?: ReactNode;
  /** What is wrong and what to do; takes the place of the hint. */
  error?: string | undefined;
  /** Beside the label, as "optional" or a count. */
  aside?: ReactNode;
};

export function describedBy(id: string, { hint, error }: FieldProps) {
  return hint !== undefined || error !== undefined ? `${id}-note` : undefined;
}

/** Label above, control, one line below it. */
export function Field({ id, label, hint, error, aside, children }: FieldProps & { id: string; children: ReactNode }) {
  return (
    <div className="flex flex-col gap-1.5">
      <div className="flex items-baseline justify-between gap-3">
        <label htmlFor={id} className="font-strong text-small text-ink">
          {label}
        </label>
        {aside !== undefined && <span className="tabular text-fine text-ink-faint">{aside}</span>}
      </div>
      {children}
      {(error !== undefined || hint !== undefined) && (
        <p
          id={`${id}-note`}
          className={clsx('flex gap-1.5 text-fine', error === undefined ? 'text-ink-soft' : 'text-stop-ink')}
        >
          {error !== undefined && <CircleAlert aria-hidden className="mt-px size-4 shrink-0" />}
          <span>{error ?? hint}</span>
        </p>
      )}
    </div>
  );
}

import { clsx } from 'clsx';
import { hueOf, initialsOf } from './initials.ts';

const sizes = { small: 'size-7 text-[0.6875rem]', medium: 'size-9 text-fine', large: 'size-16 text-title' };

export type AvatarProps = { userId: string; name: string; size?: keyof typeof sizes; className?: string };

/** Initials on the person's calm colour. Decorative: the name stands beside it, or give it one with `AvatarRow`. */
export function Avatar({ userId, name, size = 'medium', className }: AvatarProps) {
  return (
    <span
      aria-hidden
      data-hue={hueOf(userId)}
      className={clsx(
        'hue-field inline-flex shrink-0 select-none items-center justify-center rounded-full font-strong',
        sizes[size],
        className,
      )}
    >
      {initialsOf(name)}
    </span>
  );
}

export type AvatarRowProps = { people: readonly { userId: string; name: string }[]; max?: number; label: string };

/** The first few of several people; `label` names them for a screen reader. */
export function AvatarRow({ people, max = 5, label }: AvatarRowProps) {
  const shown = people.slice(0, max);
  const hidden = people.length - shown.length;
  return (
    <span role="img" aria-label={label} className="inline-flex items-center -space-x-0.5">
      {shown.map((someone) => (
        <Avatar key={someone.userId} {...someone} size="small" className="ring-2 ring-raised" />
      ))}
      {hidden > 0 && <span className="tabular pl-2 font-strong text-fine text-ink-soft">+{hidden}</span>}
    </span>
  );
}

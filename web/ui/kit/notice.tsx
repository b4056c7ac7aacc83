import { clsx } from 'clsx';
import { CircleAlert, Info, TriangleAlert } from 'lucide-react';
import type { ReactNode } from 'react';

const tones = {
  info: { box: 'border-line bg-sunk', icon: Info, ink: 'text-ink-soft' },
  warning: { box: 'border-edge/60 bg-raised', icon: TriangleAlert, ink: 'text-ink' },
  error: { box: 'border-stop-ink/40 bg-stop-wash', icon: CircleAlert, ink: 'text-stop-ink' },
};

export type NoticeProps = {
  tone?: keyof typeof tones;
  /** What happened, in a few words. */
  title?: string;
  /** What is safe and what to do. */
  children?: ReactNode;
  /** The way on: a button or a link. */
  action?: ReactNode;
  /** Read out when it appears; leave out for what was there from the start. */
  isLive?: boolean;
  className?: string;
};

/** What happened, what is safe, what to do. */
export function Notice({ tone = 'info', title, children, action, isLive = false, className }: NoticeProps) {
  const { box, icon: Icon, ink } = tones[tone];
  return (
    <div
      role={isLive ? (tone === 'error' ? 'alert' : 'status') : undefined}
      className={clsx(
        'flex flex-wrap items-center gap-x-4 gap-y-3 rounded-box border px-4 py-3 text-small',
        box,
        className,
      )}
    >
      <div className="flex min-w-0 flex-1 basis-56 gap-3">
        <Icon aria-hidden className={clsx('mt-px size-4.5 shrink-0', ink)} />
        <div className="measure min-w-0 text-ink">
          {title !== undefined && <p className="font-strong">{title}</p>}
          {children !== undefined && <div className={clsx(title !== undefined && 'text-ink-soft')}>{children}</div>}
        </div>
      </div>
      {action !== undefined && <div className="flex gap-2">{action}</div>}
    </div>
  );
}

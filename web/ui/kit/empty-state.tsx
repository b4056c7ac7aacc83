import type { ReactNode } from 'react';
import { LogoMark } from './logo.tsx';

export type EmptyStateProps = {
  title: string;
  children?: ReactNode;
  action?: ReactNode;
  /** Instead of the lamp. */
  icon?: ReactNode;
};

/** Nothing here yet, why, and the first thing to do. */
export function EmptyState({ title, children, action, icon }: EmptyStateProps) {
  return (
    <div className="flex flex-col items-center gap-3 px-6 py-10 text-center">
      {icon ?? <LogoMark className="size-10" />}
      <p className="font-strong text-lead">{title}</p>
      {children !== undefined && <div className="max-w-sm text-small text-ink-soft">{children}</div>}
      {action !== undefined && <div className="mt-2 flex flex-wrap justify-center gap-2">{action}</div>}
    </div>
  );
}

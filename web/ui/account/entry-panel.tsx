import type { ReactNode } from 'react';
import { Card } from '../kit/card.tsx';

export type EntryPanelProps = { title: string; lead: string; children: ReactNode; foot?: ReactNode };

/** The one card of a page on which somebody comes in. */
export function EntryPanel({ title, lead, children, foot }: EntryPanelProps) {
  return (
    <div className="mx-auto flex w-full max-w-md flex-1 flex-col justify-center px-4 py-10 sm:px-6 sm:pb-20">
      <h1 className="font-strong text-title">{title}</h1>
      <p className="mt-1.5 text-ink-soft">{lead}</p>
      <Card className="mt-6 sm:p-6">{children}</Card>
      {foot !== undefined && <div className="mt-4 flex flex-col text-small text-ink-soft">{foot}</div>}
    </div>
  );
}

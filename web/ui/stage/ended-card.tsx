'use client';

import { useTranslations } from 'use-intl';
import type { CallState } from '../../call/call-state.ts';
import { Button } from '../kit/button.tsx';
import { LogoMark } from '../kit/logo.tsx';

export type EndedCardProps = {
  reason: Extract<CallState, { status: 'ended' }>['reason'];
  isJoining: boolean;
  onRejoin: () => void;
};

/** After the call: what happened, and the way back. */
export function EndedCard({ reason, isJoining, onRejoin }: EndedCardProps) {
  const words = useTranslations('call');
  return (
    <section
      aria-label={words('label')}
      className="flex min-h-0 flex-1 items-center justify-center overflow-y-auto p-6"
    >
      <div role="status" className="flex max-w-sm flex-col items-center gap-3 text-center">
        <LogoMark className="size-12" />
        <h2 className="font-strong text-title">{words(`${reason}.title`)}</h2>
        <p className="text-ink-soft">{words(`${reason}.body`)}</p>
        <Button variant="primary" size="large" className="mt-3" disabled={isJoining} onClick={onRejoin}>
          {reason === 'superseded' ? words('joinHere') : words('rejoin')}
        </Button>
      </div>
    </section>
  );
}

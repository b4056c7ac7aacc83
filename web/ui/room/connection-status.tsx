'use client';

import { Circle, CircleDashed, CircleSlash } from 'lucide-react';
import { useTranslations } from 'use-intl';
import { useConnection } from './room-context.ts';
import { useDelayed } from './use-delayed.ts';

const icons = {
  connecting: CircleDashed,
  connected: Circle,
  reconnecting: CircleDashed,
  refused: CircleSlash,
  closed: CircleSlash,
};

const QUIET_MS = 1_000;

/** Whether this tab and the server hear each other, in a shape and a word. */
export function ConnectionStatus() {
  const words = useTranslations('room.connection');
  const { status } = useConnection();
  const isLongAway = useDelayed(status === 'reconnecting', QUIET_MS);
  const shown = status === 'reconnecting' && !isLongAway ? 'connected' : status;
  const Icon = icons[shown];
  return (
    <p
      role="status"
      data-connection={shown}
      className="flex items-center gap-1.5 whitespace-nowrap text-fine text-ink-faint data-[connection=reconnecting]:text-ink data-[connection=refused]:text-stop-ink"
    >
      <Icon aria-hidden className={shown === 'connected' ? 'size-2 fill-lamp-ink text-lamp-ink' : 'size-3.5'} />
      {/* On a phone the word is there only when something is the matter; a screen reader always has it. */}
      <span className={shown === 'connected' ? 'max-md:sr-only' : undefined}>{words(shown)}</span>
    </p>
  );
}

'use client';

import { clsx } from 'clsx';
import { CircleAlert } from 'lucide-react';
import { memo } from 'react';
import { useLocale, useTranslations } from 'use-intl';
import { Avatar } from '../kit/avatar.tsx';
import { Button } from '../kit/button.tsx';
import { chatFailureKey } from '../room/failure-words.ts';
import { useDelayed } from '../room/use-delayed.ts';
import type { ChatItem, ShownMessage } from './grouping.ts';
import { MessageBody } from './message-body.tsx';
import { formatDay, formatTime } from './times.ts';

type FailedDelivery = { onRetry: (clientId: string) => void; onEdit: (clientId: string) => void };

const QUIET_MS = 600;

function Delivery({ message, onRetry, onEdit }: { message: ShownMessage } & FailedDelivery) {
  const words = useTranslations('chat');
  const isSlow = useDelayed(message.delivery?.status === 'sending', QUIET_MS);
  if (message.delivery?.status === 'failed') {
    return (
      <div className="mt-1 mb-2 flex flex-wrap items-center gap-x-2 gap-y-1 text-fine text-stop-ink">
        <CircleAlert aria-hidden className="size-4" />
        <span className="min-w-0 flex-1 basis-40">{words(`failure.${chatFailureKey(message.delivery.code)}`)}</span>
        <span className="flex gap-1">
          <Button variant="outline" size="small" onClick={() => onRetry(message.clientId)}>
            {words('retry')}
          </Button>
          <Button variant="quiet" size="small" onClick={() => onEdit(message.clientId)}>
            {words('edit')}
          </Button>
        </span>
      </div>
    );
  }
  return isSlow ? <p className="text-fine text-ink-faint">{words('sending')}</p> : null;
}

type GroupProps = { group: Extract<ChatItem, { kind: 'group' }> } & FailedDelivery;

/** What one person said within a few minutes. */
export function MessageGroup({ group, onRetry, onEdit }: GroupProps) {
  const words = useTranslations('chat');
  const locale = useLocale();
  const { author, isOwn } = group;
  return (
    <article className="flex gap-3 px-4 py-2">
      <Avatar {...author} />
      <div className="min-w-0 flex-1">
        <header className="flex items-baseline gap-2">
          <h3 className="min-w-0 truncate font-strong text-small">
            <bdi>{author.name}</bdi>
          </h3>
          {(isOwn || author.isGuest) && (
            <span className="shrink-0 text-fine text-ink-faint">{isOwn ? words('you') : words('guest')}</span>
          )}
          <time dateTime={new Date(group.at).toISOString()} className="tabular shrink-0 text-fine text-ink-faint">
            {formatTime(group.at, locale)}
          </time>
        </header>
        {group.messages.map((message) => (
          <div
            key={message.key}
            data-delivery={message.delivery?.status}
            className={clsx('py-px', message.delivery !== undefined && 'text-ink-soft')}
          >
            <MessageBody body={message.body} />
            {message.delivery !== undefined && <Delivery message={message} onRetry={onRetry} onEdit={onEdit} />}
          </div>
        ))}
      </div>
    </article>
  );
}

/** Where a day begins. */
export const DayMark = memo(function DayMark({ at }: { at: number }) {
  const words = useTranslations('chat');
  const locale = useLocale();
  const named = formatDay(at, locale, Date.now());
  return (
    <h2 className="flex items-center gap-3 px-4 pt-4 pb-2 text-fine text-ink-faint before:h-px before:flex-1 before:bg-line after:h-px after:flex-1 after:bg-line">
      {named.relative === null ? named.text : words(named.relative)}
    </h2>
  );
});

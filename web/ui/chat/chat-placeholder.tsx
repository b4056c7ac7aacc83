'use client';

import { clsx } from 'clsx';
import { MessageSquare } from 'lucide-react';
import { useTranslations } from 'use-intl';
import type { ChatState } from '../../chat/chat-state.ts';
import { EmptyState } from '../kit/empty-state.tsx';
import { Notice } from '../kit/notice.tsx';
import { Skeleton } from '../kit/skeleton.tsx';

const shapes = [
  { id: 'first', name: 'w-20', lines: ['w-56'] },
  { id: 'second', name: 'w-28', lines: ['w-64', 'w-40'] },
  { id: 'third', name: 'w-16', lines: ['w-48'] },
];

/** What stands in the chat while there is nothing to show: loading, failed, or nothing said yet. */
export function ChatPlaceholder({ history }: { history: ChatState['history'] }) {
  const words = useTranslations('chat');
  if (history === 'error') {
    return (
      <div className="p-4">
        <Notice tone="warning">{words('loadFailed')}</Notice>
      </div>
    );
  }
  if (history === 'ready') {
    return (
      <EmptyState title={words('emptyTitle')} icon={<MessageSquare aria-hidden className="size-8 text-ink-faint" />}>
        {words('emptyBody')}
      </EmptyState>
    );
  }
  return (
    <div className="flex flex-col gap-5 px-4 py-6">
      <p className="sr-only">{words('loading')}</p>
      {shapes.map(({ id, name, lines }) => (
        <div key={id} className="flex gap-3">
          <Skeleton isRound className="size-9 shrink-0" />
          <div className="flex flex-col gap-2 pt-1">
            <Skeleton className={clsx('h-3', name)} />
            {lines.map((line) => (
              <Skeleton key={line} className={clsx('h-4', line)} />
            ))}
          </div>
        </div>
      ))}
    </div>
  );
}

'use client';

import { ArrowDown } from 'lucide-react';
import { type RefObject, useEffect, useMemo, useRef, useState } from 'react';
import { useTranslations } from 'use-intl';
import type { ChatState } from '../../chat/chat-state.ts';
import { useRoomUi } from '../../stores/room-ui.ts';
import { Button } from '../kit/button.tsx';
import { Waiting } from '../kit/waiting.tsx';
import { useRoom, useRoomContext } from '../room/room-context.ts';
import { ChatPlaceholder } from './chat-placeholder.tsx';
import { countUnread, groupChat, localDayOf } from './grouping.ts';
import { DayMark, MessageGroup } from './message-group.tsx';
import { useChatScroll } from './use-chat-scroll.ts';

function useMarkRead(chat: ChatState, isReading: boolean) {
  const { roomId } = useRoom();
  const markRead = useRoomUi((ui) => ui.markRead);
  const isMarked = useRoomUi((ui) => ui.lastReadSeq[roomId] !== undefined);
  const latestSeq = chat.events.at(-1)?.seq ?? 0;
  useEffect(() => {
    if (chat.history !== 'ready') return;
    // What was said before the visit is history, not news.
    if (isReading || !isMarked) markRead(roomId, latestSeq);
  }, [chat.history, isReading, isMarked, latestSeq, markRead, roomId]);
}

type Older = Pick<ChatState, 'hasOlder' | 'isLoadingOlder'>;

/** All its forms have one height, so that what is below does not move when they change. */
function ListStart({ hasOlder, isLoadingOlder, onOlder }: Older & { onOlder: () => void }) {
  const words = useTranslations('chat');
  if (isLoadingOlder) return <Waiting className="h-13 justify-center text-small">{words('loadingOlder')}</Waiting>;
  if (!hasOlder)
    return <p className="flex h-13 items-center justify-center px-4 text-fine text-ink-faint">{words('beginning')}</p>;
  return (
    <div className="flex h-13 items-center justify-center">
      <Button variant="quiet" size="small" onClick={onOlder}>
        {words('showOlder')}
      </Button>
    </div>
  );
}

export type MessageListProps = { chat: ChatState; isVisible: boolean; onEdit: (clientId: string) => void };

/** The chat's log: it stays at the newest message until the reader scrolls up, and then stays where they read. */
export function MessageList({ chat, isVisible, onEdit }: MessageListProps) {
  const words = useTranslations('chat');
  const { session } = useRoomContext();
  const { events, outgoing, me, hasOlder, isLoadingOlder } = chat;
  const items = useMemo(() => groupChat(events, outgoing, me, localDayOf), [events, outgoing, me]);
  const scroller: RefObject<HTMLDivElement | null> = useRef(null);
  const last = outgoing.at(-1) ?? events.at(-1);
  const loadOlder = () => {
    if (hasOlder && !isLoadingOlder) void session.chat.loadOlder();
  };
  const { onScroll, isAtEnd, toEnd } = useChatScroll(scroller, {
    firstKey: events[0]?.clientId,
    lastKey: last?.clientId,
    isLastOwn: outgoing.length > 0,
    onNearTop: loadOlder,
  });
  useMarkRead(chat, isVisible && isAtEnd);
  const latestSeq = events.at(-1)?.seq ?? 0;
  const [seqAtEnd, setSeqAtEnd] = useState(0);
  if (isAtEnd && seqAtEnd !== latestSeq) setSeqAtEnd(latestSeq);
  const below = isAtEnd ? 0 : countUnread(events, seqAtEnd, me);

  return (
    <div className="relative flex min-h-0 flex-1 flex-col">
      <div
        ref={scroller}
        onScroll={onScroll}
        // biome-ignore lint/a11y/noNoninteractiveTabindex: a list that scrolls must be reachable by keyboard.
        tabIndex={0}
        className="min-h-0 flex-1 overflow-y-auto overscroll-contain -outline-offset-2 [overflow-anchor:none]"
      >
        <div
          role="log"
          aria-label={words('label')}
          aria-busy={isLoadingOlder || chat.history === 'loading'}
          className="pb-3"
        >
          {items.length === 0 ? (
            <ChatPlaceholder history={chat.history} />
          ) : (
            <ListStart hasOlder={hasOlder} isLoadingOlder={isLoadingOlder} onOlder={loadOlder} />
          )}
          {items.map((item) =>
            item.kind === 'day' ? (
              <DayMark key={item.key} at={item.at} />
            ) : (
              <MessageGroup key={item.key} group={item} onRetry={session.chat.retry} onEdit={onEdit} />
            ),
          )}
        </div>
      </div>
      {!isAtEnd && (
        <div className="pointer-events-none absolute inset-x-0 bottom-2 flex justify-center">
          <Button
            variant={below > 0 ? 'primary' : 'outline'}
            size="small"
            onClick={toEnd}
            className="pointer-events-auto"
          >
            <ArrowDown aria-hidden />
            {below > 0 ? words('newMessages', { count: below }) : words('toNewest')}
          </Button>
        </div>
      )}
    </div>
  );
}

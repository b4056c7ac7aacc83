'use client';

import { useRoomUi } from '../../stores/room-ui.ts';
import { countUnread } from '../chat/grouping.ts';
import { useChat, useRoom } from './room-context.ts';

/** Messages of others that were not on screen yet. What was there before the visit counts as read. */
export function useUnread(): number {
  const { roomId } = useRoom();
  const { events, me } = useChat();
  const lastReadSeq = useRoomUi((ui) => ui.lastReadSeq[roomId]);
  return lastReadSeq === undefined ? 0 : countUnread(events, lastReadSeq, me);
}

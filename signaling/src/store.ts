import type { Database } from '@coup/db';
import { closeStaleAttendance, endAttendance, startAttendance, touchAttendance } from '@coup/db/queries/attendance';
import { type AppendedChatEvent, appendChatEvents, type NewChatEvent, readChatEvents } from '@coup/db/queries/chat';
import { enterRoom, type RoomEntry } from '@coup/db/queries/rooms';
import { readSigningKeys } from '@coup/db/queries/signing-keys';
import type { AttendanceStore } from './attendance.ts';
import type { ChatPageRequest } from './handlers/chat.ts';
import type { StoredKey } from './middleware/verifier.ts';
import type { ChatPage } from './protocol/index.ts';
import type { EntryKey } from './rooms/directory.ts';

/** What signaling asks of the database. */
export type Store = {
  enterRoom(key: EntryKey): Promise<RoomEntry>;
  appendChat(batch: readonly NewChatEvent[]): Promise<AppendedChatEvent[]>;
  readChatPage(request: ChatPageRequest): Promise<ChatPage>;
  readKeys(): Promise<readonly StoredKey[]>;
  attendance: AttendanceStore;
};

async function readChatPage(db: Database, request: ChatPageRequest): Promise<ChatPage> {
  const { events, hasMore, latestSeq } = await readChatEvents(db, request);
  // The wire of this version carries messages only.
  return { events: events.filter((event) => event.kind === 'message'), hasMore, latestSeq };
}

/** The store over Postgres. */
export function createStore(db: Database): Store {
  return {
    enterRoom: (key) => enterRoom(db, key),
    appendChat: (batch) => appendChatEvents(db, batch),
    readChatPage: (request) => readChatPage(db, request),
    readKeys: () => readSigningKeys(db),
    attendance: {
      start: (start) => startAttendance(db, start),
      touch: (ids, at) => touchAttendance(db, ids, at),
      end: (id, at) => endAttendance(db, id, at),
      closeStale: (before) => closeStaleAttendance(db, before),
    },
  };
}

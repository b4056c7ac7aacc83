import type { Database } from '@coup/db';
import { closeStaleAttendance, endAttendance, startAttendance, touchAttendance } from '@coup/db/queries/attendance';
import { type AppendedChatEvent, appendChatEvents, type NewChatEvent, readChatEvents } from '@coup/db/queries/chat';
import { enterRoom, type RoomEntry } from '@coup/db/queries/rooms';
import { readSigningKeys } from '@coup/db/queries/signing-keys';
import type { AttendanceStore } from './attendance.ts';
import { DATABASE_PATIENCE_MS, withPatience } from './database-fault.ts';
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
  /** How long whoever asks waits for an answer. */
  patienceMs: number;
};

async function readChatPage(db: Database, request: ChatPageRequest): Promise<ChatPage> {
  const { events, hasMore, latestSeq } = await readChatEvents(db, request);
  // The wire of this version carries messages only.
  return { events: events.filter((event) => event.kind === 'message'), hasMore, latestSeq };
}

/** The store over Postgres. What fails because the database is away fails within seconds. */
export function createStore(db: Database, patienceMs = DATABASE_PATIENCE_MS): Store {
  const soon = <T>(work: Promise<T>): Promise<T> => withPatience(work, patienceMs);
  return {
    patienceMs,
    enterRoom: (key) => soon(enterRoom(db, key)),
    // Its patience is the chat writer's, which has to hear of what was stored later.
    appendChat: (batch) => appendChatEvents(db, batch),
    readChatPage: (request) => soon(readChatPage(db, request)),
    readKeys: () => soon(readSigningKeys(db)),
    attendance: {
      start: (start) => soon(startAttendance(db, start)),
      touch: (ids, at) => soon(touchAttendance(db, ids, at)),
      end: (id, at) => soon(endAttendance(db, id, at)),
      closeStale: (before) => soon(closeStaleAttendance(db, before)),
    },
  };
}

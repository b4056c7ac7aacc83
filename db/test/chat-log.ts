import { asc, eq } from 'drizzle-orm';
import type { Database } from '../src/client.ts';
import type { NewChatEvent } from '../src/queries/chat.ts';
import type { Person } from '../src/queries/users.ts';
import { chatEvent } from '../src/schema/chat.ts';
import { room } from '../src/schema/rooms.ts';

type Message = Extract<NewChatEvent, { kind: 'message' }>;

/** A message as a client would send it, under a new client id unless given. */
export function makeMessage(given: { roomId: string; author: Person } & Partial<Omit<Message, 'kind'>>): Message {
  return { kind: 'message', body: 'Hello', clientId: crypto.randomUUID(), ...given };
}

export async function storedSeqs(db: Database, roomId: string): Promise<number[]> {
  const rows = await db
    .select({ seq: chatEvent.seq })
    .from(chatEvent)
    .where(eq(chatEvent.roomId, roomId))
    .orderBy(asc(chatEvent.seq));
  return rows.map((row) => row.seq);
}

export async function lastSeq(db: Database, roomId: string): Promise<number | undefined> {
  const [row] = await db.select({ lastSeq: room.lastSeq }).from(room).where(eq(room.id, roomId));
  return row?.lastSeq;
}

export function countTo(n: number): number[] {
  return Array.from({ length: n }, (_, index) => index + 1);
}

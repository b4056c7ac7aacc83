import { sql } from 'drizzle-orm';
import { bigint, boolean, check, pgTable, primaryKey, text, timestamp, unique, uuid } from 'drizzle-orm/pg-core';
import { room } from './rooms.ts';

export const chatEventKinds = ['message', 'edit', 'deletion', 'reaction'] as const;

/**
 * A room's chat as a log: entries are numbered 1, 2, 3 … and never change.
 * The author is a snapshot and no foreign key: a message outlives the guest who wrote it, and appending touches no user row.
 */
export const chatEvent = pgTable(
  'chat_event',
  {
    roomId: uuid('room_id')
      .notNull()
      .references(() => room.id, { onDelete: 'cascade' }),
    seq: bigint('seq', { mode: 'number' }).notNull(),
    /** Chosen by the sender, so that sending again is harmless. */
    clientId: uuid('client_id').notNull(),
    authorId: text('author_id').notNull(),
    authorName: text('author_name').notNull(),
    authorIsGuest: boolean('author_is_guest').notNull(),
    kind: text('kind', { enum: chatEventKinds }).notNull(),
    body: text('body').notNull(),
    /** The entry that an edit, deletion or reaction is about. */
    targetSeq: bigint('target_seq', { mode: 'number' }),
    createdAt: timestamp('created_at', { withTimezone: true, precision: 3 }).notNull().defaultNow(),
  },
  (table) => [
    primaryKey({ columns: [table.roomId, table.seq] }),
    unique('chat_event_client_id').on(table.roomId, table.authorId, table.clientId),
    check('chat_event_seq', sql`${table.seq} >= 1`),
    check('chat_event_kind', sql`${table.kind} in ('message', 'edit', 'deletion', 'reaction')`),
    check('chat_event_body_length', sql`char_length(${table.body}) <= 4000`),
    check('chat_event_author_name_length', sql`char_length(${table.authorName}) between 1 and 40`),
    check('chat_event_target', sql`(${table.kind} = 'message') = (${table.targetSeq} is null)`),
  ],
);

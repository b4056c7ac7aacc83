import { sql } from 'drizzle-orm';
import { check, index, pgTable, text, timestamp, uniqueIndex, uuid } from 'drizzle-orm/pg-core';
import { user } from './auth.ts';
import { room } from './rooms.ts';

/** One stay of a participant in a room's call. Open while `endedAt` is null; a participant has one open stay at most. */
export const attendance = pgTable(
  'attendance',
  {
    id: uuid('id').primaryKey().defaultRandom(),
    roomId: uuid('room_id')
      .notNull()
      .references(() => room.id, { onDelete: 'cascade' }),
    userId: text('user_id')
      .notNull()
      .references(() => user.id, { onDelete: 'cascade' }),
    participantId: uuid('participant_id').notNull(),
    startedAt: timestamp('started_at', { withTimezone: true, precision: 3 }).notNull(),
    // In no index, so that the frequent touch updates rows in place.
    lastSeenAt: timestamp('last_seen_at', { withTimezone: true, precision: 3 }).notNull(),
    endedAt: timestamp('ended_at', { withTimezone: true, precision: 3 }),
  },
  (table) => [
    uniqueIndex('attendance_open').on(table.roomId, table.participantId).where(sql`ended_at is null`),
    index('attendance_room_id').on(table.roomId, table.startedAt),
    index('attendance_user_id').on(table.userId, table.startedAt),
    check(
      'attendance_order',
      sql`${table.lastSeenAt} >= ${table.startedAt} and ${table.endedAt} >= ${table.startedAt}`,
    ),
  ],
);

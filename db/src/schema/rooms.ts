import { sql } from 'drizzle-orm';
import { bigint, check, index, pgTable, primaryKey, smallint, text, timestamp, uuid } from 'drizzle-orm/pg-core';
import { user } from './auth.ts';

// Lengths here count characters, the wire counts UTF-16 units, which are never fewer: what the wire lets through fits.

export const visibilities = ['public', 'unlisted'] as const;
export const roles = ['owner', 'moderator', 'member'] as const;

export const room = pgTable(
  'room',
  {
    id: uuid('id').primaryKey().defaultRandom(),
    slug: text('slug').notNull().unique(),
    name: text('name').notNull(),
    topic: text('topic').notNull().default(''),
    description: text('description').notNull().default(''),
    visibility: text('visibility', { enum: visibilities }).notNull(),
    capacity: smallint('capacity').notNull().default(6),
    ownerId: text('owner_id').references(() => user.id, { onDelete: 'set null' }),
    /** The newest number in the room's chat log; whoever appends holds this row's lock. */
    lastSeq: bigint('last_seq', { mode: 'number' }).notNull().default(0),
    /** When something last happened here, to the minute: a value that stays lets the row update in place. */
    activeAt: timestamp('active_at', { withTimezone: true, precision: 3 }).notNull().defaultNow(),
    createdAt: timestamp('created_at', { withTimezone: true, precision: 3 }).notNull().defaultNow(),
    updatedAt: timestamp('updated_at', { withTimezone: true, precision: 3 }).notNull().defaultNow(),
  },
  (table) => [
    index('room_owner_id').on(table.ownerId),
    // Read backwards, newest first.
    index('room_public_active').on(table.activeAt, table.id).where(sql`visibility = 'public'`),
    check('room_slug_length', sql`char_length(${table.slug}) between 1 and 80`),
    check('room_name_length', sql`char_length(${table.name}) between 1 and 60`),
    check('room_topic_length', sql`char_length(${table.topic}) <= 120`),
    check('room_description_length', sql`char_length(${table.description}) <= 1000`),
    check('room_visibility', sql`${table.visibility} in ('public', 'unlisted')`),
    check('room_capacity', sql`${table.capacity} between 1 and 16`),
    check('room_last_seq', sql`${table.lastSeq} >= 0`),
  ],
);

export const membership = pgTable(
  'membership',
  {
    roomId: uuid('room_id')
      .notNull()
      .references(() => room.id, { onDelete: 'cascade' }),
    userId: text('user_id')
      .notNull()
      .references(() => user.id, { onDelete: 'cascade' }),
    role: text('role', { enum: roles }).notNull().default('member'),
    joinedAt: timestamp('joined_at', { withTimezone: true, precision: 3 }).notNull().defaultNow(),
    bannedAt: timestamp('banned_at', { withTimezone: true, precision: 3 }),
  },
  (table) => [
    primaryKey({ columns: [table.roomId, table.userId] }),
    index('membership_user_id').on(table.userId),
    check('membership_role', sql`${table.role} in ('owner', 'moderator', 'member')`),
  ],
);

import { afterAll, beforeAll, describe, expect, test } from 'bun:test';
import { eq } from 'drizzle-orm';
import { sqlState } from '../src/postgres-error.ts';
import { attendance } from '../src/schema/attendance.ts';
import { session, user } from '../src/schema/auth.ts';
import { chatEvent } from '../src/schema/chat.ts';
import { membership, room } from '../src/schema/rooms.ts';
import { createTestDatabase, seedRoom, seedSession, seedUser, type TestDatabase } from '../src/testing.ts';

const CHECK_VIOLATION = '23514';
const UNIQUE_VIOLATION = '23505';
const UNTRANSLATABLE = '22021';

let database: TestDatabase;
beforeAll(async () => {
  database = await createTestDatabase();
});
afterAll(() => database.close());

function refusal(query: Promise<unknown>): Promise<string | undefined> {
  return query.then(
    () => 'stored',
    (error: unknown) => sqlState(error),
  );
}

function insertRoom(given: Partial<typeof room.$inferInsert>) {
  const values = { slug: crypto.randomUUID(), name: 'Room', visibility: 'public' as const, ...given };
  return refusal(database.db.insert(room).values(values).execute());
}

describe('a room', () => {
  test('takes the longest texts of the wire, also in characters that need two units', async () => {
    expect(
      await insertRoom({
        slug: '가'.repeat(80),
        name: '가'.repeat(60),
        topic: '😀'.repeat(60),
        description: '가'.repeat(1_000),
        capacity: 16,
      }),
    ).toBe('stored');
    expect(await insertRoom({ capacity: 1 })).toBe('stored');
  });

  const refused: [string, Partial<typeof room.$inferInsert>][] = [
    ['a slug of 81', { slug: 'a'.repeat(81) }],
    ['no slug', { slug: '' }],
    ['a name of 61', { name: 'a'.repeat(61) }],
    ['no name', { name: '' }],
    ['a topic of 121', { topic: 'a'.repeat(121) }],
    ['a description of 1001', { description: 'a'.repeat(1_001) }],
    ['no seat', { capacity: 0 }],
    ['17 seats', { capacity: 17 }],
    ['a number below 0', { lastSeq: -1 }],
  ];
  for (const [what, given] of refused) {
    test(`refuses ${what}`, async () => {
      expect(await insertRoom(given)).toBe(CHECK_VIOLATION);
    });
  }

  test('refuses other visibilities, the null character, and an address twice', async () => {
    const raw = database.db.$client;
    const insertRaw = (visibility: string, name: string) =>
      refusal(raw`insert into room (slug, name, visibility) values (${crypto.randomUUID()}, ${name}, ${visibility})`);
    expect(await insertRaw('secret', 'Room')).toBe(CHECK_VIOLATION);
    expect(await insertRaw('public', 'a\0b')).toBe(UNTRANSLATABLE);
    const { slug } = await seedRoom(database.db);
    expect(await insertRoom({ slug })).toBe(UNIQUE_VIOLATION);
  });
});

describe('a chat event', () => {
  const insertEvent = async (given: Partial<typeof chatEvent.$inferInsert>) => {
    const { roomId } = await seedRoom(database.db);
    const values = {
      roomId,
      seq: 1,
      clientId: crypto.randomUUID(),
      authorId: 'a',
      authorName: 'Ann',
      authorIsGuest: false,
      kind: 'message' as const,
      body: 'Hi',
    };
    return refusal(
      database.db
        .insert(chatEvent)
        .values({ ...values, ...given })
        .execute(),
    );
  };
  const refused: [string, Partial<typeof chatEvent.$inferInsert>][] = [
    ['number 0', { seq: 0 }],
    ['a text of 4001', { body: 'a'.repeat(4_001) }],
    ['an author without name', { authorName: '' }],
    ['a name of 41', { authorName: 'a'.repeat(41) }],
    ['a message with a target', { targetSeq: 1 }],
    ['an edit without one', { kind: 'edit' }],
  ];
  for (const [what, given] of refused) {
    test(`refuses ${what}`, async () => {
      expect(await insertEvent(given)).toBe(CHECK_VIOLATION);
    });
  }

  test('takes a text of 4000', async () => {
    expect(await insertEvent({ body: '가'.repeat(4_000) })).toBe('stored');
  });
});

test('a display name has 1 to 40 characters', async () => {
  for (const name of ['', 'a'.repeat(41)]) {
    expect(await refusal(seedUser(database.db, { name }))).toBe(CHECK_VIOLATION);
  }
  expect(await refusal(seedUser(database.db, { name: '가'.repeat(40) }))).toBe('stored');
});

test('an e-mail address and a session token belong to one', async () => {
  const { userId } = await seedUser(database.db);
  const double = { id: 'other', name: 'Other', email: `${userId}@test.invalid` };
  expect(await refusal(database.db.insert(user).values(double).execute())).toBe(UNIQUE_VIOLATION);
  const { token } = await seedSession(database.db, { userId });
  const stolen = { id: 'other', token, userId, expiresAt: new Date() };
  expect(await refusal(database.db.insert(session).values(stolen).execute())).toBe(UNIQUE_VIOLATION);
});

test('a deleted person takes sessions, memberships and attendance along, and leaves rooms to nobody', async () => {
  const { db } = database;
  const { userId } = await seedUser(db);
  await seedSession(db, { userId });
  const { roomId } = await seedRoom(db, { ownerId: userId });
  const at = new Date();
  await db
    .insert(attendance)
    .values({ roomId, userId, participantId: crypto.randomUUID(), startedAt: at, lastSeenAt: at });
  await db.delete(user).where(eq(user.id, userId));
  expect(await db.select().from(session).where(eq(session.userId, userId))).toEqual([]);
  expect(await db.select().from(membership).where(eq(membership.userId, userId))).toEqual([]);
  expect(await db.select().from(attendance).where(eq(attendance.userId, userId))).toEqual([]);
  const [left] = await db.select({ ownerId: room.ownerId }).from(room).where(eq(room.id, roomId));
  expect(left).toEqual({ ownerId: null });
});

test('every foreign key has an index to find its rows by', async () => {
  const missing = await database.db.$client`
    select conrelid::regclass::text as table_name, conname from pg_constraint
    where contype = 'f' and connamespace = 'public'::regnamespace and not exists (
      select from pg_index
      where indrelid = conrelid and indpred is null and (indkey::int2[])[0:array_length(conkey, 1) - 1] = conkey
    )`;
  expect([...missing]).toEqual([]);
});

import { afterAll, beforeAll, expect, test } from 'bun:test';
import { and, eq } from 'drizzle-orm';
import { enterRoom } from '../src/queries/rooms.ts';
import { session } from '../src/schema/auth.ts';
import { membership } from '../src/schema/rooms.ts';
import { createTestDatabase, seedRoom, seedSession, seedUser, type TestDatabase } from '../src/testing.ts';

let database: TestDatabase;
beforeAll(async () => {
  database = await createTestDatabase();
});
afterAll(() => database.close());

async function seedVisitor(expiresAt?: Date) {
  const { userId } = await seedUser(database.db);
  const { sessionId } = await seedSession(database.db, { userId, ...(expiresAt && { expiresAt }) });
  return { userId, sessionId };
}

function membershipsOf({ userId }: { userId: string }) {
  return database.db.select().from(membership).where(eq(membership.userId, userId));
}

test('a stranger becomes a member, once', async () => {
  const room = await seedRoom(database.db, { name: '조용한 방' });
  const visitor = await seedVisitor();
  const entered = { status: 'entered' as const, room, role: 'member' as const };
  expect(await enterRoom(database.db, { slug: room.slug, ...visitor })).toEqual(entered);
  expect(await enterRoom(database.db, { slug: room.slug.normalize('NFD'), ...visitor })).toEqual(entered);
  expect(await membershipsOf(visitor)).toHaveLength(1);
});

test('ten tabs at once make one membership, and all enter', async () => {
  const room = await seedRoom(database.db);
  const visitor = await seedVisitor();
  const entries = await Promise.all(
    Array.from({ length: 10 }, () => enterRoom(database.db, { slug: room.slug, ...visitor })),
  );
  expect(entries.map(({ status }) => status)).toEqual(Array.from({ length: 10 }, () => 'entered' as const));
  expect(await membershipsOf(visitor)).toHaveLength(1);
});

test('owner and moderator keep their role', async () => {
  const visitor = await seedVisitor();
  const own = await seedRoom(database.db, { ownerId: visitor.userId });
  const other = await seedRoom(database.db);
  await database.db.insert(membership).values({ roomId: other.roomId, userId: visitor.userId, role: 'moderator' });
  expect(await enterRoom(database.db, { slug: own.slug, ...visitor })).toMatchObject({ role: 'owner' });
  expect(await enterRoom(database.db, { slug: other.slug, ...visitor })).toMatchObject({ role: 'moderator' });
});

test('an ended, expired or foreign session does not enter, and leaves no membership', async () => {
  const { slug } = await seedRoom(database.db);
  const ended = await seedVisitor();
  await database.db.delete(session).where(eq(session.id, ended.sessionId));
  const expired = await seedVisitor(new Date(Date.now() - 1_000));
  const foreign = { userId: (await seedVisitor()).userId, sessionId: (await seedVisitor()).sessionId };
  for (const visitor of [ended, expired, foreign]) {
    expect(await enterRoom(database.db, { slug, ...visitor })).toEqual({ status: 'session-ended' });
    expect(await membershipsOf(visitor)).toEqual([]);
  }
});

test('an unknown or impossible address is not found', async () => {
  const visitor = await seedVisitor();
  for (const slug of ['no-such-room', 'a\0b', '']) {
    expect(await enterRoom(database.db, { slug, ...visitor })).toEqual({ status: 'not-found' });
  }
});

test('the banned stay out until the ban is lifted', async () => {
  const { slug, roomId } = await seedRoom(database.db);
  const visitor = await seedVisitor();
  await enterRoom(database.db, { slug, ...visitor });
  const mine = and(eq(membership.roomId, roomId), eq(membership.userId, visitor.userId));
  await database.db.update(membership).set({ bannedAt: new Date() }).where(mine);
  expect(await enterRoom(database.db, { slug, ...visitor })).toEqual({ status: 'banned' });
  await database.db.update(membership).set({ bannedAt: null }).where(mine);
  expect(await enterRoom(database.db, { slug, ...visitor })).toMatchObject({ status: 'entered' });
});

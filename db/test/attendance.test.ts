import { afterAll, beforeAll, expect, test } from 'bun:test';
import { eq } from 'drizzle-orm';
import { closeStaleAttendance, endAttendance, startAttendance, touchAttendance } from '../src/queries/attendance.ts';
import { attendance } from '../src/schema/attendance.ts';
import { room } from '../src/schema/rooms.ts';
import { createTestDatabase, seedRoom, seedUser, type TestDatabase } from '../src/testing.ts';

let database: TestDatabase;
let place: { roomId: string; userId: string };

beforeAll(async () => {
  database = await createTestDatabase();
  const { userId } = await seedUser(database.db);
  const { roomId } = await seedRoom(database.db);
  place = { roomId, userId };
});
afterAll(() => database.close());

/** A moment on a fixed morning. */
function minute(n: number): Date {
  return new Date(Date.UTC(2026, 10, 23, 9, n));
}

async function start(participantId: string, at: Date): Promise<string> {
  const started = await startAttendance(database.db, { ...place, participantId, at });
  if (started.status !== 'started') throw new Error('The stay did not start.');
  return started.attendanceId;
}

function staysOf(participantId: string) {
  return database.db
    .select({ startedAt: attendance.startedAt, lastSeenAt: attendance.lastSeenAt, endedAt: attendance.endedAt })
    .from(attendance)
    .where(eq(attendance.participantId, participantId))
    .orderBy(attendance.startedAt);
}

test('starting again, also at once, goes on with the open stay', async () => {
  const participantId = crypto.randomUUID();
  const ids = await Promise.all([minute(0), minute(0), minute(0)].map((at) => start(participantId, at)));
  ids.push(await start(participantId, minute(3)));
  expect(new Set(ids).size).toBe(1);
  expect(await staysOf(participantId)).toEqual([{ startedAt: minute(0), lastSeenAt: minute(3), endedAt: null }]);
});

test('an ended stay stays ended, and a return is a new one', async () => {
  const participantId = crypto.randomUUID();
  const first = await start(participantId, minute(0));
  expect(await endAttendance(database.db, first, minute(5))).toBe(true);
  expect(await endAttendance(database.db, first, minute(9))).toBe(false);
  const second = await start(participantId, minute(10));
  expect(second).not.toBe(first);
  expect(await staysOf(participantId)).toEqual([
    { startedAt: minute(0), lastSeenAt: minute(5), endedAt: minute(5) },
    { startedAt: minute(10), lastSeenAt: minute(10), endedAt: null },
  ]);
});

test('touching moves open stays forward only, and names those that were closed', async () => {
  const [first, second] = [crypto.randomUUID(), crypto.randomUUID()];
  const open = await start(first, minute(0));
  const closed = await start(second, minute(0));
  await endAttendance(database.db, closed, minute(1));
  expect(await touchAttendance(database.db, [open, closed, crypto.randomUUID()], minute(4))).toEqual([open]);
  expect(await touchAttendance(database.db, [open], minute(2))).toEqual([open]);
  expect(await touchAttendance(database.db, [], minute(2))).toEqual([]);
  expect(await staysOf(first)).toEqual([{ startedAt: minute(0), lastSeenAt: minute(4), endedAt: null }]);
  expect(await staysOf(second)).toEqual([{ startedAt: minute(0), lastSeenAt: minute(1), endedAt: minute(1) }]);
});

test('a clock that goes back cannot end a stay before it began', async () => {
  const participantId = crypto.randomUUID();
  const id = await start(participantId, minute(10));
  expect(await endAttendance(database.db, id, minute(5))).toBe(true);
  expect(await staysOf(participantId)).toEqual([
    { startedAt: minute(10), lastSeenAt: minute(10), endedAt: minute(10) },
  ]);
});

test('what a dead server left open ends when it was last seen', async () => {
  await closeStaleAttendance(database.db, minute(59));
  const [stale, fresh] = [crypto.randomUUID(), crypto.randomUUID()];
  await start(stale, minute(0));
  await start(stale, minute(7));
  await start(fresh, minute(30));
  expect(await closeStaleAttendance(database.db, minute(20))).toBe(1);
  expect(await staysOf(stale)).toEqual([{ startedAt: minute(0), lastSeenAt: minute(7), endedAt: minute(7) }]);
  expect(await staysOf(fresh)).toMatchObject([{ endedAt: null }]);
});

test('a room or person deleted meanwhile is an answer, not an error', async () => {
  const at = minute(0);
  const participantId = crypto.randomUUID();
  const nowhere = { ...place, roomId: crypto.randomUUID(), participantId, at };
  expect(await startAttendance(database.db, nowhere)).toEqual({ status: 'gone' });
  expect(await startAttendance(database.db, { ...place, userId: 'nobody', participantId, at })).toEqual({
    status: 'gone',
  });
});

test('a stay makes its room active', async () => {
  const { roomId } = await seedRoom(database.db);
  const longAgo = minute(0);
  await database.db.update(room).set({ activeAt: longAgo }).where(eq(room.id, roomId));
  await startAttendance(database.db, { ...place, roomId, participantId: crypto.randomUUID(), at: new Date() });
  const [row] = await database.db.select({ activeAt: room.activeAt }).from(room).where(eq(room.id, roomId));
  expect(row?.activeAt.getTime()).toBeGreaterThan(longAgo.getTime());
});

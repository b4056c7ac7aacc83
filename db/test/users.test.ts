import { afterAll, beforeAll, describe, expect, test } from 'bun:test';
import { eq } from 'drizzle-orm';
import { startAttendance } from '../src/queries/attendance.ts';
import { appendChatEvents, readChatEvents } from '../src/queries/chat.ts';
import { findRoomById, listRoomsOf } from '../src/queries/rooms.ts';
import { readSigningKeys } from '../src/queries/signing-keys.ts';
import { findUser, type Person, reparentGuest } from '../src/queries/users.ts';
import { attendance } from '../src/schema/attendance.ts';
import { user } from '../src/schema/auth.ts';
import { membership, type roles } from '../src/schema/rooms.ts';
import { createTestDatabase, seedRoom, seedSigningKey, seedUser, type TestDatabase } from '../src/testing.ts';
import { countTo, makeMessage, storedSeqs } from './chat-log.ts';

let database: TestDatabase;
beforeAll(async () => {
  database = await createTestDatabase();
});
afterAll(() => database.close());

async function seedPair(): Promise<{ guest: Person; person: Person }> {
  return {
    guest: await seedUser(database.db, { name: '손님', isGuest: true }),
    person: await seedUser(database.db, { name: 'Ann' }),
  };
}

function join(roomId: string, { userId }: Person, role: (typeof roles)[number], bannedAt: Date | null = null) {
  return database.db.insert(membership).values({ roomId, userId, role, bannedAt });
}

async function authorsIn(roomId: string) {
  const { events } = await readChatEvents(database.db, { roomId, limit: 50 });
  return events.map(({ author }) => author);
}

test('finds a person, and says who is a guest', async () => {
  const { guest, person } = await seedPair();
  expect(await findUser(database.db, guest.userId)).toEqual(guest);
  expect(await findUser(database.db, person.userId)).toEqual(person);
  expect(await findUser(database.db, 'nobody')).toBeNull();
});

test('reads the public halves of the signing keys', async () => {
  const { kid } = await seedSigningKey(database.db, { publicKey: '{"kty":"OKP"}' });
  const [key] = await readSigningKeys(database.db);
  expect(key).toEqual({ kid, publicKey: '{"kty":"OKP"}', createdAt: expect.any(Date), expiresAt: null });
});

describe('a guest who signs in', () => {
  test('brings rooms, messages and attendance along, and can then be deleted', async () => {
    const { guest, person } = await seedPair();
    const own = await seedRoom(database.db, { ownerId: guest.userId });
    const other = await seedRoom(database.db);
    await join(other.roomId, guest, 'member');
    await appendChatEvents(database.db, [
      makeMessage({ roomId: own.roomId, author: guest }),
      makeMessage({ roomId: other.roomId, author: guest }),
    ]);
    const stay = { roomId: other.roomId, userId: guest.userId, participantId: crypto.randomUUID(), at: new Date() };
    await startAttendance(database.db, stay);
    const moved = await reparentGuest(database.db, { guestId: guest.userId, userId: person.userId });
    expect(moved).toEqual({ status: 'moved', roomIds: [own.roomId, other.roomId].sort() });
    await database.db.delete(user).where(eq(user.id, guest.userId));
    expect(await findRoomById(database.db, own.roomId)).toMatchObject({ ownerId: person.userId });
    const roomsAfter = await listRoomsOf(database.db, person.userId);
    expect(new Map(roomsAfter.map(({ roomId, role }) => [roomId, role]))).toEqual(
      new Map([
        [own.roomId, 'owner'],
        [other.roomId, 'member'],
      ]),
    );
    expect(await authorsIn(own.roomId)).toEqual([person]);
    expect(await authorsIn(other.roomId)).toEqual([person]);
    const stays = await database.db.select().from(attendance).where(eq(attendance.userId, person.userId));
    expect(stays).toHaveLength(1);
  });

  test('keeps the higher role and takes a ban along', async () => {
    const { guest, person } = await seedPair();
    const [lower, higher, banned] = [
      await seedRoom(database.db),
      await seedRoom(database.db),
      await seedRoom(database.db),
    ];
    await join(lower.roomId, guest, 'member');
    await join(lower.roomId, person, 'moderator');
    await join(higher.roomId, guest, 'moderator');
    await join(higher.roomId, person, 'member');
    await join(banned.roomId, guest, 'member', new Date());
    await join(banned.roomId, person, 'member');
    await reparentGuest(database.db, { guestId: guest.userId, userId: person.userId });
    const rows = await database.db.select().from(membership).where(eq(membership.userId, person.userId));
    const roleIn = new Map(rows.map(({ roomId, role, bannedAt }) => [roomId, { role, isBanned: bannedAt !== null }]));
    expect(roleIn.get(lower.roomId)).toEqual({ role: 'moderator', isBanned: false });
    expect(roleIn.get(higher.roomId)).toEqual({ role: 'moderator', isBanned: false });
    expect(roleIn.get(banned.roomId)).toEqual({ role: 'member', isBanned: true });
  });

  test('does not stumble over a message sent again after signing in', async () => {
    const { guest, person } = await seedPair();
    const { roomId } = await seedRoom(database.db, { ownerId: guest.userId });
    const sent = makeMessage({ roomId, author: guest });
    await appendChatEvents(database.db, [sent, { ...sent, author: person }]);
    await reparentGuest(database.db, { guestId: guest.userId, userId: person.userId });
    expect(await authorsIn(roomId)).toEqual([guest, person]);
  });

  test('can go on chatting meanwhile: nothing is lost, nothing deadlocks', async () => {
    const { guest, person } = await seedPair();
    const rooms = [await seedRoom(database.db), await seedRoom(database.db), await seedRoom(database.db)];
    for (const { roomId } of rooms) await join(roomId, guest, 'member');
    const batch = () => rooms.map(({ roomId }) => makeMessage({ roomId, author: guest })).reverse();
    await Promise.all([
      ...Array.from({ length: 20 }, () => appendChatEvents(database.db, batch())),
      reparentGuest(database.db, { guestId: guest.userId, userId: person.userId }),
    ]);
    for (const { roomId } of rooms) expect(await storedSeqs(database.db, roomId)).toEqual(countTo(20));
  });

  test('moves nothing a second time, to nobody, or from an account', async () => {
    const { guest, person } = await seedPair();
    const other = await seedUser(database.db);
    const move = { guestId: guest.userId, userId: person.userId };
    expect(await reparentGuest(database.db, move)).toEqual({ status: 'moved', roomIds: [] });
    expect(await reparentGuest(database.db, move)).toEqual({ status: 'moved', roomIds: [] });
    expect(await reparentGuest(database.db, { ...move, userId: 'nobody' })).toEqual({ status: 'no-user' });
    expect(await reparentGuest(database.db, { ...move, guestId: other.userId })).toEqual({ status: 'not-a-guest' });
    expect(await reparentGuest(database.db, { ...move, guestId: 'nobody' })).toEqual({ status: 'not-a-guest' });
  });
});

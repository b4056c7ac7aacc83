import { afterAll, beforeAll, describe, expect, test } from 'bun:test';
import { eq } from 'drizzle-orm';
import { appendChatEvents } from '../src/queries/chat.ts';
import {
  createRoom,
  deleteRoom,
  findRoomById,
  findRoomBySlug,
  listPublicRooms,
  listRoomsOf,
  updateRoom,
} from '../src/queries/rooms.ts';
import type { Person } from '../src/queries/users.ts';
import { chatEvent } from '../src/schema/chat.ts';
import { membership, room } from '../src/schema/rooms.ts';
import { createTestDatabase, seedRoom, seedUser, type TestDatabase } from '../src/testing.ts';
import { makeMessage } from './chat-log.ts';

let database: TestDatabase;
let owner: Person;

beforeAll(async () => {
  database = await createTestDatabase();
  owner = await seedUser(database.db);
});
afterAll(() => database.close());

describe('a new room', () => {
  test('has an address from its name, and its owner as a member', async () => {
    const created = await createRoom(database.db, {
      ownerId: owner.userId,
      name: '수능 공부방 📚',
      topic: '매일 6시',
      description: 'Cameras on, microphones off.',
      visibility: 'public',
      capacity: 4,
    });
    expect(created).toMatchObject({ name: '수능 공부방 📚', topic: '매일 6시', capacity: 4, ownerId: owner.userId });
    expect(created.slug).toMatch(/^수능-공부방-[0-9a-z]{5}$/);
    const members = await database.db.select().from(membership).where(eq(membership.roomId, created.roomId));
    expect(members).toMatchObject([{ userId: owner.userId, role: 'owner', bannedAt: null }]);
  });

  test('has six seats and no words where none are given', async () => {
    const created = await createRoom(database.db, { ownerId: owner.userId, name: 'Plain', visibility: 'unlisted' });
    expect(created).toMatchObject({ capacity: 6, topic: '', description: '' });
    expect(created.slug).toMatch(/^plain-[0-9a-z]{12}$/);
  });

  test('is not left behind when its owner does not exist', async () => {
    const made = createRoom(database.db, { ownerId: 'nobody', name: 'Orphan', visibility: 'public' });
    await expect(made).rejects.toThrow();
    expect(await listPublicRooms(database.db, { limit: 10, search: 'Orphan' })).toEqual([]);
  });

  test('gets another address where one name is taken many times', async () => {
    const rooms = await Promise.all(Array.from({ length: 50 }, () => seedRoom(database.db, { ownerId: owner.userId })));
    expect(new Set(rooms.map(({ slug }) => slug)).size).toBe(50);
  });
});

describe('finding', () => {
  test('goes by address, in either Unicode form, and by id', async () => {
    const made = await seedRoom(database.db, { name: '공부' });
    expect(await findRoomBySlug(database.db, made.slug)).toEqual(made);
    expect(await findRoomBySlug(database.db, made.slug.normalize('NFD'))).toEqual(made);
    expect(await findRoomById(database.db, made.roomId)).toEqual(made);
  });

  test('answers null for what is not there, or cannot be', async () => {
    for (const slug of ['no-such-room', '', 'a\0b', 'a'.repeat(500), "' or 1=1"]) {
      expect(await findRoomBySlug(database.db, slug), slug).toBeNull();
    }
    expect(await findRoomById(database.db, crypto.randomUUID())).toBeNull();
  });
});

describe('the list of public rooms', () => {
  async function setActive(roomId: string, minutesAgo: number): Promise<void> {
    await database.db
      .update(room)
      .set({ activeAt: new Date(Date.now() - minutesAgo * 60_000) })
      .where(eq(room.id, roomId));
  }

  test('hides unlisted rooms and puts those first where something happened last', async () => {
    const quiet = await seedRoom(database.db, { name: 'Marsh quiet' });
    const busy = await seedRoom(database.db, { name: 'Marsh busy' });
    await seedRoom(database.db, { name: 'Marsh hidden', visibility: 'unlisted' });
    await setActive(quiet.roomId, 10);
    await setActive(busy.roomId, 20);
    const names = async () => (await listPublicRooms(database.db, { limit: 10, search: 'marsh' })).map((r) => r.name);
    expect(await names()).toEqual(['Marsh quiet', 'Marsh busy']);
    await appendChatEvents(database.db, [makeMessage({ roomId: busy.roomId, author: owner })]);
    expect(await names()).toEqual(['Marsh busy', 'Marsh quiet']);
  });

  test('finds parts of name and topic, whatever the case and Unicode form', async () => {
    await seedRoom(database.db, { name: 'Évening 저녁방', topic: 'Linear Algebra' });
    for (const search of ['évening', 'ALGEBRA', '녁방', '저녁방'.normalize('NFD'), '  linear ']) {
      const found = await listPublicRooms(database.db, { limit: 10, search });
      expect(
        found.map((r) => r.name),
        search,
      ).toEqual(['Évening 저녁방']);
    }
  });

  test('takes the signs of a pattern as they are', async () => {
    await seedRoom(database.db, { name: 'Give 100%_\\ now' });
    const count = async (search: string) => (await listPublicRooms(database.db, { limit: 100, search })).length;
    expect(await count('100%_\\ n')).toBe(1);
    expect(await count('100_')).toBe(0);
    expect(await count('give%now')).toBe(0);
    expect(await count('give\0')).toBe(1);
  });

  test('goes on after the last room of a page, also where two are equally old', async () => {
    const at = new Date(Date.now() - 3_600_000);
    for (let index = 0; index < 5; index += 1) {
      const { roomId } = await seedRoom(database.db, { name: `Paged ${index}` });
      await database.db.update(room).set({ activeAt: at }).where(eq(room.id, roomId));
    }
    const all = await listPublicRooms(database.db, { limit: 10, search: 'Paged' });
    const first = await listPublicRooms(database.db, { limit: 2, search: 'Paged' });
    const last = first.at(-1);
    if (!last) throw new Error('The first page is empty.');
    const rest = await listPublicRooms(database.db, { limit: 10, search: 'Paged', after: last });
    expect([...first, ...rest]).toEqual(all);
    expect(all).toHaveLength(5);
  });
});

describe('the rooms of a person', () => {
  test('are those they belong to, unlisted ones too, with their role', async () => {
    const person = await seedUser(database.db);
    const own = await seedRoom(database.db, { ownerId: person.userId, visibility: 'unlisted' });
    const other = await seedRoom(database.db);
    const banned = await seedRoom(database.db);
    await seedRoom(database.db);
    await database.db.insert(membership).values([
      { roomId: other.roomId, userId: person.userId, role: 'moderator' },
      { roomId: banned.roomId, userId: person.userId, bannedAt: new Date() },
    ]);
    const rooms = await listRoomsOf(database.db, person.userId);
    expect(new Map(rooms.map(({ roomId, role }) => [roomId, role]))).toEqual(
      new Map([
        [own.roomId, 'owner'],
        [other.roomId, 'moderator'],
      ]),
    );
  });
});

describe('changing and deleting', () => {
  test('is for the owner, keeps the address and what is not named', async () => {
    const made = await seedRoom(database.db, { ownerId: owner.userId, topic: 'Before' });
    const { roomId } = made;
    const update = await updateRoom(database.db, {
      roomId,
      ownerId: owner.userId,
      changes: { name: 'New', capacity: 3 },
    });
    expect(update).toEqual({ status: 'updated', room: { ...made, name: 'New', capacity: 3 } });
  });

  test('says why not', async () => {
    const { roomId, slug } = await seedRoom(database.db);
    const stranger = { roomId, ownerId: owner.userId };
    const nowhere = { roomId: crypto.randomUUID(), ownerId: owner.userId };
    expect(await updateRoom(database.db, { ...stranger, changes: { name: 'Mine' } })).toEqual({ status: 'forbidden' });
    expect(await deleteRoom(database.db, stranger)).toEqual({ status: 'forbidden' });
    expect(await updateRoom(database.db, { ...nowhere, changes: {} })).toEqual({ status: 'not-found' });
    expect(await deleteRoom(database.db, nowhere)).toEqual({ status: 'not-found' });
    expect(await findRoomBySlug(database.db, slug)).not.toBeNull();
  });

  test('takes chat and memberships along', async () => {
    const { roomId } = await seedRoom(database.db, { ownerId: owner.userId });
    await appendChatEvents(database.db, [makeMessage({ roomId, author: owner })]);
    expect(await deleteRoom(database.db, { roomId, ownerId: owner.userId })).toEqual({ status: 'deleted' });
    expect(await database.db.select().from(chatEvent).where(eq(chatEvent.roomId, roomId))).toEqual([]);
    expect(await database.db.select().from(membership).where(eq(membership.roomId, roomId))).toEqual([]);
  });
});

import { afterAll, beforeAll, describe, expect, test } from 'bun:test';
import { appendChatEvents, type NewChatEvent, readChatEvents } from '../src/queries/chat.ts';
import type { Person } from '../src/queries/users.ts';
import { createTestDatabase, seedRoom, seedUser, type TestDatabase } from '../src/testing.ts';
import { lastSeq, makeMessage, storedSeqs } from './chat-log.ts';

let database: TestDatabase;
let author: Person;

beforeAll(async () => {
  database = await createTestDatabase();
  author = await seedUser(database.db, { name: '민지 📚' });
});
afterAll(() => database.close());

function message(roomId: string, body = 'Hello'): NewChatEvent {
  return makeMessage({ roomId, author, body });
}

describe('appending', () => {
  test('numbers each room from 1 and answers in the order of the batch', async () => {
    const [first, second] = [await seedRoom(database.db), await seedRoom(database.db)];
    const batch = [first, second, first, first, second].map((each, index) => message(each.roomId, `text ${index}`));
    const results = await appendChatEvents(database.db, batch);
    expect(results.map((result) => (result.status === 'stored' ? result.event.seq : result.status))).toEqual([
      1, 1, 2, 3, 2,
    ]);
    expect(results.map((result) => (result.status === 'stored' ? result.event.body : ''))).toEqual(
      batch.map((event) => event.body),
    );
    expect(await lastSeq(database.db, first.roomId)).toBe(3);
    expect(await lastSeq(database.db, second.roomId)).toBe(2);
  });

  test('answers with exactly what a reader will see', async () => {
    const { roomId } = await seedRoom(database.db);
    const guest = await seedUser(database.db, { name: '손님', isGuest: true });
    const before = Date.now();
    const results = await appendChatEvents(database.db, [
      message(roomId, 'Say "hi" {1,2} \\ NULL\n\ttab'),
      { ...message(roomId, '안녕하세요 👩‍👩‍👧‍👦 é 𠮷'), author: guest },
      { kind: 'reaction', roomId, clientId: crypto.randomUUID(), author, body: '👍', targetSeq: 1 },
      { kind: 'deletion', roomId, clientId: crypto.randomUUID(), author, body: '', targetSeq: 2 },
    ]);
    const { events } = await readChatEvents(database.db, { roomId, limit: 10 });
    expect(results).toEqual(events.map((event) => ({ status: 'stored' as const, event })));
    expect(events.map((event) => event.author)).toEqual([author, guest, author, author]);
    expect(events[0]).not.toHaveProperty('targetSeq');
    expect(events[2]).toHaveProperty('targetSeq', 1);
    for (const { at } of events) expect(Math.abs(at - before)).toBeLessThan(60_000);
  });

  test('stores an event sent again once, and answers with what was stored first', async () => {
    const { roomId } = await seedRoom(database.db);
    const original = message(roomId, 'first');
    const [stored] = await appendChatEvents(database.db, [original]);
    const again = await appendChatEvents(database.db, [
      message(roomId, 'next'),
      { ...original, body: 'changed', clientId: original.clientId.toUpperCase() },
    ]);
    expect(stored?.status).toBe('stored');
    expect(again[1]).toMatchObject({ status: 'duplicate', event: { seq: 1, body: 'first', author } });
    expect(await storedSeqs(database.db, roomId)).toEqual([1, 2]);
  });

  test('stores doubles within a batch once', async () => {
    const { roomId } = await seedRoom(database.db);
    const original = message(roomId, 'first');
    const results = await appendChatEvents(database.db, [original, { ...original, body: 'second' }, message(roomId)]);
    expect(results).toMatchObject([
      { status: 'stored', event: { seq: 1, body: 'first' } },
      { status: 'duplicate', event: { seq: 1, body: 'first' } },
      { status: 'stored', event: { seq: 2 } },
    ]);
  });

  test('takes the same client id of another author or room for another event', async () => {
    const [first, second] = [await seedRoom(database.db), await seedRoom(database.db)];
    const original = message(first.roomId);
    const other = await seedUser(database.db);
    const results = await appendChatEvents(database.db, [
      original,
      { ...original, author: other },
      { ...original, roomId: second.roomId },
    ]);
    expect(results.map((result) => result.status)).toEqual(['stored', 'stored', 'stored']);
  });

  test('says which events have no room and stores the others', async () => {
    const { roomId } = await seedRoom(database.db);
    const nowhere = message(crypto.randomUUID());
    const results = await appendChatEvents(database.db, [nowhere, message(roomId), nowhere]);
    expect(results.map((result) => result.status)).toEqual(['no-room', 'stored', 'no-room']);
    expect(await storedSeqs(database.db, roomId)).toEqual([1]);
  });

  test('needs no query for nothing', async () => {
    expect(await appendChatEvents(database.db, [])).toEqual([]);
  });

  for (const [what, body] of [
    ['the null character', 'a\0b'],
    ['more than 4000 characters', 'a'.repeat(4_001)],
  ] as const) {
    test(`refuses ${what} and stores nothing of the batch`, async () => {
      const { roomId } = await seedRoom(database.db);
      const refused = appendChatEvents(database.db, [message(roomId), message(roomId, body)]);
      await expect(refused).rejects.toThrow();
      expect(await storedSeqs(database.db, roomId)).toEqual([]);
      expect(await lastSeq(database.db, roomId)).toBe(0);
    });
  }

  test('stores half of a surrogate pair as the replacement character', async () => {
    const { roomId } = await seedRoom(database.db);
    await appendChatEvents(database.db, [message(roomId, 'a\ud83d')]);
    const { events } = await readChatEvents(database.db, { roomId, limit: 1 });
    expect(events[0]?.body).toBe('a\ufffd');
  });

  test('keeps the messages of somebody who was deleted', async () => {
    const { roomId } = await seedRoom(database.db);
    await appendChatEvents(database.db, [
      { ...message(roomId), author: { userId: 'nobody', name: 'Gone', isGuest: true } },
    ]);
    const { events } = await readChatEvents(database.db, { roomId, limit: 1 });
    expect(events[0]?.author).toEqual({ userId: 'nobody', name: 'Gone', isGuest: true });
  });
});

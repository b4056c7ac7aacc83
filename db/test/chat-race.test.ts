import { afterAll, beforeAll, describe, expect, test } from 'bun:test';
import { appendChatEvents, type NewChatEvent, readChatEvents } from '../src/queries/chat.ts';
import { deleteRoom, type Room } from '../src/queries/rooms.ts';
import type { Person } from '../src/queries/users.ts';
import { createTestDatabase, seedRoom, seedUser, type TestDatabase } from '../src/testing.ts';
import { countTo, lastSeq, makeMessage, storedSeqs } from './chat-log.ts';

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

/** A stream of numbers that is the same in each run of a seed (mulberry32). */
function createRandom(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let t = Math.imul(state ^ (state >>> 15), 1 | state);
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t;
    return ((t ^ (t >>> 14)) >>> 0) / 2 ** 32;
  };
}

function shuffle<T>(items: readonly T[], random: () => number): T[] {
  return items
    .map((item) => ({ item, key: random() }))
    .sort((a, b) => a.key - b.key)
    .map(({ item }) => item);
}

describe('appending from many places at once', () => {
  /** What one of several servers sends: events of random rooms, some of them sent by other servers too. */
  function makeBatches(rooms: readonly Room[], random: () => number): NewChatEvent[][] {
    const pick = <T>(items: readonly T[]): T | undefined => items[Math.floor(random() * items.length)];
    const sent: NewChatEvent[] = [];
    return Array.from({ length: 60 }, () => {
      const fresh = Array.from({ length: 12 }, () => message(pick(rooms)?.roomId ?? ''));
      const repeated = Array.from({ length: 4 }, () => pick(sent)).filter((event) => event !== undefined);
      sent.push(...fresh);
      return shuffle([...fresh, ...repeated, ...fresh.slice(0, 2)], random);
    });
  }

  for (const seed of [1, 2, 3]) {
    test(`leaves no gaps, no doubles and no deadlock (seed ${seed})`, async () => {
      const random = createRandom(seed);
      const rooms: Room[] = [];
      for (let index = 0; index < 6; index += 1) rooms.push(await seedRoom(database.db));
      const batches = makeBatches(rooms, random);
      const answers = await Promise.all(
        shuffle(batches, random).map(async (batch) => ({ batch, results: await appendChatEvents(database.db, batch) })),
      );
      const storedOnce = new Map<string, number>();
      const seqOf = new Map<string, number>();
      for (const { batch, results } of answers) {
        expect(results).toHaveLength(batch.length);
        for (const [index, result] of results.entries()) {
          const key = batch[index]?.clientId ?? '';
          if (result.status === 'no-room') throw new Error('A room is missing.');
          if (result.status === 'stored') storedOnce.set(key, (storedOnce.get(key) ?? 0) + 1);
          // Every answer about one event names the same number.
          expect(seqOf.get(key) ?? result.event.seq).toBe(result.event.seq);
          seqOf.set(key, result.event.seq);
        }
      }
      expect([...storedOnce.values()].every((times) => times === 1)).toBe(true);
      expect(storedOnce.size).toBe(new Set(batches.flat().map((event) => event.clientId)).size);
      for (const { roomId } of rooms) {
        const seqs = await storedSeqs(database.db, roomId);
        expect(seqs).toEqual(countTo(seqs.length));
        expect(await lastSeq(database.db, roomId)).toBe(seqs.length);
      }
    });
  }

  test('stores an event once that is in flight through many connections', async () => {
    const { roomId } = await seedRoom(database.db);
    const event = message(roomId);
    const answers = await Promise.all(Array.from({ length: 20 }, () => appendChatEvents(database.db, [event])));
    const statuses = answers.flat().map((result) => result.status);
    expect(statuses.filter((status) => status === 'stored')).toHaveLength(1);
    expect(statuses.filter((status) => status === 'duplicate')).toHaveLength(19);
    expect(await lastSeq(database.db, roomId)).toBe(1);
  });

  test('goes by the clock: a later number never has an earlier time', async () => {
    const { roomId } = await seedRoom(database.db);
    await Promise.all(Array.from({ length: 50 }, () => appendChatEvents(database.db, [message(roomId)])));
    const { events } = await readChatEvents(database.db, { roomId, limit: 100 });
    const times = events.map((event) => event.at);
    expect(times).toEqual(times.toSorted((a, b) => a - b));
  });

  test('gives way to the deletion of a room', async () => {
    const doomed = await seedRoom(database.db);
    const { roomId } = await seedRoom(database.db);
    const [results] = await Promise.all([
      Promise.all(
        Array.from({ length: 30 }, () => appendChatEvents(database.db, [message(doomed.roomId), message(roomId)])),
      ),
      deleteRoom(database.db, { roomId: doomed.roomId, ownerId: doomed.ownerId ?? '' }),
    ]);
    expect(results.every(([, kept]) => kept?.status === 'stored')).toBe(true);
    expect(await storedSeqs(database.db, roomId)).toEqual(countTo(30));
    expect(await storedSeqs(database.db, doomed.roomId)).toEqual([]);
  });
});

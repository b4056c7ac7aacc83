import { afterAll, beforeAll, describe, expect, test } from 'bun:test';
import { createDatabase } from '../src/client.ts';
import { appendChatEvents, type NewChatEvent, readChatEvents } from '../src/queries/chat.ts';
import type { Person } from '../src/queries/users.ts';
import { createTestDatabase, seedRoom, seedUser, type TestDatabase } from '../src/testing.ts';
import { countTo, makeMessage } from './chat-log.ts';

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

describe('reading', () => {
  let roomId: string;
  beforeAll(async () => {
    ({ roomId } = await seedRoom(database.db));
    await appendChatEvents(
      database.db,
      countTo(10).map((n) => message(roomId, `text ${n}`)),
    );
  });

  async function read(range: { beforeSeq?: number; afterSeq?: number; limit: number }) {
    const { events, hasMore, latestSeq } = await readChatEvents(database.db, { roomId, ...range });
    expect(latestSeq).toBe(10);
    return { seqs: events.map((event) => event.seq), hasMore };
  }

  test('gives the newest page in ascending order', async () => {
    expect(await read({ limit: 3 })).toEqual({ seqs: [8, 9, 10], hasMore: true });
    expect(await read({ limit: 10 })).toEqual({ seqs: countTo(10), hasMore: false });
  });

  test('goes back from a number', async () => {
    expect(await read({ beforeSeq: 8, limit: 3 })).toEqual({ seqs: [5, 6, 7], hasMore: true });
    expect(await read({ beforeSeq: 4, limit: 3 })).toEqual({ seqs: [1, 2, 3], hasMore: false });
    expect(await read({ beforeSeq: 1, limit: 3 })).toEqual({ seqs: [], hasMore: false });
  });

  test('goes on from a number', async () => {
    expect(await read({ afterSeq: 0, limit: 3 })).toEqual({ seqs: [1, 2, 3], hasMore: true });
    expect(await read({ afterSeq: 7, limit: 3 })).toEqual({ seqs: [8, 9, 10], hasMore: false });
    expect(await read({ afterSeq: 10, limit: 3 })).toEqual({ seqs: [], hasMore: false });
  });

  test('gives an empty page for an empty or unknown room', async () => {
    const empty = { events: [], hasMore: false, latestSeq: 0 };
    const fresh = await seedRoom(database.db);
    expect(await readChatEvents(database.db, { roomId: fresh.roomId, limit: 3 })).toEqual(empty);
    expect(await readChatEvents(database.db, { roomId: crypto.randomUUID(), limit: 3 })).toEqual(empty);
  });
});

test('reads a page of a long history through the index, backward and forward', async () => {
  const { db, url } = database;
  const { roomId } = await seedRoom(db);
  await db.$client`
    insert into chat_event (room_id, seq, client_id, author_id, author_name, author_is_guest, kind, body)
    select ${roomId}, n, gen_random_uuid(), ${author.userId}, ${author.name}, false, 'message', 'text ' || n
    from generate_series(1, 50000) as n`;
  await db.$client`update room set last_seq = 50000 where id = ${roomId}`;
  await db.$client`analyze chat_event`;
  // One connection, so that its counters hold exactly what the statements under test did.
  const counted = createDatabase(url, { max: 1 });
  const readCounters = async () => {
    await counted.db.$client`select pg_stat_force_next_flush()`;
    const [row] = await counted.db.$client<{ scans: number; rows: number }[]>`
      select seq_scan::int as scans, idx_tup_fetch::int as rows from pg_stat_user_tables where relname = 'chat_event'`;
    return row ?? { scans: 0, rows: 0 };
  };
  // Often enough that the server settles on a plan for any parameters.
  for (const range of Array.from({ length: 10 }, () => [{}, { beforeSeq: 25_000 }, { afterSeq: 25_000 }]).flat()) {
    const before = await readCounters();
    const { events } = await readChatEvents(counted.db, { roomId, limit: 50, ...range });
    const after = await readCounters();
    expect(events).toHaveLength(50);
    expect(after.scans - before.scans).toBe(0);
    expect(after.rows - before.rows).toBe(51);
  }
  await counted.close();
});

import { afterAll, beforeAll, describe, expect, setDefaultTimeout, test } from 'bun:test';
import { readChatEvents } from '@coup/db/queries/chat';
import { createStore } from '../src/store.ts';
import { expectOk, expectRefusal } from './client.ts';
import { createTestWorld, type TestNode, type TestWorld } from './harness.ts';

// A busy machine may take its time; what must be quick is asserted where it matters.
setDefaultTimeout(30_000);

let world: TestWorld;
let node: TestNode;

beforeAll(async () => {
  world = await createTestWorld();
  node = await world.startNode();
});
afterAll(() => world.close());

const message = (roomId: string, body: string, clientId: string = crypto.randomUUID()) => ({ roomId, clientId, body });
const away = () => Promise.reject(Object.assign(new Error('connection refused'), { code: 'ECONNREFUSED' }));

async function openTwo(on = node) {
  const room = await world.createRoom();
  const [a, b] = [await on.connect(), await on.connect()];
  for (const client of [a, b]) expectOk(await client.send('room:open', { slug: room.slug }));
  return { room, roomId: room.roomId, a, b };
}

describe('C chat', () => {
  test('C1 stored before it is acknowledged; the room hears it, the sender too', async () => {
    const { roomId, a, b } = await openTwo();
    const { event } = expectOk(await a.send('chat:send', message(roomId, '안녕하세요 🎓 <b>x</b>')));
    expect(event).toMatchObject({ seq: 1, body: '안녕하세요 🎓 <b>x</b>', roomId });
    const stored = await readChatEvents(world.database.db, { roomId, limit: 10 });
    expect(stored.events).toEqual([event]);
    expect((await b.next('chat:appended')).event).toEqual(event);
    expect((await a.next('chat:appended')).event).toEqual(event);
  });

  test('C1 the author is who the token says', async () => {
    const { roomId, a, b } = await openTwo();
    const lie = { ...message(roomId, 'hello'), author: { userId: 'root', name: 'root', isGuest: false } };
    expectOk(await a.sendRaw('chat:send', lie));
    expect((await b.next('chat:appended')).event.author.name).toStartWith('Person ');
  });

  test('C2 the same client id again is answered with the stored event and told once', async () => {
    const { roomId, a, b } = await openTwo();
    const input = message(roomId, 'once');
    const first = expectOk(await a.send('chat:send', input));
    const again = expectOk(await a.send('chat:send', { ...input, body: 'changed' }));
    expect(again).toEqual(first);
    expectOk(await a.send('chat:send', message(roomId, 'after')));
    await b.next('chat:appended', ({ event }) => event.body === 'after');
    expect(b.list('chat:appended').map(({ event }) => event.body)).toEqual(['once', 'after']);
  });

  test('C2 the same client id twice at the same time is one event', async () => {
    const { roomId, a } = await openTwo();
    const input = message(roomId, 'once');
    const [one, two] = await Promise.all([a.send('chat:send', input), a.send('chat:send', input)]);
    expect(expectOk(one)).toEqual(expectOk(two));
    expect((await readChatEvents(world.database.db, { roomId, limit: 10 })).events).toHaveLength(1);
  });

  test('C3 everyone hears the log in its order, and nobody’s messages change theirs', async () => {
    const busy = await world.startNode({ limits: { chatPer10s: 1_000 } });
    const { roomId, a, b } = await openTwo(busy);
    const bodies = Array.from({ length: 100 }, (_, i) => `${i}`);
    await Promise.all([
      ...bodies.map((body) => a.send('chat:send', message(roomId, `a${body}`))),
      ...bodies.map((body) => b.send('chat:send', message(roomId, `b${body}`))),
    ]);
    await b.next('chat:appended', ({ event }) => event.seq === 200);
    const heard = b.list('chat:appended').map(({ event }) => event);
    expect(heard.map(({ seq }) => seq)).toEqual(Array.from({ length: 200 }, (_, i) => i + 1));
    const ofA = heard.flatMap(({ body }) => (body.startsWith('a') ? [body.slice(1)] : []));
    expect(ofA).toEqual(bodies);
  });

  test('C4 too many messages at once get a time to wait', async () => {
    const strict = await world.startNode({ limits: { chatPer10s: 2 } });
    const { roomId, a, b } = await openTwo(strict);
    for (const body of ['one', 'two']) expectOk(await a.send('chat:send', message(roomId, body)));
    const refused = await a.send('chat:send', message(roomId, 'three'));
    expect(refused).toMatchObject({ ok: false, error: { code: 'rate-limited' } });
    expect(refused.ok ? 0 : refused.error.retryAfterMs).toBeGreaterThan(0);
    expectOk(await b.send('chat:send', message(roomId, 'not mine to wait')));
  });

  test('C5 history goes either way, a page at a time, and not both at once', async () => {
    const busy = await world.startNode({ limits: { chatPer10s: 1_000 } });
    const { roomId, a } = await openTwo(busy);
    for (let i = 1; i <= 5; i += 1) expectOk(await a.send('chat:send', message(roomId, `${i}`)));
    const seqs = async (range: { beforeSeq?: number; afterSeq?: number; limit?: number }) => {
      const page = expectOk(await a.send('chat:history', { roomId, ...range }));
      return { seqs: page.events.map(({ seq }) => seq), hasMore: page.hasMore, latestSeq: page.latestSeq };
    };
    expect(await seqs({ limit: 2 })).toEqual({ seqs: [4, 5], hasMore: true, latestSeq: 5 });
    expect(await seqs({ beforeSeq: 3 })).toEqual({ seqs: [1, 2], hasMore: false, latestSeq: 5 });
    expect(await seqs({ afterSeq: 1, limit: 3 })).toEqual({ seqs: [2, 3, 4], hasMore: true, latestSeq: 5 });
    expect(expectRefusal(await a.send('chat:history', { roomId, beforeSeq: 3, afterSeq: 1 }))).toBe('invalid-input');
  });

  test('C6 opening with the last number seen answers what came after it', async () => {
    const { room, roomId, a, b } = await openTwo();
    expectOk(await a.send('chat:send', message(roomId, 'seen')));
    b.close();
    expectOk(await a.send('chat:send', message(roomId, 'missed')));
    const back = await node.connect();
    const { chat } = expectOk(await back.send('room:open', { slug: room.slug, afterSeq: 1 }));
    expect(chat.events.map(({ body }) => body)).toEqual(['missed']);
    expect(chat.latestSeq).toBe(2);
  });

  test('C7 with the database away nothing is acknowledged, and the next message is', async () => {
    const store = createStore(world.database.db);
    let isAway = true;
    const flaky = await world.startNode({
      store: { ...store, appendChat: (batch) => (isAway ? away() : store.appendChat(batch)) },
    });
    const { roomId, a, b } = await openTwo(flaky);
    const input = message(roomId, 'kept');
    expect(expectRefusal(await a.send('chat:send', input))).toBe('unavailable');
    isAway = false;
    expect(expectOk(await a.send('chat:send', input)).event.seq).toBe(1);
    await b.next('chat:appended');
    expect(b.list('chat:appended')).toHaveLength(1);
  });

  test('C8 a room that is not open hears nothing and takes nothing', async () => {
    const { roomId, a } = await openTwo();
    const outsider = await node.connect();
    expect(expectRefusal(await outsider.send('chat:send', message(roomId, 'let me in')))).toBe('not-in-room');
    expect(expectRefusal(await outsider.send('chat:history', { roomId }))).toBe('not-in-room');
    expectOk(await a.send('chat:send', message(roomId, 'private')));
    expectRefusal(await outsider.send('chat:history', { roomId }));
    expect(outsider.recorded).toEqual([]);
  });
});

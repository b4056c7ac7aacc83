import { afterAll, beforeAll, describe, expect, setDefaultTimeout, test } from 'bun:test';
import { CLOSED_TAB_GRACE_MS, SEAT_HELD_MS, VANISHED_GRACE_MS } from '../src/protocol/index.ts';
import { createStore } from '../src/store.ts';
import { createFakeClock } from '../src/testing/fake-clock.ts';
import { expectOk, expectRefusal } from './client.ts';
import { createTestWorld, type TestWorld, takeSeat } from './harness.ts';
import { openSilentSocket } from './silent-socket.ts';

// A busy machine may take its time; what must be quick is asserted where it matters.
setDefaultTimeout(30_000);

let world: TestWorld;

beforeAll(async () => {
  world = await createTestWorld();
});
afterAll(() => world.close());

/** Two people in a call of a node whose seats run on a clock of the test's. */
async function callOfTwo() {
  const clock = createFakeClock(Date.now());
  const node = await world.startNode({ clock });
  const room = await world.createRoom({ capacity: 2 });
  const identity = await world.mint.createIdentity();
  const stays = await takeSeat(await node.connect(), room);
  const goes = await takeSeat(await node.connect(identity), room);
  const { participantId } = goes.participant;
  const reconnecting = () =>
    stays.client.next('call:roster', ({ participants }) =>
      participants.some((p) => p.participantId === participantId && p.connection === 'reconnecting'),
    );
  return { clock, node, room, roomId: room.roomId, identity, stays, goes, participantId, reconnecting };
}

describe('X reconnect', () => {
  test('X1 a closed tab is reconnecting at once, and gone after its grace', async () => {
    const { clock, goes, stays, participantId, reconnecting, roomId } = await callOfTwo();
    goes.client.cut();
    await reconnecting();
    clock.advance(CLOSED_TAB_GRACE_MS - 1);
    expect(stays.client.list('call:left')).toEqual([]);
    clock.advance(1);
    expect(await stays.client.next('call:left')).toEqual({ roomId, participantId, reason: 'gone' });
    await stays.client.next('call:roster', ({ participants }) => participants.length === 1);
  });

  test('X2, X3 one that falls silent: found out within 6 s, gone 12 s later, its seat held for its ticket', async () => {
    const { clock, node, room, roomId, identity, stays, goes, participantId } = await callOfTwo();
    expectOk(await goes.client.send('call:leave', { roomId }));
    const startedMs = performance.now();
    const silent = await openSilentSocket(node.url, identity.token);
    const { ticket, participant } = await silent.takeSeat(room, goes.ticket);
    expect(participant.participantId).toBe(participantId);
    await stays.client.next('call:roster', ({ participants }) =>
      participants.some((p) => p.connection === 'reconnecting'),
    );
    expect(performance.now() - startedMs).toBeLessThan(7_500);
    clock.advance(CLOSED_TAB_GRACE_MS);
    expect(stays.client.list('call:left').filter(({ reason }) => reason === 'gone')).toEqual([]);
    clock.advance(VANISHED_GRACE_MS);
    await stays.client.next('call:left', ({ reason }) => reason === 'gone');
    clock.advance(SEAT_HELD_MS - VANISHED_GRACE_MS);
    const stranger = await node.connect();
    expectOk(await stranger.send('room:open', { slug: room.slug }));
    const media = { microphone: false, camera: false, screen: false };
    const join = { roomId, incarnation: crypto.randomUUID(), media };
    expect(expectRefusal(await stranger.send('call:join', join))).toBe('room-full');
    const back = await takeSeat(await node.connect(identity), room, { ticket });
    expect(back.participant).toMatchObject({ participantId, order: participant.order, joinedAt: participant.joinedAt });
    silent.close();
  }, 15_000);

  test('X4 coming back in time: the same participant, once, with its place and a new incarnation', async () => {
    const { clock, node, room, identity, stays, goes, participantId, reconnecting } = await callOfTwo();
    goes.client.cut();
    await reconnecting();
    const back = await takeSeat(await node.connect(identity), room, { ticket: goes.ticket });
    expect(back.participant).toEqual({ ...goes.participant, incarnation: back.participant.incarnation });
    clock.advance(10 * CLOSED_TAB_GRACE_MS);
    const roster = await stays.client.next('call:roster', ({ participants }) =>
      participants.some((p) => p.participantId === participantId && p.incarnation === back.participant.incarnation),
    );
    expect(roster.participants).toHaveLength(2);
    expect(stays.client.list('call:left')).toEqual([]);
  });

  test('X4 coming back after the grace: the same participant all the same', async () => {
    const { clock, node, room, identity, stays, goes, participantId, reconnecting } = await callOfTwo();
    goes.client.cut();
    await reconnecting();
    clock.advance(CLOSED_TAB_GRACE_MS);
    await stays.client.next('call:left');
    const back = await takeSeat(await node.connect(identity), room, { ticket: goes.ticket });
    expect(back.participant).toMatchObject({ participantId, order: goes.participant.order });
  });

  test('X5 the new socket may come before the old one ends: one participant, whose seat stays', async () => {
    const { clock, node, room, roomId, identity, stays, goes, participantId } = await callOfTwo();
    const { incarnation } = goes.participant;
    const moved = await takeSeat(await node.connect(identity), room, { ticket: goes.ticket, incarnation });
    expect(moved.participant).toEqual(goes.participant);
    goes.client.cut();
    while (node.server.countConnections() > 2) await new Promise((resolve) => setImmediate(resolve));
    clock.advance(10 * CLOSED_TAB_GRACE_MS);
    expectOk(await moved.client.send('presence:update', { roomId, isAway: false }));
    expect(goes.client.list('call:ended')).toEqual([]);
    expect(stays.client.list('call:left')).toEqual([]);
    expect(stays.client.list('call:roster').at(-1)?.participants).toMatchObject([
      {},
      { participantId, connection: 'connected' },
    ]);
  });

  test('J10 a server without memory knows a ticket: new epoch, same participant, same place', async () => {
    const { room, identity, goes, stays } = await callOfTwo();
    const restarted = await world.startNode();
    const newcomer = await takeSeat(await restarted.connect(), room);
    const back = await takeSeat(await restarted.connect(identity), room, { ticket: goes.ticket });
    expect(back.participant).toMatchObject({
      participantId: goes.participant.participantId,
      order: goes.participant.order,
      joinedAt: goes.participant.joinedAt,
    });
    expect(back.opened.roster.epoch).not.toBe(stays.opened.roster.epoch);
    expect(back.participant.order).toBeLessThan(newcomer.participant.order);
  });

  test('X6 a drain asks clients to move, refuses new ones, and announces nobody’s leaving', async () => {
    const { node, stays, goes } = await callOfTwo();
    const drained = node.server.drain();
    const { afterMs } = await stays.client.next('server:draining');
    expect(afterMs).toBeLessThan(4_000);
    expect((await fetch(`${node.url}/ready`)).status).toBe(503);
    expect((await fetch(`${node.url}/health`)).status).toBe(200);
    expect((await fetch(`${node.url}/socket.io/?EIO=4&transport=polling`)).status).toBe(503);
    goes.client.close();
    while (node.server.countConnections() > 1) await new Promise((resolve) => setImmediate(resolve));
    expect(stays.client.list('call:left')).toEqual([]);
    expect(
      stays.client
        .list('call:roster')
        .at(-1)
        ?.participants.every((p) => p.connection === 'connected'),
    ).toBe(true);
    stays.client.close();
    await drained;
  });

  test('X7 with the database away, whoever was in a room comes back into it and into its call', async () => {
    const store = createStore(world.database.db);
    let isAway = false;
    const refuse = () => Promise.reject(Object.assign(new Error('connection refused'), { code: 'ECONNREFUSED' }));
    const node = await world.startNode({
      store: {
        ...store,
        enterRoom: (key) => (isAway ? refuse() : store.enterRoom(key)),
        readChatPage: (request) => (isAway ? refuse() : store.readChatPage(request)),
      },
    });
    const room = await world.createRoom();
    const identity = await world.mint.createIdentity();
    const before = await takeSeat(await node.connect(identity), room);
    isAway = true;
    before.client.cut();
    const client = await node.connect(identity);
    const opened = expectOk(await client.send('room:open', { slug: room.slug, afterSeq: 7 }));
    expect(opened.chat).toEqual({ events: [], hasMore: false, latestSeq: 7 });
    const back = await takeSeat(client, room, { ticket: before.ticket });
    expect(back.participant.participantId).toBe(before.participant.participantId);
    const stranger = await node.connect();
    expect(expectRefusal(await stranger.send('room:open', { slug: room.slug }))).toBe('unavailable');
  });
});

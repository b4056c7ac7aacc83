import { afterAll, beforeAll, describe, expect, setDefaultTimeout, test } from 'bun:test';
import { CLOSED_TAB_GRACE_MS, type PresenceEntry } from '../src/protocol/index.ts';
import { createFakeClock } from '../src/testing/fake-clock.ts';
import { expectOk, expectRefusal, type TestClient } from './client.ts';
import { createTestWorld, type TestWorld, takeSeat } from './harness.ts';

// A busy machine may take its time; what must be quick is asserted where it matters.
setDefaultTimeout(30_000);

let world: TestWorld;

beforeAll(async () => {
  world = await createTestWorld();
});
afterAll(() => world.close());

async function watch() {
  const clock = createFakeClock(Date.now());
  const node = await world.startNode({ clock });
  const room = await world.createRoom();
  const watcher = await node.connect();
  expectOk(await watcher.send('room:open', { slug: room.slug }));
  const identity = await world.mint.createIdentity();
  const isTheirs = ({ entry }: { entry: PresenceEntry }) => entry.person.userId === identity.person.userId;
  return {
    clock,
    node,
    room,
    roomId: room.roomId,
    watcher,
    identity,
    open: async (isAway = false) => {
      const client = await node.connect(identity);
      expectOk(await client.send('room:open', { slug: room.slug, isAway }));
      return client;
    },
    states: () =>
      watcher
        .list('presence:changed')
        .filter(isTheirs)
        .map(({ entry }) => entry.state),
    shows: (state: PresenceEntry['state']) =>
      watcher.next('presence:changed', (fact) => isTheirs(fact) && fact.entry.state === state),
    /** Resolves when the server has seen that this client's socket ended. */
    ended: async (client: TestClient) => {
      const before = node.server.countConnections();
      client.cut();
      while (node.server.countConnections() === before) await new Promise((resolve) => setImmediate(resolve));
    },
  };
}

describe('P presence', () => {
  test('P1 opening a room shows the person there, to them as well', async () => {
    const { open, shows, identity, watcher } = await watch();
    const client = await open();
    const { entry } = await shows('room');
    expect(entry.person).toEqual(identity.person);
    expect(client.list('presence:changed').at(-1)?.entry).toEqual(entry);
    expect(watcher.list('presence:gone')).toEqual([]);
  });

  test('P2 of all tabs the most present counts: call over room over away', async () => {
    const { open, shows, states, room, roomId } = await watch();
    const first = await open(true);
    await shows('away');
    const second = await open();
    await shows('room');
    await takeSeat(second, room);
    await shows('call');
    expectOk(await second.send('presence:update', { roomId, isAway: true }));
    expectOk(await second.send('call:leave', { roomId }));
    expectOk(await first.send('presence:update', { roomId, isAway: false }));
    expect(states()).toEqual(['away', 'room', 'call', 'away', 'room']);
  });

  test('P3 saying the same again tells nobody; a room that is not open takes no word', async () => {
    const { open, states, node, roomId } = await watch();
    const client = await open();
    expectOk(await client.send('presence:update', { roomId, isAway: false }));
    expectOk(await client.send('presence:update', { roomId, isAway: true }));
    expect(states()).toEqual(['room', 'away']);
    const outsider = await node.connect();
    expect(expectRefusal(await outsider.send('presence:update', { roomId, isAway: true }))).toBe('not-in-room');
  });

  test('P4 closing the room: gone at once, and out of its call', async () => {
    const { open, watcher, identity, room, roomId } = await watch();
    const client = await open();
    await takeSeat(client, room);
    expectOk(await client.send('room:close', { roomId }));
    expect(await watcher.next('presence:gone')).toEqual({ roomId, userId: identity.person.userId });
    expect(await watcher.next('call:left')).toMatchObject({ reason: 'left' });
    expect(expectRefusal(await client.send('call:leave', { roomId }))).toBe('not-in-room');
  });

  test('P5 a reload shows nothing: the person stays through the grace', async () => {
    const { open, ended, states, watcher, clock, roomId } = await watch();
    await ended(await open());
    clock.advance(CLOSED_TAB_GRACE_MS - 1);
    const again = await open();
    clock.advance(10 * CLOSED_TAB_GRACE_MS);
    expectOk(await again.send('presence:update', { roomId, isAway: false }));
    expect(states()).toEqual(['room']);
    expect(watcher.list('presence:gone')).toEqual([]);
  });

  test('P5 whoever does not come back is gone after the grace', async () => {
    const { open, ended, watcher, clock, identity, roomId } = await watch();
    await ended(await open());
    clock.advance(CLOSED_TAB_GRACE_MS);
    expect(await watcher.next('presence:gone')).toEqual({ roomId, userId: identity.person.userId });
  });

  test('P5 from a call: present as long as the seat waits, then gone without a step in between', async () => {
    const { open, ended, states, watcher, clock, room } = await watch();
    const client = await open();
    await takeSeat(client, room);
    await ended(client);
    clock.advance(CLOSED_TAB_GRACE_MS);
    await watcher.next('presence:gone');
    expect(states()).toEqual(['room', 'call']);
  });

  test('P6 people in other rooms are nobody’s business here', async () => {
    const { node, watcher } = await watch();
    const elsewhere = await world.createRoom();
    const other = await node.connect();
    const opened = expectOk(await other.send('room:open', { slug: elsewhere.slug }));
    expect(opened.presence).toHaveLength(1);
    expect(watcher.list('presence:changed')).toHaveLength(1);
  });
});

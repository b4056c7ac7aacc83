import { afterAll, beforeAll, describe, expect, test } from 'bun:test';
import { expectOk, expectRefusal } from './client.ts';
import { createTestWorld, type TestNode, type TestWorld, takeSeat } from './harness.ts';

let world: TestWorld;
let node: TestNode;

beforeAll(async () => {
  world = await createTestWorld();
  node = await world.startNode();
});
afterAll(() => world.close());

describe('J join', () => {
  test('J1 opening a room answers with who I am, the room, the call, presence and chat', async () => {
    const room = await world.createRoom({ name: 'Algebra' });
    const identity = await world.mint.createIdentity({ name: 'Ada' });
    const client = await node.connect(identity);
    const opened = expectOk(await client.send('room:open', { slug: room.slug }));
    expect(opened.me).toEqual(identity.person);
    expect(opened.room).toEqual(room);
    expect(opened.role).toBe('member');
    expect(opened.roster).toMatchObject({ roomId: room.roomId, participants: [] });
    expect(opened.presence).toMatchObject([{ person: identity.person, state: 'room' }]);
    expect(opened.chat).toEqual({ events: [], hasMore: false, latestSeq: 0 });
  });

  test('J2 joining gives a seat and a ticket; everyone watching gets the roster', async () => {
    const room = await world.createRoom();
    const watcher = await node.connect();
    expectOk(await watcher.send('room:open', { slug: room.slug }));
    const { participant, ticket } = await takeSeat(await node.connect(), room);
    expect(participant).toMatchObject({ connection: 'connected' });
    expect(ticket.length).toBeLessThan(2_000);
    const roster = await watcher.next('call:roster');
    expect(roster.participants).toEqual([participant]);
  });

  test('J1 joining needs the room to be open', async () => {
    const room = await world.createRoom();
    const client = await node.connect();
    const media = { microphone: false, camera: false, screen: false };
    const ack = await client.send('call:join', { roomId: room.roomId, incarnation: crypto.randomUUID(), media });
    expect(expectRefusal(ack)).toBe('not-in-room');
  });
});

import { afterAll, beforeAll, describe, expect, setDefaultTimeout, test } from 'bun:test';
import { attendance, membership, session } from '@coup/db/schema';
import { eq } from 'drizzle-orm';
import { MAX_LIVE_PARTICIPANTS } from '../src/protocol/index.ts';
import { expectOk, expectRefusal } from './client.ts';
import { createTestWorld, type TestNode, type TestWorld, takeSeat } from './harness.ts';

// A busy machine may take its time; what must be quick is asserted where it matters.
setDefaultTimeout(30_000);

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

const QUIET = { microphone: false, camera: false, screen: false };

describe('J seats', () => {
  test('J1 a room that does not exist, a session that ended, a ban', async () => {
    const room = await world.createRoom();
    const identity = await world.mint.createIdentity();
    const client = await node.connect(identity);
    expect(expectRefusal(await client.send('room:open', { slug: 'no-such-room' }))).toBe('not-found');
    expectOk(await client.send('room:open', { slug: room.slug }));
    await world.database.db
      .update(membership)
      .set({ bannedAt: new Date() })
      .where(eq(membership.userId, identity.person.userId));
    expect(expectRefusal(await client.send('room:open', { slug: room.slug }))).toBe('forbidden');
    await world.database.db.delete(session).where(eq(session.id, identity.sessionId));
    expect(expectRefusal(await client.send('room:open', { slug: room.slug }))).toBe('session-ended');
  });

  test('J3 the sixth sits, the seventh is told that the room is full, and sits when somebody leaves', async () => {
    const room = await world.createRoom({ capacity: 16 });
    const seated = [];
    for (let i = 0; i < MAX_LIVE_PARTICIPANTS; i += 1) seated.push(await takeSeat(await node.connect(), room));
    const late = await node.connect();
    expectOk(await late.send('room:open', { slug: room.slug }));
    const join = { roomId: room.roomId, incarnation: crypto.randomUUID(), media: QUIET };
    expect(expectRefusal(await late.send('call:join', join))).toBe('room-full');
    await seated[0]?.client.send('call:leave', { roomId: room.roomId });
    expectOk(await late.send('call:join', join));
  });

  test('J5 a ticket of somebody else, of another room, or forged makes a new participant, and is counted', async () => {
    const own = await world.startNode();
    const [room, otherRoom] = [await world.createRoom(), await world.createRoom()];
    const victim = await takeSeat(await own.connect(), room);
    const identity = await world.mint.createIdentity();
    const elsewhere = await takeSeat(await own.connect(identity), otherRoom);
    const forged = `${victim.ticket.slice(0, -2)}xx`;
    for (const ticket of [victim.ticket, elsewhere.ticket, forged, 'rubbish', '', '.', 'a.b.c']) {
      const { participant, client } = await takeSeat(await own.connect(identity), room, { ticket });
      expect([victim, elsewhere].map((one) => one.participant.participantId)).not.toContain(participant.participantId);
      expectOk(await client.send('call:leave', { roomId: room.roomId }));
    }
    expect(victim.client.list('call:ended')).toEqual([]);
    expect(await own.metrics.render()).toContain('coup_signaling_tickets_total{use="refused"} 7');
  });

  test('J6 joining twice on one socket is joining once', async () => {
    const room = await world.createRoom();
    const { client, participant } = await takeSeat(await node.connect(), room);
    const again = expectOk(
      await client.send('call:join', { roomId: room.roomId, incarnation: participant.incarnation, media: QUIET }),
    );
    expect(again.participant).toEqual(participant);
    expect(again.roster.participants).toHaveLength(1);
  });

  test('J7 leaving is told at once, with the explicit word before the roster', async () => {
    const room = await world.createRoom();
    const a = await takeSeat(await node.connect(), room);
    const b = await takeSeat(await node.connect(), room);
    a.client.forget();
    expectOk(await b.client.send('call:leave', { roomId: room.roomId }));
    await a.client.next('call:roster', ({ participants }) => participants.length === 1);
    const names = a.client.recorded.map(({ name }) => name);
    expect(names.indexOf('call:left')).toBeLessThan(names.indexOf('call:roster'));
    expect(await a.client.next('call:left')).toEqual({
      roomId: room.roomId,
      participantId: b.participant.participantId,
      reason: 'left',
    });
    expect(expectRefusal(await b.client.send('call:leave', { roomId: room.roomId }))).toBe('not-in-call');
  });

  test('J8 a duplicated tab takes over; the old one is told, is out, and stays out', async () => {
    const room = await world.createRoom();
    const identity = await world.mint.createIdentity();
    const old = await takeSeat(await node.connect(identity), room);
    const tab = await takeSeat(await node.connect(identity), room, { ticket: old.ticket });
    expect(tab.participant.participantId).toBe(old.participant.participantId);
    expect(await old.client.next('call:ended')).toEqual({ roomId: room.roomId, code: 'superseded' });
    const { incarnation } = old.participant;
    const join = { roomId: room.roomId, incarnation, media: QUIET, ticket: old.ticket };
    expect(expectRefusal(await old.client.send('call:join', join))).toBe('superseded');
    expect(expectRefusal(await old.client.send('call:media', { roomId: room.roomId, media: QUIET }))).toBe(
      'not-in-call',
    );
    old.client.cut();
    expectOk(await tab.client.send('call:media', { roomId: room.roomId, media: { ...QUIET, camera: true } }));
  });

  test('J9 a second tab without a ticket is a second participant', async () => {
    const room = await world.createRoom();
    const identity = await world.mint.createIdentity();
    const first = await takeSeat(await node.connect(identity), room);
    const second = await takeSeat(await node.connect(identity), room);
    expect(second.participant.participantId).not.toBe(first.participant.participantId);
    expect(second.participant.person).toEqual(first.participant.person);
    expect(first.client.list('call:ended')).toEqual([]);
  });

  test('X9 a seat writes attendance, and its end closes it', async () => {
    const room = await world.createRoom();
    const { client, participant } = await takeSeat(await node.connect(), room);
    const read = () =>
      world.database.db.select().from(attendance).where(eq(attendance.participantId, participant.participantId));
    let [stay] = await read();
    while (!stay) [stay] = await read();
    expect(stay).toMatchObject({ roomId: room.roomId, userId: participant.person.userId, endedAt: null });
    expectOk(await client.send('call:leave', { roomId: room.roomId }));
    while (!stay?.endedAt) [stay] = await read();
    expect(stay.endedAt.getTime()).toBeGreaterThanOrEqual(stay.startedAt.getTime());
  });
});

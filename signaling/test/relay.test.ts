import { afterAll, beforeAll, describe, expect, setDefaultTimeout, test } from 'bun:test';
import type { CommandInput, Participant } from '../src/protocol/index.ts';
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

function signalTo(roomId: string, from: Participant, to: Participant, sdp = 'v=0'): CommandInput<'call:signal'> {
  return {
    roomId,
    to: to.participantId,
    stamp: { from: from.incarnation, to: to.incarnation, generation: 0 },
    signal: { type: 'offer', sdp },
  };
}

async function seatTwo() {
  const room = await world.createRoom();
  const a = await takeSeat(await node.connect(), room);
  const b = await takeSeat(await node.connect(), room);
  return { room, roomId: room.roomId, a, b };
}

describe('R relay', () => {
  test('R1 a signal reaches the addressed participant, under the sender’s name, and nobody else', async () => {
    const { room, roomId, a, b } = await seatTwo();
    const c = await takeSeat(await node.connect(), room);
    expectOk(await a.client.send('call:signal', signalTo(roomId, a.participant, b.participant)));
    const { stamp, signal } = signalTo(roomId, a.participant, b.participant);
    expect(await b.client.next('call:signalled')).toEqual({ roomId, from: a.participant.participantId, stamp, signal });
    expectOk(await c.client.send('presence:update', { roomId, isAway: false }));
    expect(c.client.list('call:signalled')).toEqual([]);
  });

  test('R1 every kind of signal passes unchanged, in order', async () => {
    const { roomId, a, b } = await seatTwo();
    const candidate = {
      type: 'candidate',
      candidate: 'candidate:1 1 udp 1 192.0.2.1 9 typ host',
      sdpMid: '0',
      sdpMLineIndex: 0,
    };
    const kinds = [
      { type: 'answer', sdp: 'x'.repeat(60_000) },
      candidate,
      { type: 'renegotiate' },
      { type: 'rebuild' },
    ] as const;
    const base = signalTo(roomId, a.participant, b.participant);
    for (const signal of kinds) expectOk(await a.client.sendRaw('call:signal', { ...base, signal }));
    await b.client.next('call:signalled', ({ signal }) => signal.type === 'rebuild');
    expect(b.client.list('call:signalled').map(({ signal }) => signal)).toEqual([...kinds] as never);
  });

  test('R1 without a seat there is nothing to relay', async () => {
    const { room, roomId, a, b } = await seatTwo();
    const outsider = await node.connect();
    const signal = signalTo(roomId, a.participant, b.participant);
    expect(expectRefusal(await outsider.send('call:signal', signal))).toBe('not-in-room');
    expectOk(await outsider.send('room:open', { slug: room.slug }));
    expect(expectRefusal(await outsider.send('call:signal', signal))).toBe('not-in-call');
    expectOk(await a.client.send('call:leave', { roomId }));
    expect(expectRefusal(await a.client.send('call:signal', signal))).toBe('not-in-call');
  });

  test('R2 a stamp of another incarnation than the sender’s is refused: a replay, or a lie', async () => {
    const { roomId, a, b } = await seatTwo();
    const lie = signalTo(roomId, b.participant, b.participant);
    expect(expectRefusal(await a.client.send('call:signal', lie))).toBe('forbidden');
    expect(b.client.list('call:signalled')).toEqual([]);
  });

  test('R3 to somebody who left, never was, or sits in another room: participant-gone', async () => {
    const { roomId, a, b } = await seatTwo();
    const elsewhere = await seatTwo();
    const unknown = { ...b.participant, participantId: crypto.randomUUID() };
    for (const target of [unknown, elsewhere.a.participant]) {
      expect(expectRefusal(await a.client.send('call:signal', signalTo(roomId, a.participant, target)))).toBe(
        'participant-gone',
      );
    }
    expectOk(await b.client.send('call:leave', { roomId }));
    const late = await a.client.send('call:signal', signalTo(roomId, a.participant, b.participant));
    expect(expectRefusal(late)).toBe('participant-gone');
    expect(elsewhere.a.client.list('call:signalled')).toEqual([]);
  });

  test('R3 to somebody who is reconnecting: participant-gone', async () => {
    const { roomId, a, b } = await seatTwo();
    b.client.cut();
    await a.client.next('call:roster', ({ participants }) => participants.some((p) => p.connection === 'reconnecting'));
    const ack = await a.client.send('call:signal', signalTo(roomId, a.participant, b.participant));
    expect(expectRefusal(ack)).toBe('participant-gone');
  });

  test('R4 whoever was there hears of a newcomer before any signal of theirs', async () => {
    const room = await world.createRoom();
    const first = await takeSeat(await node.connect(), room);
    const newcomer = await node.connect();
    const { participant } = await takeSeat(newcomer, room);
    void newcomer.send('call:signal', signalTo(room.roomId, participant, first.participant));
    await first.client.next('call:signalled');
    const names = first.client.recorded.map(({ name, fact }) =>
      name === 'call:roster' && fact.participants.length === 2 ? 'roster with both' : name,
    );
    expect(names.indexOf('roster with both')).toBeLessThan(names.indexOf('call:signalled'));
    expect(names).toContain('roster with both');
  });

  test('R5 a change of media is told to everyone, and only a participant may make one', async () => {
    const { roomId, a, b } = await seatTwo();
    const media = { microphone: true, camera: true, screen: false };
    expectOk(await a.client.send('call:media', { roomId, media }));
    const roster = await b.client.next('call:roster', ({ participants }) => participants.some((p) => p.media.camera));
    expect(roster.participants.find((p) => p.participantId === a.participant.participantId)?.media).toEqual(media);
    expectOk(await a.client.send('call:leave', { roomId }));
    expect(expectRefusal(await a.client.send('call:media', { roomId, media }))).toBe('not-in-call');
  });

  test('R6 rosters of one epoch carry rising revisions', async () => {
    const { room, roomId, a } = await seatTwo();
    const c = await takeSeat(await node.connect(), room);
    expectOk(await c.client.send('call:leave', { roomId }));
    await a.client.next('call:left');
    expectOk(await a.client.send('presence:update', { roomId, isAway: false }));
    const rosters = a.client.list('call:roster');
    expect(new Set(rosters.map(({ epoch }) => epoch)).size).toBe(1);
    const revisions = rosters.map(({ revision }) => revision);
    expect(revisions).toEqual([...new Set(revisions)].sort((x, y) => x - y));
  });
});

import { afterAll, beforeAll, describe, expect, setDefaultTimeout, test } from 'bun:test';
import { z } from 'zod';
import { protocolError } from '../src/protocol/index.ts';
import { expectOk, expectRefusal } from './client.ts';
import { createTestWorld, SERVICE_SECRET, type TestNode, type TestWorld, takeSeat } from './harness.ts';

// A busy machine may take its time; what must be quick is asserted where it matters.
setDefaultTimeout(30_000);

let world: TestWorld;
let node: TestNode;

beforeAll(async () => {
  world = await createTestWorld();
  node = await world.startNode();
});
afterAll(() => world.close());

function trigger(body: unknown, secret: string | null = SERVICE_SECRET): Promise<Response> {
  return fetch(`${node.url}/api/trigger`, {
    method: 'POST',
    headers: secret === null ? {} : { authorization: `Bearer ${secret}` },
    body: typeof body === 'string' ? body : JSON.stringify(body),
  });
}

describe('T trigger', () => {
  test('T1 without the secret, or with a wrong one: 401, and nothing happens', async () => {
    const room = await world.createRoom();
    const client = await node.connect();
    expectOk(await client.send('room:open', { slug: room.slug }));
    const body = { event: 'room:deleted', room: room.roomId, data: { roomId: room.roomId } };
    for (const secret of [null, '', 'wrong', `${SERVICE_SECRET}x`])
      expect((await trigger(body, secret)).status).toBe(401);
    expectOk(await client.send('presence:update', { roomId: room.roomId, isAway: false }));
    expect(client.list('room:deleted')).toEqual([]);
  });

  test('T2 an unknown event, bad data, another room’s data or no JSON: 422 with what is wrong', async () => {
    const room = await world.createRoom();
    const bodies = [
      { event: 'chat:appended', room: room.roomId, data: {} },
      { event: 'room:updated', room: room.roomId, data: { room: { ...room, capacity: 99 } } },
      { event: 'room:deleted', room: room.roomId, data: { roomId: crypto.randomUUID() } },
      { event: '__proto__', room: room.roomId, data: {} },
      'no json',
      [],
    ];
    for (const body of bodies) {
      const answer = await trigger(body);
      expect(answer.status).toBe(422);
      const { error } = z.object({ error: protocolError }).parse(await answer.json());
      expect(error.code).toBe('invalid-input');
      expect(error.issues?.length).toBeGreaterThan(0);
    }
  });

  test('T3 a body too large: 413', async () => {
    expect((await trigger('x'.repeat(65 * 1024))).status).toBe(413);
    expect((await trigger('x'.repeat(600 * 1024))).status).toBe(413);
  });

  test('T4 an update reaches everyone in the room, and its capacity counts from then on', async () => {
    const room = await world.createRoom({ capacity: 1 });
    const first = await takeSeat(await node.connect(), room);
    const second = await node.connect();
    expectOk(await second.send('room:open', { slug: room.slug }));
    const join = {
      roomId: room.roomId,
      incarnation: crypto.randomUUID(),
      media: { microphone: false, camera: false, screen: false },
    };
    expect(expectRefusal(await second.send('call:join', join))).toBe('room-full');
    const data = { room: { ...room, name: 'Renamed', capacity: 2 } };
    expect((await trigger({ event: 'room:updated', room: room.roomId, data })).status).toBe(200);
    expect(await first.client.next('room:updated')).toEqual(data);
    expectOk(await second.send('call:join', join));
  });

  test('T5 a deletion ends the call and the room for everyone in it', async () => {
    const room = await world.createRoom();
    const { client, participant } = await takeSeat(await node.connect(), room);
    const { roomId } = room;
    expect((await trigger({ event: 'room:deleted', room: roomId, data: { roomId } })).status).toBe(200);
    expect(await client.next('call:ended')).toEqual({ roomId, code: 'not-found' });
    expect(await client.next('call:left')).toEqual({
      roomId,
      participantId: participant.participantId,
      reason: 'removed',
    });
    expect(await client.next('room:deleted')).toEqual({ roomId });
    const late = await client.send('chat:send', { roomId, clientId: crypto.randomUUID(), body: 'anybody?' });
    expect(expectRefusal(late)).toBe('not-in-room');
  });
});

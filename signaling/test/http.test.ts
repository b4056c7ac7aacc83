import { afterAll, beforeAll, describe, expect, setDefaultTimeout, test } from 'bun:test';
import { createHmac } from 'node:crypto';
import { z } from 'zod';
import { iceAnswer, liveAnswer } from '../src/protocol/index.ts';
import { createTestWorld, TEST_ORIGIN, type TestNode, type TestWorld, takeSeat } from './harness.ts';

// A busy machine may take its time; what must be quick is asserted where it matters.
setDefaultTimeout(30_000);

let world: TestWorld;
let node: TestNode;

beforeAll(async () => {
  world = await createTestWorld();
  node = await world.startNode();
});
afterAll(() => world.close());

const bearer = (token: string) => ({ headers: { authorization: `Bearer ${token}` } });

describe('H http', () => {
  test('H1 health says status, connections, uptime and version', async () => {
    await node.connect();
    const answer = z
      .object({ connections: z.int() })
      .loose()
      .parse(await (await fetch(`${node.url}/health`)).json());
    expect(answer).toEqual({
      status: 'ok',
      connections: expect.any(Number),
      uptime: expect.any(Number),
      version: 'dev',
    });
    expect(answer.connections).toBeGreaterThan(0);
  });

  test('H2 ready once the database has answered, and then whatever becomes of it', async () => {
    let isUp = false;
    const starting = await world.startNode({ isDatabaseUp: async () => isUp });
    expect((await fetch(`${starting.url}/ready`)).status).toBe(503);
    isUp = true;
    expect((await fetch(`${starting.url}/ready`)).status).toBe(200);
    isUp = false;
    const later = await fetch(`${starting.url}/ready`);
    expect(later.status).toBe(200);
    expect(await later.json()).toEqual({ status: 'ready', database: 'down', redis: 'off' });
  });

  test('H3 metrics count connections, rooms, calls, participants and answers, and name neither rooms nor people', async () => {
    const counted = await world.startNode();
    const room = await world.createRoom();
    const { client, participant } = await takeSeat(await counted.connect(), room);
    await client.sendRaw('call:media', { roomId: room.roomId });
    const text = await (await fetch(`${counted.url}/metrics`)).text();
    for (const line of [
      'coup_signaling_connections 1',
      'coup_signaling_rooms 1',
      'coup_signaling_calls 1',
      'coup_signaling_participants 1',
      'coup_signaling_acks_total{command="call:join",outcome="ok"} 1',
      'coup_signaling_acks_total{command="call:media",outcome="invalid-input"} 1',
      'coup_signaling_handler_seconds_count{command="call:join"} 1',
    ]) {
      expect(text).toContain(line);
    }
    expect(text).toMatch(/coup_signaling_resident_memory_bytes \d{7,}/);
    for (const secret of [room.roomId, room.slug, participant.participantId, participant.person.userId]) {
      expect(text).not.toContain(secret);
    }
  });

  test('H4 ice needs a token, and answers our origins', async () => {
    expect((await fetch(`${node.url}/ice`)).status).toBe(401);
    expect((await fetch(`${node.url}/ice`, bearer('rubbish'))).status).toBe(401);
    const { token } = await world.mint.createIdentity();
    const answer = await fetch(`${node.url}/ice`, {
      headers: { authorization: `Bearer ${token}`, origin: TEST_ORIGIN },
    });
    expect(iceAnswer.parse(await answer.json())).toEqual({ iceServers: [], expiresInMs: null });
    expect(answer.headers.get('access-control-allow-origin')).toBe(TEST_ORIGIN);
    const preflight = await fetch(`${node.url}/ice`, {
      method: 'OPTIONS',
      headers: {
        origin: TEST_ORIGIN,
        'access-control-request-method': 'GET',
        'access-control-request-headers': 'authorization',
      },
    });
    expect(preflight.headers.get('access-control-allow-headers')).toBe('authorization');
    const foreign = await fetch(`${node.url}/ice`, {
      headers: { ...bearer(token).headers, origin: 'https://evil.test' },
    });
    expect(foreign.headers.get('access-control-allow-origin')).toBeNull();
  });

  test('H4 TURN credentials are what coturn expects of its shared secret', async () => {
    const ice = { stunUrls: ['stun:stun.test'], turnUrls: ['turn:turn.test?transport=udp'], turnSecret: 'turn secret' };
    const relaying = await world.startNode({ ice });
    const { token, person } = await world.mint.createIdentity();
    const { iceServers, expiresInMs } = iceAnswer.parse(
      await (await fetch(`${relaying.url}/ice`, bearer(token))).json(),
    );
    const [stun, turn] = iceServers;
    expect(stun).toEqual({ urls: ['stun:stun.test'] });
    const [expiry, userId] = (turn?.username ?? '').split(':');
    expect(userId).toBe(person.userId);
    expect(Math.abs(Number(expiry) * 1_000 - Date.now() - (expiresInMs ?? 0))).toBeLessThan(5_000);
    expect(turn?.credential).toBe(
      createHmac('sha1', 'turn secret')
        .update(turn?.username ?? '')
        .digest('base64'),
    );
  });

  test('H5 anything else is 404 in JSON', async () => {
    for (const path of ['/', '/socket.io', '/api', '/.env', '/socket.io/../health/x']) {
      const answer = await fetch(`${node.url}${path}`);
      expect(answer.headers.get('content-type')).toStartWith('application/json');
      expect([401, 404]).toContain(answer.status);
    }
  });

  test('T6 live lists who is in each call, for the service only', async () => {
    const own = await world.startNode();
    const room = await world.createRoom();
    const { participant } = await takeSeat(await own.connect(), room);
    expect((await fetch(`${own.url}/api/live`)).status).toBe(401);
    const answer = await fetch(`${own.url}/api/live`, bearer('service-secret-of-the-tests'));
    expect(liveAnswer.parse(await answer.json())).toEqual({
      rooms: [{ roomId: room.roomId, participants: [participant.person] }],
    });
  });
});

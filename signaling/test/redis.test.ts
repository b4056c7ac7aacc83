import { afterAll, afterEach, beforeAll, describe, expect, setDefaultTimeout, test } from 'bun:test';
import { mkdtemp, rm } from 'node:fs/promises';
import { createServer as createTcpServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Redis } from 'ioredis';
import { expectOk } from './client.ts';
import { createTestWorld, SERVICE_SECRET, type TestNode, type TestWorld, takeSeat } from './harness.ts';

// A busy machine may take its time; what must be quick is asserted where it matters.
setDefaultTimeout(30_000);

let world: TestWorld;
let folder: string;
let port: number;
let redis: Bun.Subprocess | null = null;

async function freePort(): Promise<number> {
  const probe = createTcpServer().listen(0, '127.0.0.1');
  await new Promise((resolve) => probe.once('listening', resolve));
  const address = probe.address();
  await new Promise((resolve) => probe.close(resolve));
  if (address === null || typeof address === 'string') throw new Error('no free port');
  return address.port;
}

async function startRedis(): Promise<void> {
  const command = ['redis-server', '--port', `${port}`, '--save', '', '--dir', folder, '--bind', '127.0.0.1'];
  redis = Bun.spawn(command, { stdout: 'ignore', stderr: 'ignore' });
  const client = new Redis({ port, host: '127.0.0.1', retryStrategy: () => 50 });
  client.on('error', () => {});
  await client.ping();
  client.disconnect();
}

async function killRedis(): Promise<void> {
  redis?.kill('SIGKILL');
  await redis?.exited;
}

beforeAll(async () => {
  world = await createTestWorld();
  folder = await mkdtemp(join(tmpdir(), 'coup-redis-'));
  port = await freePort();
});
afterAll(async () => {
  await world.close();
  await killRedis();
  await rm(folder, { recursive: true });
});
afterEach(killRedis);

const message = (roomId: string, body: string) => ({ roomId, clientId: crypto.randomUUID(), body });

async function startTwo(): Promise<[TestNode, TestNode]> {
  await startRedis();
  const redisUrl = `redis://127.0.0.1:${port}`;
  return [await world.startNode({ redisUrl }), await world.startNode({ redisUrl })];
}

/** Sends until a message crosses to the other node: how one learns from outside that both hear each other again. */
async function waitUntilCrossing(send: (body: string) => Promise<unknown>, heard: () => string[]): Promise<void> {
  for (let i = 0; i < 400; i += 1) {
    const body = `probe ${crypto.randomUUID()}`;
    await send(body);
    const endMs = performance.now() + 25;
    while (performance.now() < endMs) {
      if (heard().includes(body)) return;
      await new Promise((resolve) => setImmediate(resolve));
    }
  }
  throw new Error('nothing crosses between the nodes');
}

describe('X8 two nodes and Redis', () => {
  test('X8 chat crosses; with Redis killed each node goes on at once; when it returns, chat crosses again', async () => {
    const [left, right] = await startTwo();
    const room = await world.createRoom();
    const { roomId } = room;
    const a = await left.connect();
    const near = await left.connect();
    const far = await right.connect();
    for (const client of [a, near, far]) expectOk(await client.send('room:open', { slug: room.slug }));
    const heardFar = () => far.list('chat:appended').map(({ event }) => event.body);
    await waitUntilCrossing((body) => a.send('chat:send', message(roomId, body)), heardFar);

    await killRedis();
    const startedMs = performance.now();
    expectOk(await a.send('chat:send', message(roomId, 'alone')));
    await near.next('chat:appended', ({ event }) => event.body === 'alone');
    expect(performance.now() - startedMs).toBeLessThan(1_500);
    expect((await fetch(`${left.url}/health`)).status).toBe(200);
    expect(await (await fetch(`${left.url}/ready`)).json()).toMatchObject({ status: 'ready', redis: 'down' });
    expect(await left.metrics.render()).toMatch(/dropped_publishes_total [1-9]/);
    expect(heardFar()).not.toContain('alone');

    await startRedis();
    await waitUntilCrossing((body) => near.send('chat:send', message(roomId, body)), heardFar);
    const { chat } = expectOk(await far.send('room:open', { slug: room.slug }));
    expect(chat.events.map(({ body }) => body)).toContain('alone');
  }, 30_000);

  test('X8 seats and presence stay with their node: nobody is shown two epochs of one room', async () => {
    const [left, right] = await startTwo();
    const room = await world.createRoom();
    const there = await takeSeat(await right.connect(), room);
    const here = await takeSeat(await left.connect(), room);
    const heard = () => there.client.list('chat:appended').map(({ event }) => event.body);
    await waitUntilCrossing((body) => here.client.send('chat:send', message(room.roomId, body)), heard);
    const epochs = new Set(there.client.list('call:roster').map(({ epoch }) => epoch));
    expect([...epochs]).toEqual([there.opened.roster.epoch]);
    expect(there.client.list('presence:changed').map(({ entry }) => entry.person.userId)).not.toContain(
      here.participant.person.userId,
    );
  }, 15_000);

  test('T5 a trigger acts on every node', async () => {
    const [left, right] = await startTwo();
    const room = await world.createRoom();
    const { roomId } = room;
    const far = await takeSeat(await right.connect(), room);
    const near = await left.connect();
    expectOk(await near.send('room:open', { slug: room.slug }));
    const heard = () => far.client.list('chat:appended').map(({ event }) => event.body);
    await waitUntilCrossing((body) => near.send('chat:send', message(roomId, body)), heard);
    const answer = await fetch(`${left.url}/api/trigger`, {
      method: 'POST',
      headers: { authorization: `Bearer ${SERVICE_SECRET}` },
      body: JSON.stringify({ event: 'room:deleted', room: roomId, data: { roomId } }),
    });
    expect(answer.status).toBe(200);
    expect(await far.client.next('room:deleted')).toEqual({ roomId });
    expect(await far.client.next('call:ended')).toEqual({ roomId, code: 'not-found' });
    await near.next('room:deleted');
    expect(near.list('room:deleted')).toHaveLength(1);
  }, 15_000);
});

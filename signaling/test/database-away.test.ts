import { afterEach, beforeEach, describe, expect, setDefaultTimeout, test } from 'bun:test';
import { createDatabase, type DatabaseConnection } from '@coup/db';
import { createStore } from '../src/store.ts';
import { expectOk, expectRefusal } from './client.ts';
import { createTestWorld, type TestNode, type TestWorld, takeSeat } from './harness.ts';
import { createTcpProxy } from './tcp-proxy.ts';

// A busy machine may take its time; what must be quick is asserted where it matters.
setDefaultTimeout(30_000);

let world: TestWorld;
let proxy: Awaited<ReturnType<typeof createTcpProxy>>;
let database: DatabaseConnection;
let node: TestNode;

beforeEach(async () => {
  world = await createTestWorld();
  const url = new URL(world.database.url);
  proxy = await createTcpProxy({ host: url.hostname, port: Number(url.port) });
  url.port = String(proxy.port);
  database = createDatabase(url.href, { applicationName: 'through the proxy' });
  node = await world.startNode({ store: createStore(database.db, 500), isDatabaseUp: () => database.ping() });
});
afterEach(async () => {
  await proxy.unblock();
  // At once: after an outage the pool would wait five seconds for connections that are no more.
  await database.db.$client.end({ timeout: 0 });
  proxy.close();
  await world.close();
}, 15_000);

describe('X7 the database goes away', () => {
  test.each(['refused', 'closed', 'silent'] as const)(
    'C7, X7 connections %s: calls go on, chat says so in time, and all is well afterwards',
    async (outage) => {
      expect((await fetch(`${node.url}/ready`)).status).toBe(200);
      const room = await world.createRoom();
      const { roomId } = room;
      const a = await takeSeat(await node.connect(), room);
      const identity = await world.mint.createIdentity();
      const b = await takeSeat(await node.connect(identity), room);
      const input = { roomId, clientId: crypto.randomUUID(), body: 'kept' };

      proxy.block(outage);
      for (let i = 0; i < 2; i += 1) {
        const startedMs = performance.now();
        expect(expectRefusal(await a.client.send('chat:send', input))).toBe('unavailable');
        expect(performance.now() - startedMs).toBeLessThan(5_000);
      }
      const stamp = { from: a.participant.incarnation, to: b.participant.incarnation, generation: 0 };
      const signal = { type: 'rebuild' } as const;
      expectOk(await a.client.send('call:signal', { roomId, to: b.participant.participantId, stamp, signal }));
      b.client.cut();
      const returned = await takeSeat(await node.connect(identity), room, { ticket: b.ticket });
      expect(returned.participant.participantId).toBe(b.participant.participantId);
      expect(await (await fetch(`${node.url}/ready`)).json()).toMatchObject({ status: 'ready', database: 'down' });

      await proxy.unblock();
      let ack = await a.client.send('chat:send', input);
      while (!ack.ok) ack = await a.client.send('chat:send', input);
      expect(ack.data.event).toMatchObject({ seq: 1, body: 'kept' });
      expect((await returned.client.next('chat:appended')).event).toEqual(ack.data.event);
      expect(returned.client.list('chat:appended')).toHaveLength(1);
    },
    30_000,
  );
});

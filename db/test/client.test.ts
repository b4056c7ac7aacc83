import { afterAll, beforeAll, expect, test } from 'bun:test';
import { connect, createServer, type Socket } from 'node:net';
import { sql } from 'drizzle-orm';
import { createDatabase } from '../src/client.ts';
import { sqlState } from '../src/postgres-error.ts';
import { appendChatEvents } from '../src/queries/chat.ts';
import { createTestDatabase, seedRoom, seedUser, type TestDatabase } from '../src/testing.ts';
import { makeMessage } from './chat-log.ts';

let database: TestDatabase;
beforeAll(async () => {
  database = await createTestDatabase();
});
afterAll(() => database.close());

/** A connection to the server that can be cut and mended, at the same address. */
async function createLine(serverUrl: string) {
  const { hostname, port } = new URL(serverUrl);
  const sockets = new Set<Socket>();
  const server = createServer((near) => {
    const far = connect(Number(port), hostname);
    for (const [socket, other] of [
      [near, far],
      [far, near],
    ] as const) {
      sockets.add(socket);
      socket.pipe(other);
      socket.on('error', () => other.destroy());
      socket.on('close', () => {
        sockets.delete(socket);
        other.destroy();
      });
    }
  });
  const listen = (at: number) => new Promise<void>((resolve) => server.listen(at, '127.0.0.1', resolve));
  await listen(0);
  const address = server.address();
  if (address === null || typeof address === 'string') throw new Error('The line has no port.');
  const url = new URL(serverUrl);
  url.hostname = '127.0.0.1';
  url.port = String(address.port);
  return {
    url: url.href,
    mend: () => listen(address.port),
    cut: () =>
      new Promise<void>((resolve) => {
        server.close(() => resolve());
        for (const socket of sockets) socket.destroy();
      }),
  };
}

test('says whether the database answers', async () => {
  const here = createDatabase(database.url);
  expect(await here.ping()).toBe(true);
  await here.close();
  const nobody = createDatabase('postgres://coup@127.0.0.1:1/coup');
  expect(await nobody.ping()).toBe(false);
  await nobody.close();
});

test('does not wait for a server that accepts and then says nothing', async () => {
  const silent = Bun.listen({ hostname: '127.0.0.1', port: 0, socket: { data: () => undefined } });
  const connection = createDatabase(`postgres://coup@127.0.0.1:${silent.port}/coup`);
  expect(await connection.ping(50)).toBe(false);
  await connection.close(50);
  silent.stop(true);
});

test('opens new connections after the server closed the old ones', async () => {
  const author = await seedUser(database.db);
  const { roomId } = await seedRoom(database.db);
  const applicationName = 'coup-cut-off';
  const connection = createDatabase(database.url, { applicationName, max: 3 });
  const append = () => appendChatEvents(connection.db, [makeMessage({ roomId, author })]);
  await Promise.all([append(), append(), append()]);
  const closed = await database.db.execute(
    sql`select pg_terminate_backend(pid, 5000) from pg_stat_activity where application_name = ${applicationName}`,
  );
  expect(closed).toHaveLength(3);
  // What was in flight may fail, and may be sent again; what comes after must not.
  await Promise.allSettled([append(), append(), append()]);
  const [result] = await append();
  expect(result?.status).toBe('stored');
  await connection.close();
});

test('is back at once after an outage, however many queries failed meanwhile', async () => {
  const line = await createLine(database.url);
  const connection = createDatabase(line.url, { max: 1 });
  expect(await connection.ping()).toBe(true);
  await line.cut();
  for (let failures = 0; failures < 6; failures += 1) {
    const state = await connection.db.execute(sql`select 1`).then(
      () => 'answered',
      (error: unknown) => sqlState(error),
    );
    expect(state).toMatch(/^(ECONNREFUSED|ECONNRESET|CONNECTION_CLOSED)$/);
  }
  await line.mend();
  expect(await connection.ping()).toBe(true);
  await connection.close();
  await line.cut();
});

test('ends a statement that takes too long', async () => {
  const connection = createDatabase(database.url, { statementTimeoutMs: 50 });
  const slow = connection.db.execute(sql`select pg_sleep(30)`).then(
    () => 'finished',
    (error: unknown) => sqlState(error),
  );
  expect(await slow).toBe('57014');
  await connection.close();
});

test('works without prepared statements, as poolers want it', async () => {
  const author = await seedUser(database.db);
  const { roomId } = await seedRoom(database.db);
  const connection = createDatabase(database.url, { prepare: false, statementTimeoutMs: 0 });
  const [result] = await appendChatEvents(connection.db, [makeMessage({ roomId, author, body: '안녕' })]);
  expect(result).toMatchObject({ status: 'stored', event: { body: '안녕', author } });
  await connection.close();
});

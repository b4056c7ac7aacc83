import type { Room } from '@coup/db/queries/rooms';
import { createTestDatabase, seedRoom, type TestDatabase } from '@coup/db/testing';
import type { WebSocketData } from '@socket.io/bun-engine';
import { connectRedis } from '../src/adapter/redis.ts';
import { systemClock } from '../src/clock.ts';
import { createLog } from '../src/log.ts';
import { createMetrics, type Metrics } from '../src/metrics.ts';
import { createTokenVerifier } from '../src/middleware/verifier.ts';
import type { CommandData, Participant } from '../src/protocol/index.ts';
import { createServer, type ServerDeps, type SignalingServer } from '../src/server.ts';
import { createStore } from '../src/store.ts';
import { createTokenMint, type TestIdentity, type TokenMint } from '../src/testing/tokens.ts';
import { type ClientOptions, createTestClient, expectOk, type TestClient } from './client.ts';

export const TEST_ORIGIN = 'http://coup.test';
export const SERVICE_SECRET = 'service-secret-of-the-tests';

const testLog = createLog(process.env.TEST_LOG_LEVEL ?? 'silent');

export type TestNode = {
  url: string;
  metrics: Metrics;
  server: SignalingServer;
  listener: Bun.Server<WebSocketData>;
  /** A connected client; without an identity a new user is made. */
  connect(identity?: TestIdentity, options?: ClientOptions): Promise<TestClient>;
  /** A client that has not connected yet. */
  createClient(options: ClientOptions): TestClient;
  close(): Promise<void>;
};

export type TestWorld = {
  database: TestDatabase;
  mint: TokenMint;
  createRoom(given?: { capacity?: number; name?: string }): Promise<Room>;
  startNode(options?: NodeOptions): Promise<TestNode>;
  close(): Promise<void>;
};

type NodeOptions = Partial<ServerDeps> & { redisUrl?: string };

async function startNode(world: { database: TestDatabase; mint: TokenMint }, options: NodeOptions): Promise<TestNode> {
  const { redisUrl, ...overrides } = options;
  const metrics = createMetrics();
  const store = createStore(world.database.db);
  const server = createServer({
    store,
    metrics,
    log: testLog,
    verifier: createTokenVerifier({ readKeys: store.readKeys, clock: systemClock, onKeyFault: () => {} }),
    allowedOrigins: [TEST_ORIGIN],
    serviceSecret: SERVICE_SECRET,
    ticketSecret: 'ticket-secret-of-the-tests',
    ice: { stunUrls: [], turnUrls: [], turnSecret: null },
    isDatabaseUp: async () => true,
    redis: redisUrl ? await connectRedis({ url: redisUrl, metrics, log: testLog }) : undefined,
    ...overrides,
  });
  const { fetch, websocket, maxRequestBodySize, idleTimeout } = server;
  const listener = Bun.serve({ port: 0, hostname: '127.0.0.1', fetch, websocket, maxRequestBodySize, idleTimeout });
  const url = `http://127.0.0.1:${listener.port}`;
  const clients: TestClient[] = [];
  const createClient = (clientOptions: ClientOptions) => {
    const client = createTestClient(url, clientOptions);
    clients.push(client);
    return client;
  };
  return {
    url,
    metrics,
    server,
    listener,
    createClient,
    async connect(identity, clientOptions = {}) {
      const { token } = identity ?? (await world.mint.createIdentity());
      const client = createClient({ token, ...clientOptions });
      await client.connect();
      return client;
    },
    async close() {
      for (const client of clients) client.close();
      await server.close();
      await listener.stop(true);
    },
  };
}

/** A database of its own with signing keys, and as many servers on it as a test asks for. */
export async function createTestWorld(): Promise<TestWorld> {
  const database = await createTestDatabase();
  const mint = await createTokenMint(database.db);
  const nodes: TestNode[] = [];
  return {
    database,
    mint,
    createRoom: (given = {}) => seedRoom(database.db, given),
    async startNode(options = {}) {
      const node = await startNode({ database, mint }, options);
      nodes.push(node);
      return node;
    },
    async close() {
      for (const node of nodes) await node.close();
      await database.close();
    },
  };
}

export type Seated = { client: TestClient; participant: Participant; ticket: string; opened: CommandData<'room:open'> };

const QUIET = { microphone: false, camera: false, screen: false };

/** Opens the room and takes a seat in its call. */
export async function takeSeat(
  client: TestClient,
  room: Room,
  given: { incarnation?: string; ticket?: string } = {},
): Promise<Seated> {
  const opened = expectOk(await client.send('room:open', { slug: room.slug }));
  const joined = expectOk(
    await client.send('call:join', {
      roomId: room.roomId,
      incarnation: given.incarnation ?? crypto.randomUUID(),
      media: QUIET,
      ...(given.ticket === undefined ? {} : { ticket: given.ticket }),
    }),
  );
  return { client, participant: joined.participant, ticket: joined.ticket, opened };
}

import type { Room } from '@coup/db/queries/rooms';
import {
  createTestDatabase,
  seedRoom,
  seedSession,
  seedSigningKey,
  seedUser,
  type TestDatabase,
} from '@coup/db/testing';
import { type Person, TOKEN_ALGORITHM, TOKEN_AUDIENCE, TOKEN_ISSUER, TOKEN_LIFETIME_S } from '@coup/signaling/protocol';
import { exportJWK, generateKeyPair, SignJWT } from 'jose';
import { until } from './until.ts';

const MAIN = new URL('../../signaling/src/main.ts', import.meta.url).pathname;

export type TestPerson = { person: Person; token: string };

/** The real signaling service in a process of its own, over a database of its own. */
export type SignalingProcess = {
  url: string;
  createRoom(capacity?: number): Promise<Room>;
  createPerson(name: string): Promise<TestPerson>;
  start(): Promise<void>;
  /** `kill -9`. */
  kill(): Promise<void>;
  close(): Promise<void>;
};

/** Starts it on a fixed free port, so that it comes back at the same address. */
export async function startSignaling(allowedOrigin: string): Promise<SignalingProcess> {
  const database = await createTestDatabase();
  const sign = await createSigner(database);
  const port = freePort();
  const url = `http://127.0.0.1:${port}`;
  let running: Bun.Subprocess | null = null;

  async function start(): Promise<void> {
    running = Bun.spawn([process.execPath, MAIN], {
      env: {
        PATH: process.env.PATH ?? '',
        PORT: String(port),
        HOST: '127.0.0.1',
        DATABASE_URL: database.url,
        ALLOWED_ORIGINS: allowedOrigin,
        SERVICE_SECRET: 'service-secret-of-the-tests',
        TICKET_SECRET: 'ticket-secret-of-the-tests',
        LOG_LEVEL: process.env.TEST_LOG_LEVEL ?? 'silent',
      },
      stdout: 'inherit',
      stderr: 'inherit',
    });
    await until('signaling answers', async () => {
      const response = await fetch(`${url}/health`).catch(() => null);
      return response?.ok ?? false;
    });
  }

  async function kill(): Promise<void> {
    running?.kill('SIGKILL');
    await running?.exited;
    running = null;
  }

  await start();
  return {
    url,
    createRoom: (capacity = 6) => seedRoom(database.db, { capacity }),
    async createPerson(name) {
      const person = await seedUser(database.db, { name });
      const { sessionId } = await seedSession(database.db, { userId: person.userId });
      return { person, token: await sign(person, sessionId) };
    },
    start,
    kill,
    async close() {
      await kill();
      await database.close();
    },
  };
}

async function createSigner(database: TestDatabase): Promise<(person: Person, sessionId: string) => Promise<string>> {
  const { privateKey, publicKey } = await generateKeyPair(TOKEN_ALGORITHM);
  const { kid } = await seedSigningKey(database.db, { publicKey: JSON.stringify(await exportJWK(publicKey)) });
  return (person, sessionId) =>
    new SignJWT({ name: person.name, guest: person.isGuest, sid: sessionId })
      .setProtectedHeader({ alg: TOKEN_ALGORITHM, kid })
      .setSubject(person.userId)
      .setIssuer(TOKEN_ISSUER)
      .setAudience(TOKEN_AUDIENCE)
      .setIssuedAt()
      .setExpirationTime(`${TOKEN_LIFETIME_S}s`)
      .sign(privateKey);
}

function freePort(): number {
  const probe = Bun.serve({ port: 0, hostname: '127.0.0.1', fetch: () => new Response() });
  const { port } = probe;
  void probe.stop(true);
  if (port === undefined) throw new Error('no free port');
  return port;
}

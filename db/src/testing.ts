import { createHash, randomBytes, randomUUID } from 'node:crypto';
import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import postgres, { type Sql } from 'postgres';
import { createDatabase, type Database, type DatabaseOrTransaction } from './client.ts';
import { migrateDatabase, migrationsFolder } from './migrate.ts';
import { createRoom, type NewRoom, type Room } from './queries/rooms.ts';
import type { Person } from './queries/users.ts';
import { jwks, session, user } from './schema/auth.ts';

export type TestDatabase = { url: string; db: Database; close(): Promise<void> };

/** A migrated database of its own for a test, on the server named by TEST_DATABASE_URL; `close` drops it. */
export async function createTestDatabase(): Promise<TestDatabase> {
  const serverUrl = process.env.TEST_DATABASE_URL;
  if (!serverUrl) {
    throw new Error('Set TEST_DATABASE_URL to a PostgreSQL server where tests may create databases.');
  }
  const name = `coup_test_${randomBytes(8).toString('hex')}`;
  await withServer(serverUrl, async (server) => {
    const template = await ensureTemplate(server, serverUrl);
    await server`create database ${server(name)} template ${server(template)}`;
  });
  const url = databaseUrl(serverUrl, name);
  const { db, close } = createDatabase(url, { applicationName: name });
  return {
    url,
    db,
    async close() {
      await close();
      await withServer(serverUrl, async (server) => {
        await server`drop database if exists ${server(name)} with (force)`;
      });
    },
  };
}

/** Migrating takes longer than copying: the first test to need these migrations makes a template for all others. */
async function ensureTemplate(server: Sql, serverUrl: string): Promise<string> {
  const hash = await hashMigrations();
  const template = `coup_template_${hash}`;
  if (await databaseExists(server, template)) return template;
  // A number per set of migrations; it ends with this connection at the latest.
  const lock = Number.parseInt(hash.slice(0, 7), 16);
  await server`select pg_advisory_lock(${lock})`;
  if (!(await databaseExists(server, template))) {
    const draft = `${template}_draft`;
    await server`drop database if exists ${server(draft)} with (force)`;
    await server`create database ${server(draft)}`;
    await migrateDatabase(databaseUrl(serverUrl, draft));
    await server`alter database ${server(draft)} rename to ${server(template)}`;
  }
  await server`select pg_advisory_unlock(${lock})`;
  return template;
}

async function databaseExists(server: Sql, name: string): Promise<boolean> {
  const rows = await server`select from pg_database where datname = ${name}`;
  return rows.length > 0;
}

async function hashMigrations(): Promise<string> {
  const hash = createHash('sha256');
  const files = await readdir(migrationsFolder);
  for (const file of files.filter((name) => name.endsWith('.sql')).sort()) {
    hash.update(file).update(await readFile(join(migrationsFolder, file)));
  }
  return hash.digest('hex').slice(0, 16);
}

async function withServer<T>(url: string, work: (server: Sql) => Promise<T>): Promise<T> {
  const server = postgres(url, { max: 1, max_lifetime: null, onnotice: () => undefined });
  try {
    return await work(server);
  } finally {
    await server.end({ timeout: 5 });
  }
}

function databaseUrl(serverUrl: string, name: string): string {
  const url = new URL(serverUrl);
  url.pathname = `/${name}`;
  return url.href;
}

/** A person with an account, or a guest. */
export async function seedUser(db: DatabaseOrTransaction, given: Partial<Person> = {}): Promise<Person> {
  const userId = given.userId ?? randomBytes(16).toString('hex');
  const person = { userId, name: given.name ?? `Person ${userId.slice(0, 6)}`, isGuest: given.isGuest ?? false };
  await db
    .insert(user)
    .values({ id: userId, name: person.name, email: `${userId}@test.invalid`, isAnonymous: person.isGuest });
  return person;
}

/** A session that lasts an hour unless told otherwise. */
export async function seedSession(
  db: DatabaseOrTransaction,
  { userId, expiresAt }: { userId: string; expiresAt?: Date },
): Promise<{ sessionId: string; token: string }> {
  const sessionId = randomBytes(16).toString('hex');
  const token = randomBytes(16).toString('hex');
  await db.insert(session).values({
    id: sessionId,
    token,
    userId,
    expiresAt: expiresAt ?? new Date(Date.now() + 3_600_000),
  });
  return { sessionId, token };
}

/** A public room; its owner is made unless given. */
export async function seedRoom(db: DatabaseOrTransaction, given: Partial<NewRoom> = {}): Promise<Room> {
  const ownerId = given.ownerId ?? (await seedUser(db)).userId;
  return await createRoom(db, { name: 'Quiet reading', visibility: 'public', ...given, ownerId });
}

/** A public key under which tokens can be verified; the private half stays with the test. */
export async function seedSigningKey(
  db: DatabaseOrTransaction,
  { kid = randomUUID(), publicKey }: { kid?: string; publicKey: string },
): Promise<{ kid: string }> {
  await db.insert(jwks).values({ id: kid, publicKey, privateKey: 'kept by the test', createdAt: new Date() });
  return { kid };
}

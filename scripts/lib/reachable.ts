import Redis from 'ioredis';
import postgres from 'postgres';
import { Failure } from './failure.ts';

const connectTimeoutS = 5;
const oldestPostgres = 150_000;

/** Fails in one line when the database of DATABASE_URL cannot be used. */
export async function requireDatabase(url: string): Promise<void> {
  const where = describe(url, 'DATABASE_URL', 'postgres://user:password@host:5432/coup');
  const sql = postgres(url, { max: 1, connect_timeout: connectTimeoutS, onnotice: () => undefined });
  try {
    const [row] = await sql<{ version: number }[]>`select current_setting('server_version_num')::int as version`;
    if ((row?.version ?? 0) >= oldestPostgres) return;
  } catch (error) {
    const advice = 'Check the server and the address, or unset DATABASE_URL to use the embedded database.';
    throw new Failure(`DATABASE_URL: no connection to ${where} (${reasonOf(error)}). ${advice}`);
  } finally {
    await sql.end({ timeout: 1 });
  }
  throw new Failure(`DATABASE_URL: the server at ${where} is older than PostgreSQL 15.`);
}

/** Fails in one line when the Redis of REDIS_URL does not answer. */
export async function requireRedis(url: string): Promise<void> {
  const where = describe(url, 'REDIS_URL', 'redis://host:6379');
  const redis = new Redis(url, {
    lazyConnect: true,
    connectTimeout: connectTimeoutS * 1_000,
    maxRetriesPerRequest: 0,
    retryStrategy: () => null,
  });
  let reason = '';
  redis.on('error', (error) => {
    reason = reasonOf(error);
  });
  try {
    await redis.connect();
    await redis.ping();
  } catch (error) {
    const advice = 'Check the server and the address, or unset REDIS_URL to run without.';
    throw new Failure(`REDIS_URL: no connection to ${where} (${reason || reasonOf(error)}). ${advice}`);
  } finally {
    redis.disconnect();
  }
}

/** The address without its password. */
function describe(url: string, name: string, example: string): string {
  if (!URL.canParse(url)) throw new Failure(`${name} is not an address. It looks like this: ${example}`);
  const { host, pathname } = new URL(url);
  return `${host}${pathname}`;
}

function reasonOf(error: unknown): string {
  if (!(error instanceof Error)) return String(error);
  const code = (error as NodeJS.ErrnoException).code;
  return error.message || code || error.name;
}

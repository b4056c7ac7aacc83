import { chmodSync, mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import Redis from 'ioredis';
import { createLogFile } from '../lib/log-file.ts';
import { freePort } from '../lib/ports.ts';
import { prepareCluster } from '../lib/postgres.ts';
import { createService, type Service, type ServiceSpec } from '../lib/service.ts';
import type { Workbench } from './workbench.ts';

export interface Backends {
  env: { TEST_DATABASE_URL: string; TEST_REDIS_URL: string };
  stop(): Promise<void>;
}

/** A folder below the system's temporary one that the database's user may enter too. */
export function makeOpenTempDir(prefix: string): string {
  const dir = mkdtempSync(join(tmpdir(), prefix));
  chmodSync(dir, 0o755);
  return dir;
}

/** A PostgreSQL and a Redis for one run of the tests, gone afterwards. TEST_DATABASE_URL and TEST_REDIS_URL win where set. */
export async function startBackends(workbench: Workbench): Promise<Backends> {
  const dir = makeOpenTempDir('coup-test-');
  const services: Service[] = [];
  const begin = async (spec: ServiceSpec) => {
    const log = createLogFile(join(dir, 'logs', `${spec.name}.log`));
    const service = createService(spec, { ...workbench, log });
    services.push(service);
    await service.start();
  };
  const stop = async () => {
    await Promise.all(services.map((service) => service.stop()));
    rmSync(dir, { recursive: true, force: true });
  };
  try {
    const database = process.env.TEST_DATABASE_URL || (await startPostgres(join(dir, 'postgres'), begin));
    const redis = process.env.TEST_REDIS_URL || (await startRedis(join(dir, 'redis'), begin));
    return { env: { TEST_DATABASE_URL: database, TEST_REDIS_URL: redis }, stop };
  } catch (error) {
    await stop();
    throw error;
  }
}

async function startPostgres(dir: string, begin: (spec: ServiceSpec) => Promise<void>): Promise<string> {
  const cluster = await prepareCluster(dir, { isDurable: false });
  await begin(cluster.spec);
  await cluster.ensureDatabase();
  return cluster.url;
}

async function startRedis(dir: string, begin: (spec: ServiceSpec) => Promise<void>): Promise<string> {
  mkdirSync(dir, { recursive: true });
  const port = await freePort();
  const flags = ['--bind', '127.0.0.1', '--port', String(port), '--dir', dir, '--save', '', '--appendonly', 'no'];
  await begin({
    name: 'Redis',
    command: ['redis-server', ...flags],
    cwd: dir,
    env: { PATH: process.env.PATH ?? '/usr/bin:/bin' },
    stopWith: 'SIGTERM to group',
    isReady: () => answersPing(port),
    readyTimeoutMs: 20_000,
    attempts: 3,
  });
  return `redis://127.0.0.1:${port}`;
}

async function answersPing(port: number): Promise<boolean> {
  const redis = new Redis(port, '127.0.0.1', { lazyConnect: true, maxRetriesPerRequest: 0, retryStrategy: () => null });
  redis.on('error', () => undefined);
  try {
    await redis.connect();
    return (await redis.ping()) === 'PONG';
  } catch {
    return false;
  } finally {
    redis.disconnect();
  }
}

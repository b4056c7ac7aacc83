import { execFile, spawnSync } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { chmodSync, chownSync, existsSync, mkdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { promisify } from 'node:util';
import postgres from 'postgres';
import { z } from 'zod';
import { Failure } from './failure.ts';
import { readJson, writeJson } from './json-file.ts';
import { freePort, probePort } from './ports.ts';
import { findPostgresHome, type PostgresHome } from './postgres-home.ts';
import { commandLine, identify, sendSignal, waitFor } from './processes.ts';
import type { ServiceSpec } from './service.ts';

const databaseName = 'coup';
const serverSchema = z.object({ port: z.number(), password: z.string() });

export interface Cluster {
  url: string;
  port: number;
  spec: ServiceSpec;
  notice?: string;
  /** Once it answers: makes the database on the first start. */
  ensureDatabase(): Promise<void>;
}

/**
 * A PostgreSQL server of our own below `wanted`, initialised on first use. Its port and password are kept beside the data.
 * Not durable means: as fast as possible, for tests that throw it away.
 */
export async function prepareCluster(wanted: string, { isDurable }: { isDurable: boolean }): Promise<Cluster> {
  const home = findPostgresHome(wanted);
  const data = join(home.dir, 'data');
  const server = await readServer(home.dir);
  if (!existsSync(join(data, 'PG_VERSION'))) await initialise(home, data, server.password);
  requireSameMajor(home, data);
  const address = (database: string) => `postgres://coup:${server.password}@127.0.0.1:${server.port}/${database}`;
  return {
    url: address(databaseName),
    port: server.port,
    ...(home.notice ? { notice: home.notice } : {}),
    ensureDatabase: () => ensureDatabase(address('postgres')),
    spec: {
      name: 'PostgreSQL',
      command: [join(home.bin, 'postgres'), '-D', data, ...serverFlags(server.port, isDurable)],
      cwd: '/',
      env: cleanEnv,
      ...(home.user ? { user: { uid: home.user.uid, gid: home.user.gid } } : {}),
      stopWith: 'SIGINT to process',
      isReady: () => answers(address('postgres')),
      readyTimeoutMs: 60_000,
      // After a kill its shared memory may be in use for another moment.
      attempts: 5,
      beforeStart: () => stopOrphan(data),
    },
  };
}

/** Nothing of the caller's environment: PGPORT, LC_ALL and the like would change what comes out. */
const cleanEnv = { PATH: process.env.PATH ?? '/usr/bin:/bin', LC_ALL: 'C', TZ: 'UTC' };

async function readServer(dir: string): Promise<z.infer<typeof serverSchema>> {
  const path = join(dir, 'server.json');
  const known = readJson(path, (value) => serverSchema.parse(value));
  const isKept = known && (isOwnOrphan(join(dir, 'data')) || (await probePort(known.port, '127.0.0.1')) === 'free');
  if (known && isKept) return known;
  const server = { port: await freePort(), password: known?.password ?? randomBytes(24).toString('base64url') };
  writeJson(path, server);
  return server;
}

function serverFlags(port: number, isDurable: boolean): string[] {
  const settings = ['listen_addresses=127.0.0.1', 'unix_socket_directories=', 'max_connections=200'];
  if (!isDurable) settings.push('fsync=off', 'synchronous_commit=off', 'full_page_writes=off');
  return ['-p', String(port), ...settings.flatMap((setting) => ['-c', setting])];
}

/** Built beside its place and then moved there, so that a killed initdb is not taken for a database. */
async function initialise(home: PostgresHome, data: string, password: string): Promise<void> {
  const draft = `${data}.new`;
  const passwordFile = join(home.dir, 'password.new');
  rmSync(draft, { recursive: true, force: true });
  mkdirSync(draft, { mode: 0o700 });
  writeFileSync(passwordFile, password, { mode: 0o600 });
  if (home.user) for (const path of [draft, passwordFile]) chownSync(path, home.user.uid, home.user.gid);
  const encoding = ['--encoding=UTF8', '--locale-provider=builtin', '--builtin-locale=C.UTF-8', '--no-instructions'];
  const args = ['-D', draft, '-U', 'coup', '--auth=scram-sha-256', '--pwfile', passwordFile, ...encoding];
  const identity = home.user ? { uid: home.user.uid, gid: home.user.gid } : {};
  try {
    await promisify(execFile)(join(home.bin, 'initdb'), args, { cwd: '/', env: cleanEnv, ...identity });
  } catch (error) {
    throw new Failure(`The database could not be created in ${home.dir}: ${String(error)}`);
  } finally {
    rmSync(passwordFile, { force: true });
  }
  chmodSync(draft, 0o700);
  rmSync(data, { recursive: true, force: true });
  renameSync(draft, data);
}

function requireSameMajor(home: PostgresHome, data: string): void {
  const made = readFileSync(join(data, 'PG_VERSION'), 'utf8').trim();
  const version = spawnSync(join(home.bin, 'postgres'), ['--version'], { cwd: '/', encoding: 'utf8' }).stdout;
  const major = /(\d+)/.exec(version)?.[1];
  if (major === made) return;
  throw new Failure(
    `The database in ${data} was made by PostgreSQL ${made}, and this is ${major}. Start the earlier CoUp and dump it, or move the folder away to begin with an empty one.`,
  );
}

async function ensureDatabase(adminUrl: string): Promise<void> {
  const sql = postgres(adminUrl, { max: 1, onnotice: () => undefined });
  try {
    const found = await sql`select from pg_database where datname = ${databaseName}`;
    if (found.length === 0) await sql`create database ${sql(databaseName)}`;
  } finally {
    await sql.end({ timeout: 5 });
  }
}

async function answers(url: string): Promise<boolean> {
  const sql = postgres(url, { max: 1, connect_timeout: 2, onnotice: () => undefined });
  try {
    await sql`select 1`;
    return true;
  } catch {
    return false;
  } finally {
    await sql.end({ timeout: 1 });
  }
}

function postmasterPid(data: string): number | undefined {
  const path = join(data, 'postmaster.pid');
  return existsSync(path) ? Number(readFileSync(path, 'utf8').split('\n')[0]) : undefined;
}

function isOwnOrphan(data: string): boolean {
  const pid = postmasterPid(data);
  return pid !== undefined && (commandLine(pid)?.includes(`-D ${data} `) ?? false);
}

/**
 * A server whose supervisor was killed is stopped. A pid that meanwhile belongs to somebody else (common in a container)
 * would keep Postgres from starting, so that file goes; with a dead pid it stays, for Postgres knows how to check further.
 */
async function stopOrphan(data: string): Promise<void> {
  const pid = postmasterPid(data);
  const identity = pid === undefined ? undefined : identify(pid);
  if (pid === undefined || identity === undefined) return;
  if (!isOwnOrphan(data)) return rmSync(join(data, 'postmaster.pid'), { force: true });
  sendSignal(pid, 'SIGINT');
  if (await waitFor(() => identify(pid) !== identity, 10_000)) return;
  sendSignal(pid, 'SIGKILL');
  await waitFor(() => identify(pid) !== identity, 2_000);
}

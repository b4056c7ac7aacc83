import { afterEach, expect, test } from 'bun:test';
import { cp, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, relative } from 'node:path';
import { fileURLToPath } from 'node:url';
import postgres, { type Sql } from 'postgres';
import { migrateDatabase, migrationsFolder } from '../src/migrate.ts';
import { createTestDatabase } from '../src/testing.ts';

const workspace = fileURLToPath(new URL('..', import.meta.url));
const cleanups: (() => Promise<unknown>)[] = [];
afterEach(async () => {
  for (const cleanup of cleanups.splice(0).reverse()) await cleanup();
});

/** A database as a new installation has it: nothing in it. */
async function createEmptyDatabase(): Promise<{ url: string; client: Sql }> {
  const { url, close } = await createTestDatabase();
  const client = postgres(url, { max: 1, onnotice: () => undefined });
  cleanups.push(close, () => client.end());
  await client`drop schema public cascade`;
  await client`drop schema drizzle cascade`;
  await client`create schema public`;
  return { url, client };
}

async function runCommand(env: Record<string, string>) {
  const child = Bun.spawn([process.execPath, 'src/migrate.ts'], {
    cwd: workspace,
    env: { PATH: process.env.PATH ?? '', ...env },
    stdout: 'pipe',
    stderr: 'pipe',
  });
  const [out, err, code] = await Promise.all([child.stdout.text(), child.stderr.text(), child.exited]);
  return { out, err, code };
}

test('two that start at once do the work once, and both succeed', async () => {
  const { url, client } = await createEmptyDatabase();
  const results = await Promise.all([migrateDatabase(url), migrateDatabase(url), migrateDatabase(url)]);
  const { total } = await migrateDatabase(url);
  expect(total).toBeGreaterThan(0);
  expect(results.map(({ applied }) => applied).sort()).toEqual([0, 0, total]);
  const tables =
    await client`select from pg_tables where schemaname = 'public' and tablename in ('room', 'chat_event')`;
  expect(tables).toHaveLength(2);
});

test('two processes that start at once both say what they did', async () => {
  const { url } = await createEmptyDatabase();
  const runs = await Promise.all([runCommand({ DATABASE_URL: url }), runCommand({ DATABASE_URL: url })]);
  expect(runs.map(({ code, err }) => ({ code, err }))).toEqual([
    { code: 0, err: '' },
    { code: 0, err: '' },
  ]);
  expect(runs.map(({ out }) => out).sort()).toEqual([
    expect.stringMatching(/^Database is up to date \(\d+ migrations\)\.\n$/),
    expect.stringMatching(/^Database migrated: \d+ of \d+ migrations were new\.\n$/),
  ]);
});

test('a failure is one clear line and an exit code', async () => {
  const missing = await runCommand({});
  expect(missing).toEqual({
    out: '',
    err: expect.stringMatching(/^Migration failed: set DATABASE_URL .*\n$/),
    code: 1,
  });
  const unreachable = await runCommand({ DATABASE_URL: 'postgres://coup@127.0.0.1:1/coup' });
  expect(unreachable).toEqual({
    out: '',
    err: expect.stringMatching(/^Migration failed: .*ECONNREFUSED.*\n$/),
    code: 1,
  });
  const { url, client } = await createEmptyDatabase();
  await client`create table room (id int)`;
  const inTheWay = await runCommand({ DATABASE_URL: url });
  expect(inTheWay).toEqual({ out: '', err: 'Migration failed: relation "room" already exists\n', code: 1 });
  const left = await client`select from pg_tables where schemaname = 'public'`;
  expect(left).toHaveLength(1);
});

test('the migrations say what the schema says', async () => {
  const copy = await mkdtemp(join(tmpdir(), 'coup-migrations-'));
  cleanups.push(() => rm(copy, { recursive: true }));
  await cp(migrationsFolder, copy, { recursive: true });
  // drizzle-kit puts "./" before the folder, so that it must be relative.
  const out = relative(workspace, copy);
  const child = Bun.spawn(
    [
      process.execPath,
      'x',
      'drizzle-kit',
      'generate',
      '--dialect=postgresql',
      '--schema=./src/schema/index.ts',
      `--out=${out}`,
    ],
    { cwd: workspace, stdout: 'pipe', stderr: 'pipe' },
  );
  const [text, code] = await Promise.all([child.stdout.text(), child.exited]);
  expect({ code, text }).toEqual({ code: 0, text: expect.stringContaining('No schema changes') });
}, 30_000);

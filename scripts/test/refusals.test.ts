import { afterAll, afterEach, beforeAll, describe, expect, setDefaultTimeout, test } from 'bun:test';
import { chmodSync, cpSync, mkdirSync, rmSync } from 'node:fs';
import { createServer, type Server } from 'node:net';
import { join } from 'node:path';
import { root } from '../lib/paths.ts';
import { freePort } from '../lib/ports.ts';
import { makeOpenTempDir } from '../rings/backends.ts';
import { endAllLaunches, launch } from './launcher.ts';

setDefaultTimeout(300_000);

let home = '';
let ports: Record<string, string>;

beforeAll(async () => {
  home = makeOpenTempDir('coup-refusals-');
  ports = { WEB_PORT: String(await freePort()), SIGNALING_PORT: String(await freePort()), COUP_HOME: home };
});
afterEach(endAllLaunches);
afterAll(() => rmSync(home, { recursive: true, force: true }));

/** It ends with an error of one or two lines, and without a stack trace. */
async function refusal(env: Record<string, string>, ...args: string[]): Promise<string> {
  const run = launch(['node', 'scripts/start.mjs', ...args], root, { ...ports, ...env });
  expect(await run.ended).toBe(1);
  expect(run.output()).not.toMatch(/^\s+at /m);
  return run.output();
}

function listen(host: string): Promise<Server> {
  return new Promise((resolve) => {
    const server = createServer();
    server.listen(0, host, () => resolve(server));
  });
}

function portOf(server: Server): string {
  const address = server.address();
  return String(typeof address === 'object' && address ? address.port : 0);
}

describe('npm start says in one line what keeps it from starting', () => {
  for (const host of ['127.0.0.1', '0.0.0.0', '::1']) {
    test(`a port taken on ${host}: the port, and the variable that changes it`, async () => {
      const stranger = await listen(host);
      const port = portOf(stranger);
      for (const variable of ['WEB_PORT', 'SIGNALING_PORT']) {
        const said = await refusal({ [variable]: port });
        expect(said).toContain(`Port ${port} `);
        expect(said).toContain(`${variable}=`);
      }
      stranger.close();
    });
  }

  test('a port that is none', async () => {
    expect(await refusal({ WEB_PORT: 'eighty' })).toContain('WEB_PORT=eighty is not a port');
  });

  test('an unreachable DATABASE_URL, without its password', async () => {
    const said = await refusal({ DATABASE_URL: `postgres://me:hush@127.0.0.1:${await freePort()}/coup` });
    expect(said).toContain('DATABASE_URL: no connection to 127.0.0.1:');
    expect(said).not.toContain('hush');
  });

  test('an unreachable REDIS_URL', async () => {
    const said = await refusal({ REDIS_URL: `redis://:hush@127.0.0.1:${await freePort()}` });
    expect(said).toContain('REDIS_URL: no connection to 127.0.0.1:');
    expect(said).not.toContain('hush');
  });

  test('an unknown flag, with those there are', async () => {
    expect(await refusal({}, '--sahre')).toContain('npm start -- --share');
  });

  test('a folder that may not be written to', async () => {
    const dir = makeOpenTempDir('coup-readonly-');
    for (const path of ['scripts', 'package.json']) cpSync(join(root, path), join(dir, path), { recursive: true });
    mkdirSync(join(dir, '.coup'));
    chmodSync(dir, 0o555);
    // Root may write anywhere, so there somebody else has to try.
    const asOther = process.getuid?.() === 0 ? ['setpriv', '--reuid=65534', '--regid=65534', '--clear-groups'] : [];
    const run = launch([...asOther, 'node', 'scripts/start.mjs'], dir, {});
    expect(await run.ended).toBe(1);
    expect(run.output()).toContain('No permission to write');
    expect(run.output()).not.toMatch(/^\s+at /m);
    chmodSync(dir, 0o755);
    rmSync(dir, { recursive: true, force: true });
  });
});

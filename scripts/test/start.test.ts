import { afterAll, afterEach, beforeAll, describe, expect, setDefaultTimeout, test } from 'bun:test';
import { existsSync, readdirSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { freePort, probePort } from '../lib/ports.ts';
import { sendSignal, waitFor } from '../lib/processes.ts';
import { databaseDirOf, discardClone, makeClone, processesIn } from './clone.ts';
import { endAllLaunches, isAlive, type Launch, launch, readRun } from './launcher.ts';

setDefaultTimeout(300_000);

let clone = '';
let home = '';
let ports: { WEB_PORT: string; SIGNALING_PORT: string };
let databaseDir = '';

beforeAll(async () => {
  clone = makeClone();
  home = join(clone, '.coup');
  ports = { WEB_PORT: String(await freePort()), SIGNALING_PORT: String(await freePort()) };
});
afterEach(async () => {
  await endAllLaunches();
  // A failed test may leave a supervisor whose launcher is gone; it must not spoil the next.
  if (existsSync(join(home, 'run.json'))) sendSignal((await readRun(home)).pid, 'SIGTERM');
  await waitFor(() => processesIn(clone).length === 0, 15_000);
});
afterAll(() => discardClone(clone));

const start = (env: Record<string, string> = {}, ...args: string[]) =>
  launch(['node', 'scripts/start.mjs', ...args], clone, { ...ports, ...env });

async function started(env: Record<string, string> = {}, ...args: string[]): Promise<Launch> {
  const running = start(env, ...args);
  await running.says(/CoUp is ready/);
  return running;
}

const page = () => fetch(`http://127.0.0.1:${ports.WEB_PORT}/en`);
const health = () => fetch(`http://127.0.0.1:${ports.SIGNALING_PORT}/ready`);

/** Nobody works here any more, and both ports can be had. */
async function expectNothingLeft(withinMs = 15_000): Promise<void> {
  await waitFor(() => processesIn(clone).length === 0, withinMs);
  expect(processesIn(clone)).toEqual([]);
  for (const port of Object.values(ports)) expect(await probePort(Number(port), '127.0.0.1')).toBe('free');
}

describe('npm start', () => {
  test('from a fresh clone that only its owner can enter: the page answers, and Ctrl-C leaves nothing', async () => {
    expect(statSync(clone).mode & 0o777).toBe(0o700);
    const running = await started();
    databaseDir = databaseDirOf(clone);
    expect(databaseDir.startsWith('/var/lib/coup/')).toBe(process.getuid?.() === 0);
    expect(running.output()).toContain(`http://localhost:${ports.WEB_PORT}`);
    expect((await page()).status).toBe(200);
    expect((await health()).status).toBe(200);
    expect(processesIn(clone).length).toBeGreaterThanOrEqual(5);
    running.signal('SIGINT');
    expect(await running.ended).toBe(0);
    await expectNothingLeft(0);
    expect(existsSync(join(home, 'run.json'))).toBe(false);
  });

  test('secrets and the database’s password are for their owner alone', () => {
    for (const path of [join(home, 'secrets.json'), join(databaseDir, 'server.json')]) {
      expect(statSync(path).mode & 0o777).toBe(0o600);
    }
    expect(statSync(join(databaseDir, 'data')).mode & 0o777).toBe(0o700);
  });

  test('a second start reuses what is there: same secrets, same database, no build', async () => {
    const secrets = await Bun.file(join(home, 'secrets.json')).text();
    const madeAt = statSync(join(databaseDir, 'data/PG_VERSION')).mtimeMs;
    const running = await started();
    expect(running.output()).not.toContain('Building');
    expect(running.output()).not.toContain('Installing');
    expect(await Bun.file(join(home, 'secrets.json')).text()).toBe(secrets);
    expect(statSync(join(databaseDir, 'data/PG_VERSION')).mtimeMs).toBe(madeAt);
    running.signal('SIGTERM');
    expect(await running.ended).toBe(0);
    await expectNothingLeft(0);
  });

  test('while one runs, another says where; with other wishes it says what to do', async () => {
    const running = await started();
    const second = start();
    expect(await second.ended).toBe(0);
    expect(second.output().trim()).toMatch(
      new RegExp(`^CoUp is already running here: http://localhost:${ports.WEB_PORT} \\(process \\d+\\)\\.$`),
    );
    const other = start({ WEB_PORT: String(await freePort()) });
    expect(await other.ended).toBe(1);
    expect(other.output()).toContain('COUP_HOME');
    expect((await page()).status).toBe(200);
    running.signal('SIGINT');
    expect(await running.ended).toBe(0);
  });

  test('a service that dies is started again, and so is the database', async () => {
    const running = await started();
    for (const [name, pattern] of [
      ['signaling', /signaling is back/],
      ['PostgreSQL', /PostgreSQL is back/],
      ['web', /web is back/],
    ] as const) {
      const victim = (await readRun(home)).children.find((child) => child.name === name);
      process.kill(Math.abs(victim?.pid ?? 0), 'SIGKILL');
      await running.says(pattern);
    }
    expect((await page()).status).toBe(200);
    expect(await waitFor(async () => (await health()).ok, 20_000)).toBe(true);
    running.signal('SIGINT');
    expect(await running.ended).toBe(0);
    await expectNothingLeft(0);
  });

  test('killed without a word, its services end by themselves, and the next start goes on', async () => {
    const running = await started();
    const { pid, children } = await readRun(home);
    expect(children.length).toBe(3);
    process.kill(pid, 'SIGKILL');
    expect(await running.ended).not.toBe(0);
    await expectNothingLeft();
    const next = await started();
    expect((await page()).status).toBe(200);
    next.signal('SIGINT');
    expect(await next.ended).toBe(0);
  });

  test('with the guard killed too, the next start stops what is left and goes on', async () => {
    const running = await started();
    const { pid, children } = await readRun(home);
    const guard = processesIn(clone).find((line) => line.includes('guard.sh'));
    process.kill(Number(guard?.split(' ')[0]), 'SIGKILL');
    process.kill(pid, 'SIGKILL');
    await running.ended;
    expect(children.every((child) => isAlive(child.pid))).toBe(true);
    const next = await started();
    expect(next.output()).toContain('Stopped what an earlier start left behind');
    expect(children.some((child) => isAlive(child.pid))).toBe(false);
    expect((await page()).status).toBe(200);
    next.signal('SIGINT');
    expect(await next.ended).toBe(0);
    await expectNothingLeft(0);
  });

  test('Ctrl-C in a terminal reaches npm and all its children at once, and still ends in order', async () => {
    // A terminal signals its whole foreground group; a group of its own stands for that.
    const npm = launch(['npm', 'start'], clone, ports, { detached: true });
    await npm.says(/CoUp is ready/);
    process.kill(-npm.pid, 'SIGINT');
    await npm.says(/✓ Stopping/);
    await npm.ended;
    await expectNothingLeft(5_000);
  });

  test('with nobody left to read its output it runs on, and stops in order', async () => {
    const piped = launch(['sh', '-c', 'node scripts/start.mjs | head -n 1'], clone, ports);
    await piped.says(/\n/);
    const answers = () =>
      page().then(
        ({ ok }) => ok,
        () => false,
      );
    expect(await waitFor(answers, 60_000)).toBe(true);
    process.kill((await readRun(home)).pid, 'SIGINT');
    await piped.ended;
    await expectNothingLeft(0);
    expect(existsSync(join(home, 'run.json'))).toBe(false);
  });

  test('when npm itself is killed, everything goes with it', async () => {
    const npm = launch(['npm', 'start'], clone, ports);
    await npm.says(/CoUp is ready/);
    npm.signal('SIGKILL');
    await expectNothingLeft(20_000);
  });

  test('a build that was killed is not taken as done', async () => {
    const builds = () => readdirSync(join(home, 'web')).filter((name) => /^[0-9a-f]{16}$/.test(name));
    const before = builds();
    const changed = join(clone, 'web/next.config.ts');
    const source = await Bun.file(changed).text();
    await Bun.write(changed, `${source}\n`);
    const running = start();
    await running.says(/… Building the web/);
    process.kill((await readRun(home)).pid, 'SIGKILL');
    await running.ended;
    await expectNothingLeft();
    expect(builds()).toEqual(before);
    await Bun.write(changed, source);
  });
});

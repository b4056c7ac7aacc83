import { afterAll, afterEach, beforeAll, describe, expect, setDefaultTimeout, test } from 'bun:test';
import { join } from 'node:path';
import { createTestClient, expectOk } from './client.ts';
import { createTestWorld, TEST_ORIGIN, type TestWorld } from './harness.ts';

const main = join(import.meta.dir, '../src/main.ts');

// A busy machine may take its time; what must be quick is asserted where it matters.
setDefaultTimeout(30_000);

let world: TestWorld;
const running = new Set<Bun.Subprocess>();

beforeAll(async () => {
  world = await createTestWorld();
});
afterEach(async () => {
  for (const child of running) {
    child.kill('SIGKILL');
    await child.exited;
  }
  running.clear();
});
afterAll(() => world.close());

function environment(changes: Record<string, string> = {}) {
  return {
    PATH: process.env.PATH ?? '',
    PORT: '0',
    HOST: '127.0.0.1',
    DATABASE_URL: world.database.url,
    ALLOWED_ORIGINS: TEST_ORIGIN,
    SERVICE_SECRET: '0123456789abcdef',
    TICKET_SECRET: '0123456789abcdef',
    ...changes,
  };
}

function spawn(env: Record<string, string>, script = `await import(${JSON.stringify(main)});`) {
  const child = Bun.spawn([process.execPath, '-e', script], { env, stdout: 'pipe', stderr: 'pipe' });
  running.add(child);
  return child;
}

async function start(changes: Record<string, string> = {}, script?: string) {
  const child = spawn(environment(changes), script);
  const decoder = new TextDecoder();
  let output = '';
  for await (const chunk of child.stdout) {
    output += decoder.decode(chunk, { stream: true });
    const [, port] = /"port":(\d+).*"listening"/.exec(output) ?? [];
    if (port) return { child, url: `http://127.0.0.1:${port}` };
  }
  throw new Error(`did not start: ${output}`);
}

describe('H6 the process', () => {
  test('H6 a bad value: one line that names the variable, exit 1', async () => {
    const cases: [Record<string, string>, string][] = [
      [{ DATABASE_URL: '' }, 'DATABASE_URL'],
      [{ PORT: 'eighty' }, 'PORT'],
      [{ ALLOWED_ORIGINS: 'localhost' }, 'ALLOWED_ORIGINS'],
      [{ TICKET_SECRET: 'short' }, 'TICKET_SECRET'],
      [{ TURN_URLS: 'turn:x' }, 'TURN_SECRET'],
    ];
    await Promise.all(
      cases.map(async ([changes, name]) => {
        const child = spawn(environment(changes));
        const text = await new Response(child.stderr).text();
        expect(await child.exited).toBe(1);
        expect(text.trim().split('\n')).toHaveLength(1);
        expect(text).toContain(name);
        expect(text).not.toContain('short');
      }),
    );
  }, 15_000);

  test('H6 an exception or a rejection that nobody caught is counted, and the process lives', async () => {
    const mistakes = 'Promise.reject(new Error("one")); setTimeout(() => { throw new Error("two"); }, 0);';
    const { child, url } = await start({}, `await import(${JSON.stringify(main)}); ${mistakes}`);
    let text = '';
    while (!(text.includes('where="uncaught"} 1') && text.includes('where="unhandled"} 1'))) {
      text = await (await fetch(`${url}/metrics`)).text();
    }
    expect(child.exitCode).toBeNull();
  }, 15_000);

  test('X6 SIGTERM: clients are asked to move, the port closes, exit 0 well within 10 s', async () => {
    const { child, url } = await start();
    const room = await world.createRoom();
    const { token } = await world.mint.createIdentity();
    const client = createTestClient(url, { token });
    await client.connect();
    const { roomId } = expectOk(await client.send('room:open', { slug: room.slug })).room;
    const gone = client.disconnected();
    child.kill('SIGTERM');
    await client.next('server:draining');
    expectOk(await client.send('chat:send', { roomId, clientId: crypto.randomUUID(), body: 'still served' }));
    const startedMs = performance.now();
    expect(await gone).toBe('transport close');
    expect(await child.exited).toBe(0);
    expect(performance.now() - startedMs).toBeLessThan(8_000);
    client.close();
  }, 20_000);

  test('X7 without a database it starts, says that it is not ready, and lives', async () => {
    const { child, url } = await start({ DATABASE_URL: 'postgres://coup@127.0.0.1:1/none' });
    expect((await fetch(`${url}/ready`)).status).toBe(503);
    const { token } = await world.mint.createIdentity();
    const client = createTestClient(url, { token });
    const refusal = await client.connect().catch((error: Error) => error.message);
    expect(refusal).toBe('Temporarily unavailable');
    expect((await fetch(`${url}/health`)).status).toBe(200);
    expect(child.exitCode).toBeNull();
    client.close();
  }, 15_000);
});

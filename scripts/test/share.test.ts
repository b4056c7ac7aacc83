import { afterAll, beforeAll, describe, expect, setDefaultTimeout, test } from 'bun:test';
import { once } from 'node:events';
import { readFileSync, statSync } from 'node:fs';
import type { IncomingMessage } from 'node:http';
import { get } from 'node:https';
import { join } from 'node:path';
import { text } from 'node:stream/consumers';
import { connect } from 'node:tls';
import { lanAddresses } from '../lib/lan.ts';
import { freePort } from '../lib/ports.ts';
import { covers } from '../lib/share.ts';
import { discardClone, makeClone } from './clone.ts';
import { endAllLaunches, type Launch, launch } from './launcher.ts';

setDefaultTimeout(300_000);

let clone = '';
let port = '';
let webPort = '';
let running: Launch;
const insecure = { tls: { rejectUnauthorized: false } };

beforeAll(async () => {
  clone = makeClone();
  port = String(await freePort());
  webPort = String(await freePort());
  const env = { SHARE_PORT: port, WEB_PORT: webPort, SIGNALING_PORT: String(await freePort()) };
  running = launch(['node', 'scripts/start.mjs', '--share'], clone, env);
  await running.says(/Ctrl-C stops everything/);
});
afterAll(async () => {
  await endAllLaunches();
  discardClone(clone);
});

describe('npm start -- --share', () => {
  test('prints the address in the network, and a QR code', () => {
    expect(running.output()).toContain(`CoUp is ready: https://${lanAddresses()[0] ?? 'localhost'}:${port}`);
    expect(running.output()).toContain('█ ▄▄▄ █');
  });

  test('one certificate for every address of this machine, its key for the owner alone', () => {
    const dir = join(clone, '.coup/share');
    expect(covers(readFileSync(join(dir, 'cert.pem'), 'utf8'), ['localhost', '127.0.0.1', ...lanAddresses()])).toBe(
      true,
    );
    expect(statSync(join(dir, 'key.pem')).mode & 0o777).toBe(0o600);
  });

  test('serves the site from each of them', async () => {
    for (const host of ['localhost', '127.0.0.1', ...lanAddresses()]) {
      const answer = await fetch(`https://${host}:${port}/en`, insecure);
      expect(answer.status).toBe(200);
      expect(await answer.text()).toContain('<html');
    }
  });

  test('passes a WebSocket through to signaling', async () => {
    const socket = connect({ host: 'localhost', port: Number(port), rejectUnauthorized: false });
    const request = [
      'GET /socket.io/?EIO=4&transport=websocket HTTP/1.1',
      `Host: localhost:${port}`,
      `Origin: https://localhost:${port}`,
      'Connection: Upgrade',
      'Upgrade: websocket',
      'Sec-WebSocket-Version: 13',
      'Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==',
    ];
    socket.write(`${request.join('\r\n')}\r\n\r\n`);
    let received = '';
    for await (const chunk of socket) {
      received += chunk;
      if (received.includes('"sid"')) break;
    }
    expect(received).toStartWith('HTTP/1.1 101');
    expect(received).toContain('0{"sid"');
  });

  test('of signaling, lets in only what browsers use', async () => {
    for (const path of ['/api/trigger', '/metrics', '/api/live', '/ready']) {
      const answer = await fetch(`https://localhost:${port}${path}`, { method: 'POST', ...insecure });
      expect([404, 405]).toContain(answer.status);
    }
  });

  test.each(['/socket.io/../metrics', '/socket.io/%2e%2e/metrics', '/ice/../metrics'])(
    'a way round by %s leads to the site, which has no such page',
    async (path) => {
      // Not fetch, which would straighten the path before it is sent.
      const [answer] = (await once(get({ host: 'localhost', port, path, rejectUnauthorized: false }), 'response')) as [
        IncomingMessage,
      ];
      const body = await text(answer);
      expect(body).not.toContain('coup_signaling');
      expect(answer.statusCode).not.toBe(200);
    },
  );

  test('the services themselves are not to be had from the network', async () => {
    for (const address of lanAddresses()) {
      const attempt = fetch(`http://${address}:${webPort}/en`, { signal: AbortSignal.timeout(3_000) });
      await expect(attempt).rejects.toThrow();
    }
  });
});

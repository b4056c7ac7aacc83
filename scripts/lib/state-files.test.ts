import { afterEach, beforeEach, expect, test } from 'bun:test';
import { existsSync, mkdtempSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { claimInstance } from './instance.ts';
import { writeJson } from './json-file.ts';
import { createExclusively, withLock } from './lock.ts';
import { loadSecrets } from './secrets.ts';
import { covers, ensureCertificate } from './share.ts';

let dir = '';
beforeEach(() => {
  dir = mkdtempSync(join(tmpdir(), 'coup-state-'));
});
afterEach(() => rmSync(dir, { recursive: true, force: true }));

test('secrets are drawn once, kept for their owner alone, and the environment wins', () => {
  const first = loadSecrets(dir, {});
  expect(new Set(Object.values(first)).size).toBe(3);
  expect(loadSecrets(dir, {})).toEqual(first);
  expect(statSync(join(dir, 'secrets.json')).mode & 0o777).toBe(0o600);
  expect(loadSecrets(dir, { TICKET_SECRET: 'given by the environment' })).toEqual({
    ...first,
    TICKET_SECRET: 'given by the environment',
  });
  expect(loadSecrets(dir, {})).toEqual(first);
});

test('a damaged file is named, not guessed at', () => {
  writeFileSync(join(dir, 'secrets.json'), '{ "BETTER');
  expect(() => loadSecrets(dir, {})).toThrow(join(dir, 'secrets.json'));
});

test('of two that create the same file, one does', () => {
  expect(createExclusively(join(dir, 'lock'), { by: 1 })).toBe(true);
  expect(createExclusively(join(dir, 'lock'), { by: 2 })).toBe(false);
});

test('a lock keeps the second out until the first is done, and is taken over from a dead owner', async () => {
  const path = join(dir, 'lock');
  const steps: string[] = [];
  const release = Promise.withResolvers<void>();
  const first = withLock(path, async () => {
    steps.push('first in');
    await release.promise;
    steps.push('first out');
  });
  const second = withLock(path, async () => {
    steps.push('second in');
  });
  release.resolve();
  await Promise.all([first, second]);
  expect(steps).toEqual(['first in', 'first out', 'second in']);
  writeJson(path, { pid: process.pid, identity: 'an earlier process with the same number' });
  expect(await withLock(path, async () => 'mine')).toBe('mine');
  expect(existsSync(path)).toBe(false);
});

test('a home belongs to one at a time; one whose owner died is free', async () => {
  const owner = await claimInstance(dir, 'start', 'http://localhost:1');
  expect(owner).toHaveProperty('release');
  expect(await claimInstance(dir, 'share', 'http://localhost:2')).toEqual({
    pid: process.pid,
    mode: 'start',
    address: 'http://localhost:1',
  });
  const dead = { pid: process.pid, identity: 'long gone', mode: 'start', address: 'http://localhost:1', children: [] };
  writeJson(join(dir, 'run.json'), dead);
  expect(await claimInstance(dir, 'start', 'http://localhost:3')).toMatchObject({ leftovers: [] });
});

test('a certificate is kept while it covers every address, and made anew when one is added', async () => {
  expect(await ensureCertificate(dir, ['localhost', '192.0.2.7'])).toBe('made');
  expect(await ensureCertificate(dir, ['localhost', '192.0.2.7'])).toBe('kept');
  expect(await ensureCertificate(dir, ['localhost', '192.0.2.8'])).toBe('made');
  const pem = await Bun.file(join(dir, 'cert.pem')).text();
  expect(covers(pem, ['192.0.2.8'])).toBe(true);
  expect(covers(pem, ['192.0.2.8'], Date.now() + 390 * 86_400_000)).toBe(false);
  expect(statSync(join(dir, 'key.pem')).mode & 0o777).toBe(0o600);
});

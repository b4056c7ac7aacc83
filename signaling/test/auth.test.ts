import { afterAll, beforeAll, describe, expect, setDefaultTimeout, test } from 'bun:test';
import { seedSigningKey } from '@coup/db/testing';
import { exportJWK, generateKeyPair, SignJWT } from 'jose';
import { createTokenVerifier } from '../src/middleware/verifier.ts';
import {
  AUTHENTICATION_FAILED,
  protocolError,
  TOKEN_ALGORITHM,
  TOKEN_AUDIENCE,
  TOKEN_ISSUER,
} from '../src/protocol/index.ts';
import { createStore } from '../src/store.ts';
import { createFakeClock } from '../src/testing/fake-clock.ts';
import { createTokenMint } from '../src/testing/tokens.ts';
import { createTestWorld, TEST_ORIGIN, type TestNode, type TestWorld } from './harness.ts';

// A busy machine may take its time; what must be quick is asserted where it matters.
setDefaultTimeout(30_000);

let world: TestWorld;
let node: TestNode;

beforeAll(async () => {
  world = await createTestWorld();
  node = await world.startNode();
});
afterAll(() => world.close());

async function refusalOf(options: Parameters<TestNode['createClient']>[0], on = node) {
  const error = await on
    .createClient(options)
    .connect()
    .then(
      () => null,
      (reason: Error & { data?: unknown }) => reason,
    );
  if (!error) throw new Error('was let in');
  return { message: error.message, code: protocolError.parse(error.data).code };
}

const handshake = '/socket.io/?EIO=4&transport=polling';

describe('A authentication', () => {
  test('A1 without a token, or with rubbish for one, the answer is "Authentication failed"', async () => {
    const refused = { message: AUTHENTICATION_FAILED, code: 'unauthenticated' } as const;
    expect(await refusalOf({ auth: {} })).toEqual(refused);
    expect(await refusalOf({ token: 'rubbish' })).toEqual(refused);
    expect(await refusalOf({ auth: { token: { $ne: null }, protocol: 1 } })).toEqual(refused);
    expect(await refusalOf({ token: 'x'.repeat(5_000) })).toEqual(refused);
  });

  test('A2 expired, for another audience, from another issuer, or signed by a stranger: refused', async () => {
    const { person, sessionId } = await world.mint.createIdentity();
    const base = { person, sessionId };
    const { privateKey } = await generateKeyPair(TOKEN_ALGORITHM);
    const stranger = await new SignJWT({ name: 'Eve', guest: false, sid: sessionId })
      .setProtectedHeader({ alg: TOKEN_ALGORITHM, kid: 'unknown' })
      .setSubject(person.userId)
      .setIssuer(TOKEN_ISSUER)
      .setAudience(TOKEN_AUDIENCE)
      .setExpirationTime('5m')
      .sign(privateKey);
    const symmetric = await new SignJWT({ name: 'Eve', guest: false, sid: sessionId })
      .setProtectedHeader({ alg: 'HS256' })
      .setSubject(person.userId)
      .setIssuer(TOKEN_ISSUER)
      .setAudience(TOKEN_AUDIENCE)
      .setExpirationTime('5m')
      .sign(new TextEncoder().encode('a secret that anybody might try as a key'));
    const tokens = [
      await world.mint.sign({ ...base, lifetimeS: -60 }),
      await world.mint.sign({ ...base, audience: 'another' }),
      await world.mint.sign({ ...base, issuer: 'another' }),
      stranger,
      symmetric,
    ];
    for (const token of tokens) {
      expect(await refusalOf({ token })).toEqual({ message: AUTHENTICATION_FAILED, code: 'unauthenticated' });
    }
  });

  test('A2 an unknown key id makes the server read the keys again, though not for every token', async () => {
    const store = createStore(world.database.db);
    const clock = createFakeClock(Date.now());
    let reads = 0;
    const readKeys = () => {
      reads += 1;
      return store.readKeys();
    };
    const verifier = createTokenVerifier({ readKeys, clock, onKeyFault: () => {} });
    const patient = await world.startNode({ verifier });
    await patient.connect();
    const newer = await (await createTokenMint(world.database.db)).createIdentity();
    for (let i = 0; i < 5; i += 1) expect((await refusalOf(newer, patient)).code).toBe('unauthenticated');
    expect(reads).toBe(1);
    clock.advance(3_000);
    expect((await patient.connect(newer)).socket.connected).toBe(true);
    expect(reads).toBe(2);
  });

  test('A2 a damaged key in the database does not take the others with it', async () => {
    const broken = await createTestWorld();
    try {
      await seedSigningKey(broken.database.db, { publicKey: 'not a key' });
      await seedSigningKey(broken.database.db, {
        publicKey: JSON.stringify(await exportJWK((await generateKeyPair('RS256')).publicKey)),
      });
      const client = await (await broken.startNode()).connect();
      expect(client.socket.connected).toBe(true);
    } finally {
      await broken.close();
    }
  });

  test('A3 an older page is told to reload, a newer one to try again', async () => {
    const { token } = await world.mint.createIdentity();
    expect((await refusalOf({ token, protocol: 0 })).code).toBe('outdated-client');
    expect((await refusalOf({ token, protocol: 99 })).code).toBe('unavailable');
  });

  test('A4 keys that cannot be read are no reason to sign in again', async () => {
    const blind = await world.startNode({ verifier: { verify: async () => ({ ok: false, reason: 'unavailable' }) } });
    const { token } = await world.mint.createIdentity();
    expect((await refusalOf({ token }, blind)).code).toBe('unavailable');
  });

  test('A5 a foreign origin is refused before a connection exists, ours is served with CORS', async () => {
    const foreign = await fetch(`${node.url}${handshake}`, { headers: { origin: 'https://evil.test' } });
    expect(foreign.status).toBe(403);
    const ours = await fetch(`${node.url}${handshake}`, { headers: { origin: TEST_ORIGIN } });
    expect(ours.status).toBe(200);
    expect(ours.headers.get('access-control-allow-origin')).toBe(TEST_ORIGIN);
    expect(ours.headers.get('access-control-allow-credentials')).toBe('true');
  });

  test('A7 too many new connections of one address are put off; behind a proxy its header names the address', async () => {
    const strict = await world.startNode({ trustProxy: true, limits: { connectionsPer10s: 2 } });
    const knock = (address: string) => fetch(`${strict.url}${handshake}`, { headers: { 'x-real-ip': address } });
    const statuses = [];
    for (let i = 0; i < 3; i += 1) statuses.push((await knock('203.0.113.7')).status);
    expect(statuses).toEqual([200, 200, 429]);
    expect((await knock('203.0.113.8')).status).toBe(200);
  });
});

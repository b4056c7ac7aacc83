import { describe, expect, test } from 'bun:test';
import { fail, PROTOCOL_VERSION, succeed } from '@coup/signaling/protocol';
import { type AnyFact, type Connection, createConnection } from './connection.ts';
import type { TokenAnswer } from './ports.ts';
import { createFakeClock, createSeededRandom, settleMicrotasks } from './testing/fake-clock.ts';
import { createFakePage } from './testing/fake-page.ts';
import { createFakeSocket } from './testing/fake-socket.ts';

const ROOM = '00000000-0000-4000-8000-000000000001';

function open(given: { initialToken?: string | null; tokens?: TokenAnswer[] } = {}) {
  const socket = createFakeSocket();
  const clock = createFakeClock();
  const page = createFakePage();
  const facts: AnyFact[] = [];
  const tokens = [...(given.tokens ?? [])];
  let fetches = 0;
  const connection: Connection = createConnection({
    url: 'http://signaling.test',
    room: 'room',
    initialToken: given.initialToken === undefined ? 'first' : given.initialToken,
    fetchToken: async () => {
      fetches += 1;
      return tokens.shift() ?? { status: 'unavailable' };
    },
    createSocket: socket.factory,
    page,
    clock,
    random: createSeededRandom(1),
    onFact: (fact) => facts.push(fact),
  });
  connection.open();
  return { socket, clock, page, facts, connection, fetches: () => fetches };
}

const refused = (code: 'unauthenticated' | 'outdated-client' | 'unavailable') => ({ code, retryAfterMs: null });

describe('connecting', () => {
  test('carries the token that came with the page, and the protocol version', () => {
    const { socket, connection, fetches } = open();
    expect(socket.attempts).toEqual([{ token: 'first', protocol: PROTOCOL_VERSION }]);
    socket.accept();
    expect(connection.getState()).toEqual({ status: 'connected' });
    expect(fetches()).toBe(0);
  });

  test('without a token fetches one first, and tries again where the site is away', async () => {
    const { socket, clock, fetches } = open({
      initialToken: null,
      tokens: [{ status: 'unavailable' }, { status: 'token', token: 'fetched' }],
    });
    await settleMicrotasks();
    expect(socket.attempts).toEqual([]);
    clock.advance(1_000);
    await settleMicrotasks();
    expect(fetches()).toBe(2);
    expect(socket.attempts[0]?.token).toBe('fetched');
  });

  test('tries again within a second, then at most some two and a half apart', () => {
    const { socket, clock, connection } = open();
    socket.accept();
    socket.lose();
    expect(connection.getState()).toEqual({ status: 'reconnecting', attempt: 1 });
    clock.advance(1_000);
    expect(socket.attempts).toHaveLength(2);
    for (let attempt = 3; attempt < 12; attempt += 1) {
      socket.refuse(null);
      expect(connection.getState()).toEqual({ status: 'reconnecting', attempt: attempt - 1 });
      clock.advance(2_500);
      expect(socket.attempts).toHaveLength(attempt);
    }
    socket.accept();
    socket.lose();
    expect(connection.getState()).toEqual({ status: 'reconnecting', attempt: 1 });
  });

  test('tries at once when the browser says that the network is back', () => {
    const { socket, page } = open();
    socket.accept();
    socket.lose();
    page.goOnline();
    expect(socket.attempts).toHaveLength(2);
  });
});

describe('a refusal', () => {
  test('of the token fetches a new one, once; the second is final', async () => {
    const { socket, connection } = open({ tokens: [{ status: 'token', token: 'second' }] });
    socket.refuse(refused('unauthenticated'));
    await settleMicrotasks();
    expect(socket.attempts.map((each) => each.token)).toEqual(['first', 'second']);
    socket.refuse(refused('unauthenticated'));
    await settleMicrotasks();
    expect(connection.getState()).toEqual({ status: 'refused', reason: 'unauthenticated' });
  });

  test('of somebody who has signed out is final', async () => {
    const { socket, connection } = open({ tokens: [{ status: 'signed-out' }] });
    socket.refuse(refused('unauthenticated'));
    await settleMicrotasks();
    expect(connection.getState()).toEqual({ status: 'refused', reason: 'unauthenticated' });
  });

  test('with the site away is no reason to give up', async () => {
    const { socket, clock, connection } = open({
      tokens: [{ status: 'unavailable' }, { status: 'token', token: 't' }],
    });
    socket.refuse(refused('unauthenticated'));
    await settleMicrotasks();
    expect(connection.getState().status).toBe('reconnecting');
    clock.advance(3_000);
    socket.refuse(refused('unauthenticated'));
    await settleMicrotasks();
    expect(socket.attempts.at(-1)?.token).toBe('t');
  });

  test('of an outdated page is final; of a server in trouble is not', () => {
    const outdated = open();
    outdated.socket.refuse(refused('outdated-client'));
    expect(outdated.connection.getState()).toEqual({ status: 'refused', reason: 'outdated-client' });
    outdated.clock.advance(60_000);
    expect(outdated.socket.attempts).toHaveLength(1);

    const troubled = open();
    troubled.socket.refuse(refused('unavailable'));
    troubled.clock.advance(1_000);
    expect(troubled.socket.attempts).toHaveLength(2);
  });
});

describe('a connected socket', () => {
  test('moves on when the server drains, at the time it was given and not after it', () => {
    const { socket, clock, connection } = open();
    socket.accept();
    socket.fact('server:draining', { afterMs: 3_000 });
    clock.advance(2_999);
    expect(connection.getState().status).toBe('connected');
    clock.advance(1);
    expect(socket.attempts).toHaveLength(2);
    expect(connection.getState()).toEqual({ status: 'reconnecting', attempt: 1 });
  });

  test('is final once the session has ended, and pauses after a flood', () => {
    const ended = open();
    ended.socket.accept();
    ended.socket.fact('socket:ended', { code: 'session-ended', message: '' });
    expect(ended.connection.getState()).toEqual({ status: 'refused', reason: 'unauthenticated' });

    const flood = open();
    flood.socket.accept();
    flood.socket.fact('socket:ended', { code: 'rate-limited', message: '' });
    flood.socket.lose();
    flood.clock.advance(10_000);
    expect(flood.socket.attempts).toHaveLength(1);
    flood.clock.advance(10_000);
    expect(flood.socket.attempts).toHaveLength(2);
  });

  test('passes on facts of this protocol in their right shape, and nothing else', () => {
    const { socket, facts } = open();
    socket.accept();
    socket.fact('room:deleted', { roomId: ROOM });
    socket.fact('room:deleted', { roomId: 7 });
    socket.fact('invented', { roomId: ROOM });
    socket.fact('constructor', {});
    expect(facts).toEqual([{ name: 'room:deleted', fact: { roomId: ROOM } }]);
  });

  test('reads acks: data, errors, silence, and nonsense', async () => {
    const { socket, connection } = open();
    socket.accept();
    const ask = () => connection.command('room:close', { roomId: ROOM });
    const [fine, wrong, nonsense, lost] = [ask(), ask(), ask(), ask()];
    socket.answer('room:close', succeed({}));
    socket.answer('room:close', fail('forbidden', 'no'));
    socket.answer('room:close', { ok: 'perhaps' });
    socket.lose();
    expect(await fine).toEqual({ ok: true, data: {} });
    expect(await wrong).toMatchObject({ ok: false, error: { code: 'forbidden' } });
    expect(await nonsense).toMatchObject({ ok: false, error: { code: 'internal' } });
    expect(await lost).toMatchObject({ ok: false, error: { code: 'timeout' } });
    expect(await ask()).toMatchObject({ ok: false, error: { code: 'timeout' } });
  });

  test('renews its token at two thirds of its life, without a new socket', async () => {
    const payload = btoa(JSON.stringify({ iat: 0, exp: 900 }));
    const { socket, clock, connection, fetches } = open({
      initialToken: `head.${payload}.sign`,
      tokens: [{ status: 'token', token: 'renewed' }],
    });
    socket.accept();
    clock.advance(599_000);
    expect(fetches()).toBe(0);
    clock.advance(2_000);
    await settleMicrotasks();
    expect(connection.getToken()).toBe('renewed');
    expect(socket.attempts).toHaveLength(1);
  });

  test('close leaves no timer and takes the socket down', () => {
    const { socket, clock, connection } = open();
    socket.accept();
    connection.close();
    expect(socket.isConnected()).toBe(false);
    expect(connection.getState()).toEqual({ status: 'closed' });
    expect(clock.pending()).toBe(0);
  });
});

import { expect, test } from 'bun:test';
import { DatabaseAwayError, isDatabaseAway, withPatience } from './database-fault.ts';

const withCode = (code: string) => Object.assign(new Error('failed'), { code });

test('X7 a connection that is not there, a server that shuts down, a conflict: away for now', () => {
  for (const code of [
    'ECONNREFUSED',
    'ECONNRESET',
    'CONNECTION_CLOSED',
    'CONNECT_TIMEOUT',
    '57P01',
    '08006',
    '40P01',
    '53300',
  ]) {
    expect(isDatabaseAway(withCode(code))).toBe(true);
    expect(isDatabaseAway(new Error('wrapped', { cause: withCode(code) }))).toBe(true);
  }
  expect(isDatabaseAway(new DatabaseAwayError('full'))).toBe(true);
});

test('X7 a mistake of ours is none of these', () => {
  for (const code of ['23505', '42703', '22P02', 'ERR_INVALID_ARG_TYPE'])
    expect(isDatabaseAway(withCode(code))).toBe(false);
  for (const thrown of [new TypeError('x'), 'text', null, undefined]) expect(isDatabaseAway(thrown)).toBe(false);
});

test('X7 patience ends, and what comes in time is passed on', async () => {
  expect(await withPatience(Promise.resolve(1), 1_000)).toBe(1);
  await expect(withPatience(Promise.reject(new Error('mine')), 1_000)).rejects.toThrow('mine');
  await expect(withPatience(new Promise(() => {}), 1)).rejects.toBeInstanceOf(DatabaseAwayError);
});

import { expect, test } from 'bun:test';
import { parseEnv } from './env.ts';

const minimal = {
  DATABASE_URL: 'postgres://localhost/coup',
  ALLOWED_ORIGINS: 'http://localhost:3000, https://coup.example',
  SERVICE_SECRET: '0123456789abcdef',
  TICKET_SECRET: '0123456789abcdef',
};

function problemsOf(changes: Record<string, string>): string[] {
  const read = parseEnv({ ...minimal, ...changes });
  return read.ok ? [] : read.problems;
}

test('H6 the least that is needed, with the defaults', () => {
  const read = parseEnv(minimal);
  expect(read.ok && read.env).toMatchObject({
    PORT: 4000,
    ALLOWED_ORIGINS: ['http://localhost:3000', 'https://coup.example'],
    STUN_URLS: [],
    TRUST_PROXY: false,
    LOG_LEVEL: 'info',
  });
});

test('H6 each mistake names its variable, and no secret is repeated', () => {
  expect(problemsOf({ SERVICE_SECRET: 'too short' })).toEqual(['SERVICE_SECRET must have at least 16 characters']);
  expect(problemsOf({ DATABASE_URL: '' })).toEqual(['DATABASE_URL is not set']);
  expect(problemsOf({ TURN_URLS: 'turn:a' })).toEqual(['TURN_SECRET is needed with TURN_URLS']);
  expect(problemsOf({ TRUST_PROXY: 'perhaps' })[0]).toStartWith('TRUST_PROXY ');
  for (const origins of ['*', 'localhost:3000', 'http://localhost:3000/', ' , ']) {
    expect(problemsOf({ ALLOWED_ORIGINS: origins })[0]).toStartWith('ALLOWED_ORIGINS must');
  }
  expect(problemsOf({ PORT: '70000', REDIS_URL: 'http://redis' })).toHaveLength(2);
});

import { describe, expect, test } from 'bun:test';
import { parseEnv } from './env.ts';

const required = {
  DATABASE_URL: 'postgres://coup@127.0.0.1/coup',
  BETTER_AUTH_SECRET: 'a'.repeat(32),
  SERVICE_SECRET: 's'.repeat(16),
};

describe('parseEnv', () => {
  test('has defaults for a development machine', () => {
    const env = parseEnv(required);
    expect(env.baseUrl).toBe('http://localhost:3000');
    expect(env.socketUrl).toBe('http://localhost:4000');
    expect(env.isProxyTrusted).toBe(false);
  });

  test('names every variable that is missing or wrong in one error', () => {
    const parse = () => parseEnv({ DATABASE_URL: 'mysql://x', NEXT_PUBLIC_SOCKET_URL: 'nonsense' });
    expect(parse).toThrow(/DATABASE_URL.*\n.*BETTER_AUTH_SECRET: is not set/);
    expect(parse).toThrow(/SERVICE_SECRET: is not set/);
    expect(parse).toThrow(/NEXT_PUBLIC_SOCKET_URL/);
  });

  test('the first address is the base, all of them are trusted, loopback by each of its names', () => {
    const env = parseEnv({
      ...required,
      NEXTJS_URL: 'https://192.168.0.7:3443, http://localhost:3000/',
      ALLOWED_ORIGINS: 'https://study.example',
    });
    expect(env.baseUrl).toBe('https://192.168.0.7:3443');
    expect(env.origins).toEqual([
      'https://192.168.0.7:3443',
      'http://localhost:3000',
      'http://127.0.0.1:3000',
      'http://[::1]:3000',
      'https://study.example',
    ]);
  });

  test('an address that is none is refused', () => {
    expect(() => parseEnv({ ...required, NEXTJS_URL: 'study.example' })).toThrow(/NEXTJS_URL: "study.example"/);
  });

  test('the socket address may be the same origin', () => {
    expect(parseEnv({ ...required, NEXT_PUBLIC_SOCKET_URL: 'same-origin' }).socketUrl).toBe('same-origin');
  });

  test('an empty variable counts as not set', () => {
    expect(parseEnv({ ...required, TRUST_PROXY: '', NEXTJS_URL: '' }).isProxyTrusted).toBe(false);
  });
});

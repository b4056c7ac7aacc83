import { describe, expect, test } from 'bun:test';
import { Failure } from './failure.ts';
import { lanAddresses } from './lan.ts';
import { readSettings } from './settings.ts';

describe('settings', () => {
  test('by default this machine alone, by either of its names', () => {
    expect(readSettings([], {})).toMatchObject({
      mode: 'start',
      host: '127.0.0.1',
      siteUrl: 'http://localhost:3000',
      origins: ['http://localhost:3000', 'http://127.0.0.1:3000'],
      socketUrl: 'http://localhost:4000',
      isBehindProxy: false,
    });
  });

  test('other ports carry through', () => {
    const settings = readSettings([], { WEB_PORT: '3100', SIGNALING_PORT: '4100' });
    expect(settings.origins).toEqual(['http://localhost:3100', 'http://127.0.0.1:3100']);
    expect(settings.socketUrl).toBe('http://localhost:4100');
  });

  test('what is set in the environment wins, and empty counts as not set', () => {
    const settings = readSettings([], {
      NEXTJS_URL: 'https://study.example, https://www.study.example',
      ALLOWED_ORIGINS: 'https://other.example',
      NEXT_PUBLIC_SOCKET_URL: 'wss://socket.example',
      DATABASE_URL: 'postgres://somewhere/coup',
      REDIS_URL: '',
      TRUST_PROXY: '1',
    });
    expect(settings.siteUrl).toBe('https://study.example');
    expect(settings.origins).toEqual(['https://study.example', 'https://www.study.example', 'https://other.example']);
    expect(settings.socketUrl).toBe('wss://socket.example');
    expect(settings.databaseUrl).toBe('postgres://somewhere/coup');
    expect(settings.redisUrl).toBeUndefined();
    expect(settings.isBehindProxy).toBe(true);
  });

  test('HOST=0.0.0.0 allows the addresses of the network too', () => {
    const { origins, host } = readSettings([], { HOST: '0.0.0.0' });
    expect(host).toBe('0.0.0.0');
    for (const address of [...lanAddresses(), 'localhost']) expect(origins).toContain(`http://${address}:3000`);
  });

  test('shared: one TLS origin, given names first, the services on this machine alone', () => {
    const settings = readSettings(['--share'], { HOST: '0.0.0.0', SHARE_HOSTS: 'Study.local', SHARE_PORT: '443' });
    expect(settings.siteUrl).toBe('https://study.local');
    expect(settings.origins).toContain('https://localhost');
    expect(settings.host).toBe('127.0.0.1');
    expect(settings.socketUrl).toBe('same-origin');
    expect(settings.isBehindProxy).toBe(true);
  });

  test('nonsense is refused in words', () => {
    expect(() => readSettings(['--fast'], {})).toThrow(Failure);
    expect(() => readSettings(['--share', '--dev'], {})).toThrow(Failure);
    expect(() => readSettings([], { WEB_PORT: '70000' })).toThrow('WEB_PORT=70000 is not a port');
  });
});

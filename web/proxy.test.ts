import { describe, expect, test } from 'bun:test';
import { NextRequest } from 'next/server';
import proxy from './proxy.ts';

async function whereTo(path: string, headers: Record<string, string> = {}): Promise<string | null> {
  const response = await proxy(new NextRequest(`http://site.invalid${path}`, { headers }));
  const location = response.headers.get('location');
  return location === null ? null : location.replace('http://site.invalid', '');
}

describe('a path without a language', () => {
  test.each([
    ['/', {}, '/en'],
    ['/', { 'accept-language': 'ko-KR,ko;q=0.9' }, '/ko'],
    ['/', { 'accept-language': 'ko', cookie: 'coup-locale=en' }, '/en'],
    ['/', { cookie: 'coup-locale=xx' }, '/en'],
    ['/rooms?q=statistics', { cookie: 'coup-locale=ko' }, '/ko/rooms?q=statistics'],
  ])('%s with %j leads to %s', async (path, headers, expected) => {
    expect(await whereTo(path, headers)).toBe(expected);
  });

  test('the answer differs by person, so no cache may keep it', async () => {
    const response = await proxy(new NextRequest('http://site.invalid/'));
    expect(response.headers.get('cache-control')).toContain('no-store');
  });
});

describe('what a redirect may load', () => {
  test('nothing', async () => {
    const response = await proxy(new NextRequest('http://site.invalid/r/quiet-x7k2'));
    expect(response.headers.get('content-security-policy')).toContain("default-src 'none'");
  });
});

describe('an invitation', () => {
  test.each([
    ['/r/quiet-mornings-x7k2', '/en/rooms/quiet-mornings-x7k2'],
    ['/r?code=https%3A%2F%2Felsewhere.example%2Fko%2Frooms%2Fquiet-x7k2', '/en/rooms/quiet-x7k2'],
    ['/r/%EC%95%84%EC%B9%A8', '/en/rooms/%EC%95%84%EC%B9%A8'],
    ['/r?code=two+words', '/en/rooms/not-an-invitation'],
    ['/r', '/en/rooms/not-an-invitation'],
  ])('%s leads to %s', async (path, expected) => {
    expect(await whereTo(path)).toBe(expected);
  });
});

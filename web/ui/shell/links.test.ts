import { expect, test } from 'bun:test';
import { links, safeNext } from './links.ts';

test.each([
  ['/en/rooms/quiet?x=1#chat', '/en/rooms/quiet?x=1#chat'],
  [null, '/en/rooms'],
  ['', '/en/rooms'],
  ['https://evil.example', '/en/rooms'],
  ['//evil.example', '/en/rooms'],
  ['/\\evil.example', '/en/rooms'],
  ['/\t/evil.example', '/en/rooms'],
  ['javascript:alert(1)', '/en/rooms'],
])('after coming in, %p leads to %p', (next, expected) => {
  expect(safeNext(next, '/en/rooms')).toBe(expected);
});

test('a way back survives the trip through sign-in', () => {
  const room = links.room('ko', '아침-공부');
  expect(new URL(links.signIn('ko', room), 'http://x').searchParams.get('next')).toBe(room);
});

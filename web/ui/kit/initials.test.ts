import { expect, test } from 'bun:test';
import { hueOf, initialsOf } from './initials.ts';

test.each([
  ['Mina Park', 'MP'],
  ['  mina ', 'M'],
  ['김민아', '민아'],
  ['남궁 민수', '남민'],
  ['👩‍💻 Desk', '👩‍💻D'],
  ['박서연 (기말고사 준비)', '서연'],
  ['(quiet)', '('],
  ['', '·'],
])('%p stands as %p', (name, initials) => {
  expect(initialsOf(name)).toBe(initials);
});

test('the same id has the same hue, and ids spread over all of them', () => {
  expect(hueOf('abc')).toBe(hueOf('abc'));
  const seen = new Set(Array.from({ length: 200 }, (_, index) => hueOf(`user-${index}`)));
  expect([...seen].sort()).toEqual([0, 1, 2, 3, 4, 5, 6, 7]);
});

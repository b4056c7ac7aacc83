import { expect, test } from 'bun:test';
import { slugFromInvitation } from './invitation.ts';

test.each([
  ['quiet-mornings-x7k2', 'quiet-mornings-x7k2'],
  ['  Quiet-Mornings-x7k2 ', 'quiet-mornings-x7k2'],
  ['https://study.example/en/rooms/quiet-mornings-x7k2?from=mail#chat', 'quiet-mornings-x7k2'],
  ['study.example/r/quiet-mornings-x7k2', 'quiet-mornings-x7k2'],
  ['http://localhost:3000/ko/rooms/%EC%95%84%EC%B9%A8-%EA%B3%B5%EB%B6%80', '아침-공부'],
  ['아침-공부', '아침-공부'],
  ['https://study.example/', null],
  ['two words', null],
  ['../admin', null],
  ['%E0%A4%A', null],
  ['', null],
  ['a'.repeat(81), null],
])('an invitation %p leads to %p', (text, slug) => {
  expect(slugFromInvitation(text)).toBe(slug);
});

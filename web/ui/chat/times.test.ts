import { expect, test } from 'bun:test';
import { formatDay, formatTime } from './times.ts';

const noon = new Date(2026, 10, 23, 12).getTime();

test('days near now have words', () => {
  expect(formatDay(noon, 'en', noon)).toEqual({ relative: 'today', text: null });
  expect(formatDay(new Date(2026, 10, 22, 23, 59).getTime(), 'en', noon).relative).toBe('yesterday');
  expect(formatDay(new Date(2026, 9, 31, 12).getTime(), 'en', new Date(2026, 10, 1, 1).getTime()).relative).toBe(
    'yesterday',
  );
});

test('other days have a date in the language of the reader', () => {
  const day = new Date(2026, 10, 3, 9).getTime();
  expect(formatDay(day, 'en', noon).text).toBe('Tuesday, November 3');
  expect(formatDay(day, 'ko', noon).text).toBe('11월 3일 화요일');
  expect(formatDay(new Date(2025, 4, 1, 9).getTime(), 'en', noon).text).toBe('May 1, 2025');
});

test('times follow the language', () => {
  const half = new Date(2026, 10, 23, 14, 30).getTime();
  expect(formatTime(half, 'en').replace(/\s/gu, ' ')).toBe('2:30 PM');
  expect(formatTime(half, 'ko')).toBe('오후 2:30');
});

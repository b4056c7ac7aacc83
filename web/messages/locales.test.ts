import { describe, expect, test } from 'bun:test';
import { preferredLocale } from './locales.ts';

describe('preferredLocale', () => {
  test.each([
    [null, 'en'],
    ['', 'en'],
    ['ko', 'ko'],
    ['ko-KR,ko;q=0.9,en-US;q=0.8', 'ko'],
    ['en-GB,en;q=0.9,ko;q=0.8', 'en'],
    ['fr-FR,fr;q=0.9,ko;q=0.5,en;q=0.4', 'ko'],
    ['ko;q=0,en;q=0.1', 'en'],
    ['de', 'en'],
    [';;;q=x,,', 'en'],
  ])('%p speaks %s', (header, expected) => {
    expect(preferredLocale(header)).toBe(expected as 'en' | 'ko');
  });
});

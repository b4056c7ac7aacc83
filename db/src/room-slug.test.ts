import { expect, test } from 'bun:test';
import { createSlug, isSlug, readablePart } from './room-slug.ts';

test('keeps letters and digits of any script, in lower case', () => {
  expect(readablePart('Deep Work: Room 7', 80)).toBe('deep-work-room-7');
  expect(readablePart('수능 공부방 (조용)', 80)).toBe('수능-공부방-조용');
  expect(readablePart("Ann's café", 80)).toBe('anns-café');
});

test('composes what a Mac file name leaves decomposed', () => {
  const decomposed = '공부방 é'.normalize('NFD');
  expect(readablePart(decomposed, 80)).toBe('공부방-é'.normalize('NFC'));
});

test('has nothing to keep of emoji and signs', () => {
  expect(readablePart('📚✨ !!', 80)).toBe('');
  expect(createSlug('📚', 'public')).toMatch(/^room-[0-9a-z]{5}$/);
});

test('cuts between characters and leaves no hyphen at the end', () => {
  expect(readablePart('ab cd', 3)).toBe('ab');
  // U+20000 takes two UTF-16 units.
  expect(readablePart('a\u{20000}\u{20000}', 4)).toBe('a\u{20000}');
});

test('makes addresses that the wire accepts, whatever the name', () => {
  for (const name of ['a'.repeat(200), '가'.repeat(200), '\u{20000}'.repeat(60), 'İstanbul', 'हिन्दी', '-–-', '\0']) {
    for (const visibility of ['public', 'unlisted'] as const) {
      const slug = createSlug(name, visibility);
      expect(isSlug(slug), slug).toBe(true);
      expect(slug).toBe(slug.normalize('NFC'));
    }
  }
});

test('makes unlisted addresses unguessable', () => {
  expect(createSlug('Quiet', 'unlisted')).toMatch(/^quiet-[0-9a-z]{12}$/);
  const slugs = new Set(Array.from({ length: 1_000 }, () => createSlug('Quiet', 'unlisted')));
  expect(slugs.size).toBe(1_000);
});

test('refuses what cannot be an address', () => {
  for (const text of ['', 'a b', 'a/b', 'a\0', 'a'.repeat(81), '😀']) expect(isSlug(text), text).toBe(false);
});

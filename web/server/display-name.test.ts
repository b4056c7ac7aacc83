import { describe, expect, test } from 'bun:test';
import { cleanDisplayName } from './display-name.ts';

describe('cleanDisplayName', () => {
  test.each([
    ['Mina', 'Mina'],
    ['  Mina \n Park ', 'Mina Park'],
    ['김\u0000민아', '김민아'],
    ['\u202Eanim\u202C', 'anim'],
    ['Ad\u200Bmin', 'Admin'],
    ['👩‍💻 Ada', '👩‍💻 Ada'],
    ['가'.normalize('NFD'), '가'],
    ['\uD800', '\uFFFD'],
  ])('%j is shown as %j', (raw, shown) => {
    expect(cleanDisplayName(raw)).toBe(shown);
  });

  test.each([[''], ['   '], ['\u200B\u2060'], ['\u3164'], [undefined], [7], [{}], ['\u0301']])(
    '%j is no name',
    (raw) => {
      expect(cleanDisplayName(raw)).toBeNull();
    },
  );

  test('is cut between characters, never inside one', () => {
    expect(cleanDisplayName('a'.repeat(60))).toBe('a'.repeat(40));
    const families = cleanDisplayName('👨‍👩‍👧‍👦'.repeat(10)) ?? '';
    expect(families.length).toBeLessThanOrEqual(40);
    expect(families).toBe('👨‍👩‍👧‍👦'.repeat(3));
  });
});

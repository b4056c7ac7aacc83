import { describe, expect, test } from 'bun:test';
import { messageBody } from './models.ts';

const isSendable = (text: string) => messageBody.safeParse(text).success;

describe('messageBody', () => {
  test.each(['a', '공', '7', '?', '👩🏽‍💻', '❤️', '1️⃣', 'ٱلسَّلَام', ' a ', '\u202Eabc'])('takes %p', (text) => {
    expect(isSendable(text)).toBe(true);
  });

  test.each([
    ['', 'nothing'],
    [' \n\t\u3000', 'spaces'],
    ['\u200B\u202E\u2066', 'formatting marks'],
    ['\u3164\u2800', 'letters that show nothing'],
    ['a\u0000b', 'a null character'],
    ['a\uD83D', 'half an emoji'],
    ['x'.repeat(4_001), 'more than fits'],
  ])('refuses %p: %s', (text) => {
    expect(isSendable(text)).toBe(false);
  });
});

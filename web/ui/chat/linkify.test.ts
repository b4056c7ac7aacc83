import { describe, expect, test } from 'bun:test';
import fc from 'fast-check';
import { linkify } from './linkify.ts';

function linksIn(text: string): string[] {
  return linkify(text).flatMap((part) => (part.kind === 'link' ? [part.text] : []));
}

describe('linkify', () => {
  test.each([
    ['see https://coup.dev/rooms.', ['https://coup.dev/rooms']],
    ['(https://en.wikipedia.org/wiki/Set_(mathematics))', ['https://en.wikipedia.org/wiki/Set_(mathematics)']],
    ['https://a.example/?q=1&b=2#c, http://b.example!', ['https://a.example/?q=1&b=2#c', 'http://b.example']],
    ['https://coup.dev에서 봐요', ['https://coup.dev']],
    ['https://ko.wikipedia.org/wiki/한글 참고', ['https://ko.wikipedia.org/wiki/한글']],
    ['http://localhost:3000/rooms/a', ['http://localhost:3000/rooms/a']],
    ['no link: coup.dev, ftp://x.example, javascript:alert(1)', []],
    ['xhttps://glued.example', []],
    ['https://', []],
    ['http://bank.example@evil.example', []],
    ['https://аpple.com is not what it seems', []],
    ['“https://quoted.example/a”', ['https://quoted.example/a']],
  ])('finds the addresses in %p', (text, links) => {
    expect(linksIn(text)).toEqual(links);
  });

  test('loses nothing, and links only to http and https', () => {
    const piece = fc.constantFrom(
      'https://',
      'a.example',
      '/b',
      ' ',
      '(',
      ')',
      '.',
      'javascript:',
      '한글',
      '\n',
      '"',
      '<',
    );
    fc.assert(
      fc.property(fc.array(piece, { maxLength: 20 }), (pieces) => {
        const text = pieces.join('');
        const parts = linkify(text);
        expect(parts.map((part) => part.text).join('')).toBe(text);
        for (const part of parts) {
          if (part.kind === 'link') expect(part.href).toMatch(/^https?:\/\//u);
        }
      }),
    );
  });

  test('stays fast on hostile input', () => {
    const started = performance.now();
    linkify(`https://${'a.'.repeat(2_000)}`);
    linkify('https://a.example/'.concat(')'.repeat(3_900)));
    expect(performance.now() - started).toBeLessThan(500);
  });
});

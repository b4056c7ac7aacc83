import { describe, expect, test } from 'bun:test';
import en from './en.json' with { type: 'json' };
import ko from './ko.json' with { type: 'json' };

type Tree = { [key: string]: string | Tree };

function flatten(tree: Tree, path = ''): [key: string, text: string][] {
  return Object.entries(tree).flatMap(([key, value]) =>
    typeof value === 'string' ? [[`${path}${key}`, value] as [string, string]] : flatten(value, `${path}${key}.`),
  );
}

/** What a sentence has to be given: `{name}` and the subject of `{count, plural, …}`, not the words of its branches. */
function argumentsOf(text: string): string[] {
  return [
    ...new Set([...text.matchAll(/(?<!(?:one|other|=\d+) *)\{\s*(\w+)\s*[,}]/g)].map((match) => match[1] ?? '')),
  ].sort();
}

const english = new Map(flatten(en));
const korean = new Map(flatten(ko));

describe('the words of both languages', () => {
  test('name the same things', () => {
    expect([...korean.keys()].sort()).toEqual([...english.keys()].sort());
  });

  test('are given the same values', () => {
    const known = [...english].filter(([key]) => korean.has(key));
    for (const [key, text] of known) {
      expect({ key, needs: argumentsOf(korean.get(key) ?? '') }).toEqual({ key, needs: argumentsOf(text) });
    }
  });

  test('are never empty, and never shout', () => {
    for (const [key, text] of [...english, ...korean]) {
      expect({ key, isEmpty: text.trim() === '' }).toEqual({ key, isEmpty: false });
      expect({ key, shouts: text.includes('!') }).toEqual({ key, shouts: false });
    }
  });
});

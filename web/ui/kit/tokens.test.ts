import { describe, expect, test } from 'bun:test';

const css = await Bun.file(new URL('./tokens.css', import.meta.url)).text();

type Tokens = Map<string, string>;

function readTheme(selector: string): Tokens {
  const start = css.indexOf(`${selector} {`);
  const block = css.slice(start, css.indexOf('\n}', start));
  return new Map(Array.from(block.matchAll(/--([a-z-]+): ([^;]+);/gu), (match) => [match[1] ?? '', match[2] ?? '']));
}

function luminanceOf(lightness: number, chroma: number, hue: number): number {
  const angle = (hue * Math.PI) / 180;
  const [a, b] = [chroma * Math.cos(angle), chroma * Math.sin(angle)];
  const l = (lightness + 0.3963377774 * a + 0.2158037573 * b) ** 3;
  const m = (lightness - 0.1055613458 * a - 0.0638541728 * b) ** 3;
  const s = (lightness - 0.0894841775 * a - 1.291485548 * b) ** 3;
  const clamp = (value: number) => Math.min(1, Math.max(0, value));
  const red = clamp(4.0767416621 * l - 3.3077115913 * m + 0.2309699292 * s);
  const green = clamp(-1.2684380046 * l + 2.6097574011 * m - 0.3413193965 * s);
  const blue = clamp(-0.0041960863 * l - 0.7034186147 * m + 1.707614701 * s);
  return 0.2126 * red + 0.7152 * green + 0.0722 * blue;
}

function tokenLuminance(theme: Tokens, name: string): number {
  const numbers = /oklch\(([\d.]+) ([\d.]+) ([\d.]+)\)/u.exec(theme.get(name) ?? '');
  if (numbers === null) throw new Error(`No opaque colour named ${name}.`);
  return luminanceOf(Number(numbers[1]), Number(numbers[2]), Number(numbers[3]));
}

function contrast(first: number, second: number): number {
  return (Math.max(first, second) + 0.05) / (Math.min(first, second) + 0.05);
}

const grounds = ['paper', 'raised', 'sunk'];
/** Text, its grounds, and the least contrast: 7 for what is read, 4.5 for labels, 3 for shapes. */
const pairs: readonly [string, readonly string[], number][] = [
  ['ink', [...grounds, 'lamp-wash', 'glow-wash', 'stop-wash'], 7],
  ['ink-soft', grounds, 7],
  ['ink-faint', grounds, 4.5],
  ['lamp-ink', [...grounds, 'lamp-wash'], 4.5],
  ['glow-ink', [...grounds, 'glow-wash'], 4.5],
  ['stop-ink', [...grounds, 'stop-wash'], 4.5],
  ['on-lamp', ['lamp', 'lamp-hover'], 4.5],
  ['on-stop', ['stop', 'stop-hover'], 4.5],
  ['paper', ['ink'], 7],
  ['edge', grounds, 3],
];

for (const [themeName, selector] of [
  ['day', ':root'],
  ['night', '.dark'],
] as const) {
  describe(`contrast by ${themeName}`, () => {
    const theme = readTheme(selector);
    test.each(pairs)('%s', (text, backgrounds, least) => {
      for (const ground of backgrounds) {
        const found = contrast(tokenLuminance(theme, text), tokenLuminance(theme, ground));
        expect(found, `${text} on ${ground}`).toBeGreaterThanOrEqual(least);
      }
    });

    test('initials on every field', () => {
      const read = (name: string) => Number(theme.get(name));
      for (let hue = 0; hue < 360; hue += 5) {
        const field = luminanceOf(read('field-lightness'), read('field-chroma'), hue);
        const ink = luminanceOf(read('field-ink-lightness'), read('field-ink-chroma'), hue);
        expect(contrast(field, ink)).toBeGreaterThanOrEqual(4.5);
      }
    });
  });
}

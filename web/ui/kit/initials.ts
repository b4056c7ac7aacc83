const HUES = 8;

const segmenter = new Intl.Segmenter(undefined, { granularity: 'grapheme' });

function graphemes(text: string): string[] {
  return Array.from(segmenter.segment(text), ({ segment }) => segment);
}

/** One or two characters that stand for a name: Mina Park → MP, 김민아 → 민아, mina → M. */
export function initialsOf(name: string): string {
  // A remark in brackets is not part of the name.
  const bare = name.replace(/[([{（「].*$/u, '').trim() || name.trim();
  const words = bare.split(/\s+/u);
  const first = graphemes(words[0] ?? '');
  const last = words.length > 1 ? graphemes(words.at(-1) ?? '') : [];
  if (last.length > 0) return `${first[0] ?? ''}${last[0] ?? ''}`.toLocaleUpperCase();
  const isHangul = /^\p{Script=Hangul}{2,4}$/u.test(first.join(''));
  if (isHangul) return first.slice(-2).join('');
  return (first[0] ?? '·').toLocaleUpperCase();
}

/** The same person has the same calm hue everywhere: 0 to 7, by id. */
export function hueOf(id: string): number {
  let hash = 2166136261;
  for (let index = 0; index < id.length; index += 1) {
    hash = Math.imul(hash ^ id.charCodeAt(index), 16777619);
  }
  return (hash >>> 0) % HUES;
}

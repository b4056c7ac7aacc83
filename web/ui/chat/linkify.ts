export type TextPart = { kind: 'text'; text: string } | { kind: 'link'; text: string; href: string };

/** Hosts in plain ASCII only: no look-alike letters, and a Korean particle after the host stays outside. */
const candidate = /https?:\/\/[a-z0-9](?:[a-z0-9.-]*[a-z0-9])?(?::\d{1,5})?(?:[/?#][^\s<>"]*)?/giu;
const trailing = /[.,!?;:'…。、，！？~]+$/u;

/** Takes away what belongs to the sentence rather than to the address: full stops, and a bracket that nothing opened. */
function trimAddress(address: string): string {
  const trimmed = address.replace(trailing, '');
  for (const [open, close] of ['()', '[]', '{}', '「」', '“”']) {
    if (open === undefined || close === undefined || !trimmed.endsWith(close)) continue;
    if (trimmed.split(open).length < trimmed.split(close).length) return trimAddress(trimmed.slice(0, -1));
  }
  return trimmed;
}

function toHref(address: string): string | null {
  const url = URL.parse(address);
  return url !== null && (url.protocol === 'http:' || url.protocol === 'https:') ? url.href : null;
}

/** Splits plain text at its http and https addresses. Joined together, the parts are the text again. */
export function linkify(text: string): TextPart[] {
  const parts: TextPart[] = [];
  let end = 0;
  for (const match of text.matchAll(candidate)) {
    const address = trimAddress(match[0]);
    const href = toHref(address);
    const isInsideWord = /[\p{L}\p{N}]$/u.test(text.slice(Math.max(0, match.index - 2), match.index));
    // `http://name@host` leads to the host, not to the name that the link would show.
    const isName = text[match.index + address.length] === '@';
    if (href === null || isInsideWord || isName) continue;
    if (match.index > end) parts.push({ kind: 'text', text: text.slice(end, match.index) });
    parts.push({ kind: 'link', text: address, href });
    end = match.index + address.length;
  }
  if (end < text.length) parts.push({ kind: 'text', text: text.slice(end) });
  return parts;
}

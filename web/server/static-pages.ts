import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { inlineScriptHashes } from './content-security.ts';

const known = new Map<string, Promise<string[] | null>>();

/**
 * Hashes of the inline scripts of a page that was rendered at build time, or null for a page rendered per request.
 * What the build wrote is the truth, so a page that becomes dynamic gets its nonce without anybody's doing.
 */
export function staticScriptHashes(pathname: string): Promise<string[] | null> {
  if (!/^\/[a-z]{2}(\/[a-z-]+)*$/.test(pathname)) return Promise.resolve(null);
  const cached = known.get(pathname);
  if (cached !== undefined) return cached;
  // Strangers choose paths; only pages that exist are worth a place.
  const hashes = readPage(pathname).then((html) => {
    if (html === null) known.delete(pathname);
    return html === null ? null : inlineScriptHashes(html);
  });
  known.set(pathname, hashes);
  return hashes;
}

async function readPage(pathname: string): Promise<string | null> {
  try {
    // The build cannot know this file yet; it lies beside the server that runs.
    return await readFile(
      join(/* turbopackIgnore: true */ process.cwd(), '.next', 'server', 'app', `${pathname}.html`),
      'utf8',
    );
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return null;
    throw error;
  }
}

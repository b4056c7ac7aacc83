import { gzipSync } from 'node:zlib';
import type { Page, Response } from 'playwright';

export type ScriptWeight = {
  /** Gzipped size in KB (1,000 bytes) of all scripts fetched since the last call. */
  takeKb: () => Promise<number>;
};

/**
 * Weighs the scripts a page fetches. Bodies are gzipped here at level 9, so that the figure does not depend on how the
 * server in front happens to compress.
 */
export function weighScripts(page: Page): ScriptWeight {
  let fetched: Response[] = [];
  page.on('response', (response) => {
    if (response.request().resourceType() === 'script' && response.ok()) fetched.push(response);
  });
  return {
    takeKb: async () => {
      const batch = fetched;
      fetched = [];
      const bodies = await Promise.all(batch.map((response) => response.body()));
      return bodies.reduce((sum, body) => sum + gzipSync(body, { level: 9 }).length, 0) / 1_000;
    },
  };
}

/// <reference lib="dom" />
import type { Browser } from 'playwright';
import { serveBarePage } from '../bare/page.ts';
import { watchFirstRemoteFrame } from '../first-frame.ts';
import { repeat } from '../sample.ts';

export type BareCall = { coldMs: number[]; warmMs: number[] };

declare global {
  interface Window {
    call?: () => Promise<void>;
    devices?: Promise<MediaStream>;
  }
}

/**
 * Two bare pages in one browser: from the navigation (cold), and with the camera already open from the call (warm), to the
 * first remote frame.
 */
export async function measureBareCall(browser: Browser, runs: number): Promise<BareCall> {
  const { url, close } = await serveBarePage();
  const context = await browser.newContext({ permissions: ['camera', 'microphone'] });
  await context.addInitScript(watchFirstRemoteFrame);
  const callee = await context.newPage();
  await callee.goto(`${url}#callee`);
  await callee.evaluate(() => window.devices);

  const coldMs = await repeat(runs, async () => {
    const caller = await context.newPage();
    await caller.goto(`${url}#caller`);
    await caller.waitForFunction(() => window.firstRemoteFrame);
    const elapsed = await caller.evaluate(() => window.firstRemoteFrame ?? Number.NaN);
    await caller.close();
    return elapsed;
  });
  const warmMs = await repeat(runs, async () => {
    const caller = await context.newPage();
    await caller.goto(`${url}#warm`);
    const startedAt = await caller.evaluate(async () => {
      await window.devices;
      const now = performance.now();
      await window.call?.();
      return now;
    });
    await caller.waitForFunction(() => window.firstRemoteFrame);
    const elapsed = await caller.evaluate((start) => (window.firstRemoteFrame ?? Number.NaN) - start, startedAt);
    await caller.close();
    return elapsed;
  });
  await context.close();
  await close();
  return { coldMs, warmMs };
}

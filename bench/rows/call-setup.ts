/// <reference lib="dom" />
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { launchChromium } from '@coup/e2e/browsers';
import { solidWithMovingBlock, writeCameraFile } from '@coup/e2e/camera-file';
import { RoomPage } from '@coup/e2e/room-page';
import { SitePage } from '@coup/e2e/site-page';
import { writeToneFile } from '@coup/e2e/tone-file';
import type { Browser, BrowserContext, Page } from 'playwright';
import { pressJoinWhenEnabled, watchFirstRemoteFrame } from '../first-frame.ts';
import { openProduct } from '../product.ts';
import type { Result } from '../result.ts';
import { repeat } from '../sample.ts';
import { measureBareCall } from './bare-call.ts';

const RUNS = 9;
const CAMERA = { width: 320, height: 240, fps: 15, frames: 30 };
const WARM_LIMIT_MS = 450;
const COLD_LIMIT_MS = 1_500;

/** Promise 9, all in one browser process: product and baseline share the machine's speed and its mood. */
export async function measureCallSetup(): Promise<Result[]> {
  const files = mkdtempSync(join(tmpdir(), 'coup-bench-media-'));
  const camera = join(files, 'camera.y4m');
  const tone = join(files, 'tone.wav');
  writeCameraFile(camera, solidWithMovingBlock([60, 110, 90], CAMERA), CAMERA);
  writeToneFile(tone, 440);
  const product = await openProduct({ webPort: 49_090, signalingPort: 49_091 });
  const browser = await launchChromium({ camera, tone });
  try {
    const bare = await measureBareCall(browser, RUNS);
    const { warmMs, coldMs } = await measureProduct(browser, product.url);
    return [
      {
        row: 'call: warm lobby to first remote frame',
        promise: '9',
        unit: 'ms',
        samples: warmMs,
        limit: WARM_LIMIT_MS,
        baseline: { name: 'bare page, camera open', samples: bare.warmMs },
      },
      {
        row: 'call: cold link to first remote frame',
        promise: '9',
        unit: 'ms',
        samples: coldMs,
        limit: COLD_LIMIT_MS,
        baseline: { name: 'bare page, cold', samples: bare.coldMs },
      },
    ];
  } finally {
    await browser.close();
    await product.stop();
    rmSync(files, { recursive: true, force: true });
  }
}

async function measureProduct(browser: Browser, url: string): Promise<{ warmMs: number[]; coldMs: number[] }> {
  const options = { baseURL: url, locale: 'en-US', permissions: ['camera', 'microphone'] };
  const host = await (await browser.newContext(options)).newPage();
  const slug = await new SitePage(host).startRoomAsGuest('Ada', { name: 'Bench' });
  await new RoomPage(host).joinWithDevices();

  // The guest has been here before: an identity, the camera allowed and chosen. Nothing else is kept between cold runs.
  const known = await browser.newContext(options);
  const firstVisit = await known.newPage();
  const room = new RoomPage(firstVisit);
  await room.enterAsGuest(slug, 'Minho');
  await room.turnOn('camera');
  await firstVisit.close();
  const storageState = await known.storageState();
  await known.addInitScript(watchFirstRemoteFrame);

  const warmMs = await repeat(RUNS, () => measureWarm(known, slug));
  const coldMs = await repeat(RUNS, async () => {
    const context = await browser.newContext({ ...options, storageState });
    await context.addInitScript(watchFirstRemoteFrame);
    await context.addInitScript(pressJoinWhenEnabled);
    const page = await context.newPage();
    await page.goto(`/en/rooms/${slug}`, { waitUntil: 'commit' });
    const elapsed = await firstRemoteFrame(page);
    await new RoomPage(page).leave();
    await context.close();
    return elapsed;
  });
  return { warmMs, coldMs };
}

async function measureWarm(context: BrowserContext, slug: string): Promise<number> {
  const page = await context.newPage();
  const room = new RoomPage(page);
  await page.goto(`/en/rooms/${slug}`, { waitUntil: 'networkidle' });
  await room.turnOn('camera');
  // Whoever looks at the preview crosses it with the pointer, and the lobby warms up.
  await page.getByRole('main').hover();
  await page.waitForLoadState('networkidle');
  const pressedAt = await room.joinButton.evaluate((button: HTMLElement) => {
    const now = performance.now();
    button.click();
    return now;
  });
  const elapsed = (await firstRemoteFrame(page)) - pressedAt;
  await room.leave();
  await page.close();
  return elapsed;
}

async function firstRemoteFrame(page: Page): Promise<number> {
  await page.waitForFunction(() => window.firstRemoteFrame !== undefined);
  return page.evaluate(() => window.firstRemoteFrame ?? Number.NaN);
}

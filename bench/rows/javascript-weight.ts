import { launchChromium } from '@coup/e2e/browsers';
import { RoomPage } from '@coup/e2e/room-page';
import { SitePage } from '@coup/e2e/site-page';
import type { Browser } from 'playwright';
import { serveEmptyApp } from '../empty-app.ts';
import { openProduct } from '../product.ts';
import type { Result } from '../result.ts';
import { weighScripts } from '../script-weight.ts';

const LANDING_LIMIT_KB = 15;
const ROOM_LIMIT_KB = 80;
const CALL_LIMIT_KB = 80;

/** Promise 12. Weights do not vary from run to run, so one is enough. */
export async function measureJavaScript(): Promise<Result[]> {
  const empty = await serveEmptyApp();
  const product = await openProduct({ webPort: 49_092, signalingPort: 49_093 });
  const browser = await launchChromium({ camera: null, tone: null });
  try {
    const emptyKb = await weighPage(browser, empty.url);
    const landingKb = await weighPage(browser, `${product.url}/en`);
    const room = await weighRoom(browser, product.url);
    const overEmpty = (row: string, totalKb: number, limit: number): Result => ({
      row,
      promise: '12',
      unit: 'KB',
      samples: [totalKb - emptyKb],
      limit,
      note: `${totalKb.toFixed(1)} KB in all; an empty page of the same Next build ${emptyKb.toFixed(1)} KB.`,
    });
    return [
      overEmpty('javascript: landing, over empty', landingKb, LANDING_LIMIT_KB),
      overEmpty('javascript: room before the call, over empty', room.beforeKb, ROOM_LIMIT_KB),
      { row: 'javascript: call, on demand', promise: '12', unit: 'KB', samples: [room.callKb], limit: CALL_LIMIT_KB },
    ];
  } finally {
    await browser.close();
    await product.stop();
    await empty.stop();
  }
}

async function weighPage(browser: Browser, url: string): Promise<number> {
  const context = await browser.newContext({ locale: 'en-US' });
  const page = await context.newPage();
  const weight = weighScripts(page);
  await page.goto(url, { waitUntil: 'networkidle' });
  const kb = await weight.takeKb();
  await context.close();
  return kb;
}

/** A guest with an identity opens the room with a cold cache, and then joins. */
async function weighRoom(browser: Browser, url: string): Promise<{ beforeKb: number; callKb: number }> {
  const options = { baseURL: url, locale: 'en-US' };
  const host = await browser.newContext(options);
  const hostPage = await host.newPage();
  const slug = await new SitePage(hostPage).startRoomAsGuest('Ada', { name: 'Bench' });
  const context = await browser.newContext({ ...options, storageState: await host.storageState() });
  const page = await context.newPage();
  const weight = weighScripts(page);
  await page.goto(`/en/rooms/${slug}`, { waitUntil: 'networkidle' });
  const beforeKb = await weight.takeKb();
  await new RoomPage(page).join();
  await page.waitForLoadState('networkidle');
  const callKb = await weight.takeKb();
  await Promise.all([host.close(), context.close()]);
  return { beforeKb, callKb };
}

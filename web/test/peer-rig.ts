import type { Signal } from '@coup/signaling/protocol';
import type { Browser, Page } from 'playwright';
import type { PeerHandle, PeerRig } from '../call/testing/peer-contract.ts';
import { until } from './until.ts';

export type BrowserRig = PeerRig & { pageA: Page; pageB: Page };

const QUIET_MS = 400;

function handleOf(page: Page): PeerHandle {
  return {
    build: (isInitiator) => page.evaluate((is) => window.peerPage.build(is), isInitiator),
    signal: (signal) => page.evaluate((each) => window.peerPage.signal(each), signal),
    restartIce: () => page.evaluate(() => window.peerPage.restartIce()),
    setCamera: (isOn) => page.evaluate((is) => window.peerPage.setCamera(is), isOn),
    destroy: () => page.evaluate(() => window.peerPage.destroy()),
    seen: () => page.evaluate(() => window.peerPage.seen()),
    sent: () => page.evaluate(() => window.peerPage.sent()),
  };
}

/** Two real pages in contexts of their own, used again and again. */
export type BrowserRigs = {
  /** Fresh documents in both, with this process as the wire between them. */
  open(): Promise<BrowserRig>;
  close(): Promise<void>;
};

export async function createBrowserRigs(browser: Browser, origin: string): Promise<BrowserRigs> {
  const [contextA, contextB] = await Promise.all([browser.newContext(), browser.newContext()]);
  const [pageA, pageB] = await Promise.all([contextA.newPage(), contextB.newPage()]);
  const handles = { a: handleOf(pageA), b: handleOf(pageB) };
  let mode: 'carry' | 'twice' | 'drop' = 'carry';
  let lastSignalAt = 0;
  const carryTo = (other: PeerHandle) => async (signal: Signal) => {
    lastSignalAt = performance.now();
    if (mode === 'drop') return;
    await other.signal(signal);
    if (mode === 'twice') await other.signal(signal);
  };
  await pageA.exposeFunction('carry', carryTo(handles.b));
  await pageB.exposeFunction('carry', carryTo(handles.a));

  async function load(page: Page): Promise<void> {
    await page.goto(origin);
    await page.waitForFunction(() => 'peerPage' in window);
  }

  const rig: BrowserRig = {
    ...handles,
    pageA,
    pageB,
    async setWire(next) {
      mode = next;
    },
    until,
    async settle() {
      lastSignalAt = performance.now();
      await until('the wire is quiet', () => performance.now() - lastSignalAt > QUIET_MS);
    },
    async close() {
      mode = 'drop';
      await Promise.all([handles.a.destroy(), handles.b.destroy()]);
    },
  };
  return {
    async open() {
      await Promise.all([load(pageA), load(pageB)]);
      mode = 'carry';
      return rig;
    },
    close: async () => void (await Promise.all([contextA.close(), contextB.close()])),
  };
}

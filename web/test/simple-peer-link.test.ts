import { afterAll, beforeAll, describe, expect, test } from 'bun:test';
import type { Browser } from 'playwright';
import { describePeerContract } from '../call/testing/peer-contract.ts';
import { type BrowserRig, type BrowserRigs, createBrowserRigs } from './peer-rig.ts';
import { launchBrowser, type Site, serveScript } from './site.ts';
import { until } from './until.ts';

const TIMEOUT_MS = 40_000;

let browser: Browser;
let site: Site;
let rigs: BrowserRigs;

beforeAll(async () => {
  [browser, site] = await Promise.all([launchBrowser(), serveScript('peer')]);
  rigs = await createBrowserRigs(browser, site.origin);
}, TIMEOUT_MS);

afterAll(async () => {
  await browser.close();
  await site.close();
});

describePeerContract('simple-peer in Chromium', () => rigs.open(), TIMEOUT_MS);

describe('simple-peer link in two real pages', () => {
  async function connect(rig: BrowserRig): Promise<void> {
    await rig.b.build(false);
    await rig.a.build(true);
    await rig.until('both are connected', async () => {
      return (await rig.a.seen()).includes('connected') && (await rig.b.seen()).includes('connected');
    });
  }

  const frames = (page: BrowserRig['pageA']) => page.evaluate(() => window.peerPage.framesDecoded());

  async function growsOn(page: BrowserRig['pageA'], what: string): Promise<void> {
    const before = await frames(page);
    await until(what, async () => (await frames(page)) > before + 5);
  }

  test(
    'frames are decoded both ways, and stop and go with the track',
    async () => {
      const rig = await rigs.open();
      await rig.a.setCamera(true);
      await rig.b.setCamera(true);
      await connect(rig);
      await growsOn(rig.pageA, 'frames of b at a');
      await growsOn(rig.pageB, 'frames of a at b');

      const offers = (await rig.a.sent()).length;
      await rig.a.setCamera(false);
      await until('a has fallen silent', async () => {
        const before = await rig.pageB.evaluate(() => window.peerPage.bytesReceived());
        await rig.settle();
        return (await rig.pageB.evaluate(() => window.peerPage.bytesReceived())) === before;
      });
      await rig.a.setCamera(true);
      await growsOn(rig.pageB, 'frames of a at b again');
      expect((await rig.a.sent()).length).toBe(offers);
      await rig.close();
    },
    TIMEOUT_MS,
  );

  test(
    'a track that was closed at the start goes both ways once it is opened',
    async () => {
      const rig = await rigs.open();
      await connect(rig);
      await rig.b.setCamera(true);
      await growsOn(rig.pageA, 'frames of b at a');
      await rig.a.setCamera(true);
      await growsOn(rig.pageB, 'frames of a at b');
      await rig.close();
    },
    TIMEOUT_MS,
  );

  test(
    'an ICE restart changes the credentials and keeps the pictures',
    async () => {
      const rig = await rigs.open();
      await rig.a.setCamera(true);
      await connect(rig);
      const ufrag = () => rig.pageA.evaluate(() => window.peerPage.localUfrag());
      const before = await ufrag();
      await rig.a.restartIce();
      await until('new credentials', async () => (await ufrag()) !== before);
      await growsOn(rig.pageB, 'frames of a at b');
      await rig.close();
    },
    TIMEOUT_MS,
  );

  test(
    'a second generation replaces the first, and destroy leaves no connection',
    async () => {
      const rig = await rigs.open();
      await rig.a.setCamera(true);
      await connect(rig);
      await Promise.all([rig.a.destroy(), rig.b.destroy()]);
      await connect(rig);
      await growsOn(rig.pageB, 'frames of a at b');
      const open = async () => [
        await rig.pageA.evaluate(() => window.peerPage.openConnections()),
        await rig.pageB.evaluate(() => window.peerPage.openConnections()),
      ];
      expect(await open()).toEqual([1, 1]);
      await Promise.all([rig.a.destroy(), rig.b.destroy()]);
      await until('no connection is left', async () => (await open()).every((count) => count === 0));
      await rig.close();
    },
    TIMEOUT_MS,
  );

  test(
    'an offer that is not a call of ours is rejected',
    async () => {
      const rig = await rigs.open();
      const sdp = await rig.pageA.evaluate(async () => {
        const pc = new RTCPeerConnection();
        pc.addTransceiver('video');
        return (await pc.createOffer()).sdp ?? '';
      });
      await rig.b.build(false);
      await rig.b.signal({ type: 'offer', sdp });
      await until('it is closed', async () => (await rig.b.seen()).includes('closed'));
      expect(await rig.b.sent()).toEqual([]);
      await rig.close();
    },
    TIMEOUT_MS,
  );
});

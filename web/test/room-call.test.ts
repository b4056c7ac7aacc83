import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'bun:test';
import type { Room } from '@coup/db/queries/rooms';
import type { Browser, BrowserContext, Page } from 'playwright';
import { type SignalingProcess, startSignaling, type TestPerson } from './signaling-process.ts';
import { launchBrowser, type Site, serveScript } from './site.ts';
import { until } from './until.ts';

const TIMEOUT_MS = 60_000;

let browser: Browser;
let site: Site;
let signaling: SignalingProcess;
let room: Room;
let contexts: BrowserContext[] = [];

beforeAll(async () => {
  [browser, site] = await Promise.all([launchBrowser(), serveScript('room')]);
  signaling = await startSignaling(site.origin);
}, TIMEOUT_MS);

afterAll(async () => {
  await browser.close();
  await signaling.close();
  await site.close();
}, TIMEOUT_MS);

beforeEach(async () => {
  room = await signaling.createRoom();
});

afterEach(async () => {
  await Promise.all(contexts.map((context) => context.close()));
  contexts = [];
}, TIMEOUT_MS);

async function openPage(someone: TestPerson): Promise<Page> {
  const context = await browser.newContext();
  contexts.push(context);
  const page = await context.newPage();
  const query = new URLSearchParams({ slug: room.slug, socket: signaling.url, token: someone.token });
  await page.goto(`${site.origin}/?${query}`);
  await ready(page);
  return page;
}

async function ready(page: Page): Promise<void> {
  await page.waitForFunction(() => window.roomPage?.room.session.getRoom().status === 'open');
  await page.evaluate(() => window.roomPage.warm());
}

const callState = (page: Page) => page.evaluate(() => window.roomPage.callState());
const longestPause = (page: Page) => page.evaluate(() => window.roomPage.longestPauseMs());
const frames = (page: Page) => page.evaluate(() => window.roomPage.framesDecoded());

async function remotesOf(page: Page) {
  const state = await callState(page);
  return state.status === 'joined' ? state.remotes : [];
}

async function growsOn(page: Page): Promise<void> {
  const before = await frames(page);
  await until('more frames', async () => (await frames(page)) > before + 5);
}

async function meet(): Promise<{ a: Page; b: Page; firstFrameMs: number }> {
  const [ann, bo] = await Promise.all([signaling.createPerson('Ann'), signaling.createPerson('Bo')]);
  const [a, b] = await Promise.all([openPage(ann), openPage(bo)]);
  const seesB = a.evaluate(() => window.roomPage.joinAndSee());
  await until('a has its seat', async () => (await callState(a)).status === 'joined');
  const firstFrameMs = await b.evaluate(() => window.roomPage.joinAndSee());
  await seesB;
  return { a, b, firstFrameMs };
}

describe('a call over the real server, in real browsers', () => {
  test(
    'two people see each other, and one that leaves is gone',
    async () => {
      const { a, b, firstFrameMs } = await meet();
      await Promise.all([growsOn(a), growsOn(b)]);
      // Promise 9 says 450 ms at the median of an idle machine; here it only has to be a start without a retry.
      expect(firstFrameMs).toBeLessThan(5_000);
      if (process.env.SHOW_TIMES) console.log(`first remote frame after ${Math.round(firstFrameMs)} ms`);
      const leftAt = performance.now();
      await b.evaluate(() => window.roomPage.call?.leave());
      await until('the tile is gone', async () => (await remotesOf(a)).length === 0);
      if (process.env.SHOW_TIMES) console.log(`tile gone after ${Math.round(performance.now() - leftAt)} ms`);
      expect(await a.evaluate(() => window.roomPage.openConnections())).toBe(0);
      expect(await b.evaluate(() => window.roomPage.openConnections())).toBe(0);
    },
    TIMEOUT_MS,
  );

  test(
    'a reload comes back once, as the same participant',
    async () => {
      const { a, b } = await meet();
      const before = (await remotesOf(a))[0]?.participant;
      await b.reload();
      await ready(b);
      await b.evaluate(() => window.roomPage.joinAndSee());
      await until('a sees the new page', async () => {
        const remotes = await remotesOf(a);
        return remotes[0]?.participant.incarnation !== before?.incarnation && remotes[0]?.link.status === 'connected';
      });
      const remotes = await remotesOf(a);
      expect(remotes).toHaveLength(1);
      expect(remotes[0]?.participant.participantId).toBe(before?.participantId ?? '');
      await growsOn(a);
      expect(await a.evaluate(() => window.roomPage.openConnections())).toBe(1);
    },
    TIMEOUT_MS,
  );

  test(
    'killing the only server freezes nothing, and chat goes on by itself when it is back',
    async () => {
      const { a, b } = await meet();
      const before = await remotesOf(a);
      await growsOn(a);
      const usualPauseMs = await longestPause(a);
      await signaling.kill();
      await until('both notice', async () => {
        const states = await Promise.all([callState(a), callState(b)]);
        return states.every((state) => state.status === 'joined' && state.server === 'reconnecting');
      });
      await Promise.all([growsOn(a), growsOn(b)]);
      await b.evaluate(() => window.roomPage.room.session.chat.send('written while the server was away'));
      await signaling.start();
      await until('both are back', async () => {
        const states = await Promise.all([callState(a), callState(b)]);
        return states.every((state) => state.status === 'joined' && state.server === 'connected');
      });
      await until('the message arrives', () =>
        a.evaluate(() => window.roomPage.room.session.chat.getState().events.length === 1),
      );
      const after = await remotesOf(a);
      expect(after.map((each) => each.participant.participantId)).toEqual(
        before.map((each) => each.participant.participantId),
      );
      expect(after.map((each) => each.link)).toEqual(before.map((each) => each.link));
      expect(await a.evaluate(() => window.roomPage.openConnections())).toBe(1);
      await Promise.all([growsOn(a), growsOn(b)]);
      // Promise 1, three times over: this machine is not idle.
      expect(await longestPause(a)).toBeLessThan(3 * Math.max(500, 1.5 * usualPauseMs));
    },
    TIMEOUT_MS,
  );

  test(
    'a connection that dies on one side is rebuilt as a new generation, with pictures both ways',
    async () => {
      const { a, b } = await meet();
      await b.evaluate(() => window.roomPage.closeConnection());
      await until('both have a new link', async () => {
        const remotes = [...(await remotesOf(a)), ...(await remotesOf(b))];
        return remotes.every(({ link }) => link.status === 'connected' && link.generation > 0);
      });
      await Promise.all([growsOn(a), growsOn(b)]);
      expect(await a.evaluate(() => window.roomPage.openConnections())).toBe(1);
      expect(await b.evaluate(() => window.roomPage.openConnections())).toBe(1);
    },
    TIMEOUT_MS,
  );

  test(
    'closing a camera is seen by the other, without a new link',
    async () => {
      const { a, b } = await meet();
      await b.evaluate(async () => (await window.roomPage.room.openMedia()).setCamera(false));
      await until('a knows', async () => (await remotesOf(a))[0]?.participant.media.camera === false);
      await b.evaluate(async () => (await window.roomPage.room.openMedia()).setCamera(true));
      await until('a knows again', async () => (await remotesOf(a))[0]?.participant.media.camera === true);
      await growsOn(a);
      expect((await remotesOf(a))[0]?.link).toEqual({ status: 'connected', generation: 0 });
    },
    TIMEOUT_MS,
  );
});

import { expect, type Page } from '@playwright/test';
import { test } from '../fixtures/own-product.ts';
import { meetInCall } from '../fixtures/scenes.ts';
import { expectToSeeAndHearEachOther } from '../proofs/call.ts';
import { watchContinuity } from '../proofs/continuity.ts';

/** About three seconds of picture at the cameras' rate. */
const FRAMES_WATCHED = 30;
/** Promise 1: no gap over 500 ms, or 1.5 times the longest before; the suite allows three times as much. */
const longestGapAllowedMs = (before: number) => Math.max(500, before * 1.5) * 3;
/** Promise 1: the chat goes on 5 s after a node is back. */
const CHAT_RESUMES_MS = 5_000 * 3;

/** How many of the page's sockets to signaling have closed: the outage was real only if some did. */
function countClosedSockets(page: Page): () => number {
  let closed = 0;
  page.on('websocket', (socket) => {
    socket.on('close', () => {
      closed += 1;
    });
  });
  return () => closed;
}

test('signaling is killed in a call: the pictures go on, nobody is added or lost, and the chat resumes by itself', async ({
  arrive,
  ownProduct,
}) => {
  const [early, late] = await Promise.all([arrive('ada'), arrive('minho')]);
  const closedSockets = [early, late].map(({ page }) => countClosedSockets(page));
  const { people } = await meetInCall(async (who) => (who === 'ada' ? early : late), ['ada', 'minho']);
  const [ada, minho] = people;
  await expectToSeeAndHearEachOther(people);
  const before = await ada.room.tile('Minho').getAttribute('data-participant-id');
  const watches = await Promise.all([watchContinuity(ada.room.tile('Minho')), watchContinuity(minho.room.tile('Ada'))]);
  const countFrames = () => Promise.all(watches.map((watch) => watch.countFrames()));
  await expect.poll(async () => Math.min(...(await countFrames()))).toBeGreaterThan(FRAMES_WATCHED);

  const framesAtKill = await countFrames();
  const hasWatchedEnough = async () => {
    const frames = await countFrames();
    const haveGrown = frames.every((count, index) => count - (framesAtKill[index] ?? 0) > FRAMES_WATCHED);
    return haveGrown && closedSockets.every((count) => count() > 0);
  };
  expect(await ownProduct.keepSignalingDown(hasWatchedEnough)).toBeGreaterThan(0);

  await ada.room.say('Are you still there?');
  await expect(minho.room.message('Are you still there?')).toBeVisible({ timeout: CHAT_RESUMES_MS });
  await minho.room.say('I never left');
  await expect(ada.room.message('I never left')).toBeVisible();
  for (const { room } of people) await room.expectMessages(['Are you still there?', 'I never left']);

  for (const [index, watch] of watches.entries()) {
    const kill = framesAtKill[index] ?? 0;
    const calm = await watch.longestGapMs(0, kill);
    expect(await watch.longestGapMs(kill - 1)).toBeLessThanOrEqual(longestGapAllowedMs(calm));
    expect(await watch.tileCounts()).toEqual([2]);
  }
  await expect(ada.room.tile('Minho')).toHaveAttribute('data-participant-id', before ?? '');
  await expectToSeeAndHearEachOther(people);
});

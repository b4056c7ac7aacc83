import type { Browser, Page } from 'playwright';
import { contextOf, type Look, looks, type StorageState, shoot } from './looks.ts';
import { type Friend, waitForPictures } from './people.ts';
import { readWords, type Words } from './words.ts';

export type CallScene = {
  url: string;
  directory: string;
  /** Whose eyes the pictures are seen through. */
  known: StorageState;
  slug: string;
  friends: readonly Friend[];
};

/** Shoots the room before the call, the lobby with the camera on, and the call with one, two, three … people. */
export async function shootCall(browser: Browser, scene: CallScene): Promise<void> {
  for (const look of looks) {
    const context = await browser.newContext(contextOf(scene.url, look, scene.known));
    const page = await context.newPage();
    await shootRoom(page, scene, look, await readWords(look.locale));
    await context.close();
  }
}

async function shootRoom(page: Page, scene: CallScene, look: Look, words: Words): Promise<void> {
  const press = (name: string) => page.getByRole('button', { name, exact: true }).first().click();
  const take = (name: string) => shoot(page, scene.directory, name, look);
  await page.goto(`/${look.locale}/rooms/${encodeURIComponent(scene.slug)}`, { waitUntil: 'networkidle' });
  await take('room-before-call');
  await press(words.call.cameraOn);
  await page.getByRole('button', { name: words.call.cameraOff }).waitFor();
  await take('lobby-camera-on');

  await press(words.lobby.joinCall);
  await waitForPictures(page, words.call.label, 1);
  await take('call-1');
  for (const [index, { room }] of scene.friends.entries()) {
    await enter(room.page);
    await waitForPictures(page, words.call.label, index + 2);
    await take(`call-${index + 2}`);
  }
  await openPanel(page, words.room.chat, look);
  await take('call-chat');
  await page.getByRole('tab', { name: words.room.people }).click();
  await take('call-people');

  for (const { room } of scene.friends) await room.leave();
  if (look.device === 'phone') await closePanel(page, words);
  await press(words.call.leaveCall);
  await page.getByRole('button', { name: words.call.rejoin }).waitFor();
  await take('call-left');
}

/** A friend joins, or comes back after the look before this one, with the camera as it was. */
async function enter(page: Page): Promise<void> {
  const join = page.getByRole('button', { name: 'Join call' });
  const rejoin = page.getByRole('button', { name: 'Rejoin' });
  await join.or(rejoin).click();
  await page.getByRole('button', { name: 'Leave call' }).waitFor();
}

async function openPanel(page: Page, name: string, look: Look): Promise<void> {
  const tab = page.getByRole('tab', { name });
  if (!(await tab.isVisible())) await page.getByRole('button', { name }).last().click();
  await tab.click();
  if (look.device === 'phone') await tab.waitFor();
}

async function closePanel(page: Page, words: Words): Promise<void> {
  await page.getByRole('button', { name: words.room.closePanel }).click();
}

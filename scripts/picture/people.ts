/// <reference lib="dom" />
import { launchChromium } from '@coup/e2e/browsers';
import { RoomPage } from '@coup/e2e/room-page';
import type { Browser, Page } from 'playwright';

/** Somebody else in the pictures, at a browser process and a desk of their own. */
export type Friend = { browser: Browser; page: Page; room: RoomPage };

/** Opens the room as a guest of this name, with the camera allowed. */
export async function bringFriend(url: string, slug: string, name: string, camera: string): Promise<Friend> {
  const browser = await launchChromium({ camera, tone: null });
  const context = await browser.newContext({ baseURL: url, locale: 'en-US' });
  const page = await context.newPage();
  const room = new RoomPage(page);
  await room.enterAsGuest(slug, name);
  await room.turnOn('camera');
  return { browser, page, room };
}

/** Waits until this many people's pictures move in the call, one's own included. */
export async function waitForPictures(page: Page, callLabel: string, count: number): Promise<void> {
  await page.waitForFunction(
    ([label, wanted]) => {
      const videos = document.querySelectorAll<HTMLVideoElement>(`section[aria-label="${label}"] article video`);
      const playing = [...videos].filter((video) => video.videoWidth > 0 && video.currentTime > 0.5);
      return playing.length === wanted;
    },
    [callLabel, count] as const,
  );
}

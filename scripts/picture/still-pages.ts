import type { Browser } from 'playwright';
import { contextOf, looks, type StorageState, shoot } from './looks.ts';

/** Pages that need nobody else: name of the picture, path, and whether one must be somebody to see it. */
const pages = [
  { name: 'landing', path: '', isKnown: false },
  { name: 'sign-in', path: '/sign-in', isKnown: false },
  { name: 'sign-up', path: '/sign-up', isKnown: false },
  { name: 'guest', path: '/guest', isKnown: false },
  { name: 'rooms', path: '/rooms', isKnown: true },
  { name: 'create', path: '/rooms/new', isKnown: true },
  { name: 'help', path: '/help', isKnown: false },
  { name: 'not-found', path: '/nothing-here', isKnown: false },
  { name: 'room-not-found', path: '/rooms/nowhere-in-particular', isKnown: false },
];

/** Shoots every page outside a room; `door` is a room as somebody sees it who has not said a name yet. */
export async function shootStillPages(
  browser: Browser,
  scene: { url: string; directory: string; known: StorageState; slug: string },
): Promise<void> {
  const all = [...pages, { name: 'door', path: `/rooms/${encodeURIComponent(scene.slug)}`, isKnown: false }];
  for (const look of looks) {
    for (const isKnown of [false, true]) {
      const context = await browser.newContext(contextOf(scene.url, look, isKnown ? scene.known : undefined));
      const page = await context.newPage();
      for (const { name, path } of all.filter((entry) => entry.isKnown === isKnown)) {
        await page.goto(`/${look.locale}${path}`, { waitUntil: 'networkidle' });
        await shoot(page, scene.directory, name, look);
      }
      await context.close();
    }
  }
}

import { RoomPage } from '@coup/e2e/room-page';
import { SitePage } from '@coup/e2e/site-page';
import type { Browser } from 'playwright';
import type { StorageState } from './looks.ts';

const rooms = [
  { name: '조용한 새벽반', topic: '편입 영어, 카메라는 책상만' },
  { name: 'Quiet floor', topic: 'Anything, sound off' },
  { name: 'Bar exam, evenings', topic: 'Civil procedure' },
];
const conversation = [
  'Chapter three today. Wish me luck.',
  'The dataset for the seminar is at https://example.org/seminar/data',
  '오늘은 통계 두 시간만 하고 갈게요.',
  'Break at half past?',
];

/** Somebody with an account, some public rooms, and one room where people have talked; answers with that one. */
export async function seed(browser: Browser, url: string): Promise<{ known: StorageState; slug: string }> {
  const context = await browser.newContext({ baseURL: url, locale: 'en-US' });
  const page = await context.newPage();
  const site = new SitePage(page);
  await site.signUp({ name: 'Mina', email: `mina-${Date.now()}@example.com`, password: 'a quiet desk by the window' });
  await page.getByRole('button', { name: 'Your account' }).waitFor();
  for (const wish of rooms) {
    await page.goto('/en/rooms/new');
    await site.fillRoomForm(wish);
  }
  await page.goto('/en/rooms/new');
  const slug = await site.fillRoomForm({ name: 'Thesis mornings', topic: 'Two hours, then coffee' });
  const room = new RoomPage(page);
  for (const text of conversation) {
    await room.say(text);
    await room.message(text).waitFor();
  }
  const known = await context.storageState();
  await context.close();
  return { known, slug };
}

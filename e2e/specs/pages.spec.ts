import AxeBuilder from '@axe-core/playwright';
import { expect, type Page } from '@playwright/test';
import { meetInCall, meetInRoom } from '../fixtures/scenes.ts';
import { test } from '../fixtures/test.ts';

const publicPages = ['', '/sign-in', '/sign-up', '/rooms', '/rooms/new', '/help', '/rooms/nowhere-in-particular'];

async function expectAccessible(page: Page): Promise<void> {
  const { violations } = await new AxeBuilder({ page }).analyze();
  const grave = violations
    .filter(({ impact }) => impact === 'serious' || impact === 'critical')
    .map(({ id, nodes }) => `${id}: ${nodes.map(({ target }) => target.join(' ')).join(', ')}`);
  expect(grave, page.url()).toEqual([]);
}

/** A page that does not exist answers 404, which the browser reports; that is no fault of the page. */
function withoutNotFound(complaints: readonly string[]): string[] {
  return complaints.filter((complaint) => !complaint.includes('404'));
}

for (const colorScheme of ['light', 'dark'] as const) {
  test(`every page outside a room is accessible and says nothing in the console, ${colorScheme}`, async ({
    arrive,
  }) => {
    const { page, complaints } = await arrive('ada', { context: { colorScheme } });
    for (const locale of ['en', 'ko']) {
      for (const path of publicPages) {
        await page.goto(`/${locale}${path}`);
        await expect(page.getByRole('heading', { level: 1 })).toBeVisible();
        await expect(page.locator('html')).toHaveAttribute('lang', locale);
        await expectAccessible(page);
      }
    }
    expect(withoutNotFound(complaints)).toEqual([]);
  });
}

test('a room is accessible before the call and in it, on a desktop and on a phone', async ({ arrive }) => {
  const phone = { viewport: { width: 390, height: 844 }, hasTouch: true };
  const { people } = await meetInRoom(arrive, ['ada', 'minho'], { minho: { context: phone } });
  const [ada] = people;
  for (const { page } of people) await expectAccessible(page);
  await Promise.all(people.map(({ room }) => room.joinWithDevices()));
  await ada.room.expectConnected('Minho');
  await ada.room.say('Good morning');
  await ada.room.openPeople();
  for (const { page } of people) await expectAccessible(page);
  for (const { complaints } of people) expect(complaints).toEqual([]);
});

test('two people hold a call without one word in the console', async ({ arrive }) => {
  const { people } = await meetInCall(arrive, ['ada', 'minho']);
  for (const { room } of people) await room.leave();
  for (const { complaints } of people) expect(complaints).toEqual([]);
});

test('the whole way in Korean: from the landing page into a call', async ({ arrive }) => {
  const { page } = await arrive('yuna', { context: { locale: 'ko-KR' } });
  await page.goto('/');
  await expect(page).toHaveURL(/\/ko$/);
  await expect(page.locator('html')).toHaveAttribute('lang', 'ko');
  await page.getByRole('link', { name: '스터디룸 만들기' }).first().click();
});

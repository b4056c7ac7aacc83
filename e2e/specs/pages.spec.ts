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

test('the whole way in Korean: from the landing page into a call, with a message', async ({ arrive }) => {
  const { page } = await arrive('yuna', { context: { locale: 'ko-KR' } });
  await page.goto('/');
  await expect(page).toHaveURL(/\/ko$/);
  await expect(page.locator('html')).toHaveAttribute('lang', 'ko');
  await page.getByRole('link', { name: '방 만들기' }).first().click();
  await page.getByRole('textbox', { name: '이름' }).fill('유나');
  await page.getByRole('button', { name: '들어가기' }).click();
  await page.getByRole('button', { name: '방 열기' }).waitFor();
  await page.getByRole('textbox', { name: '이름' }).fill('새벽 통계반');
  await page.getByRole('button', { name: '방 열기' }).click();

  await page.getByRole('button', { name: '통화 들어가기' }).click();
  const call = page.getByRole('region', { name: '통화', exact: true });
  await expect(call.getByRole('article', { name: '유나 (나)' })).toBeVisible();
  await page.getByRole('textbox', { name: '메시지' }).fill('오늘은 두 시간만 해요');
  await page.getByRole('button', { name: '메시지 보내기' }).click();
  await expect(page.getByRole('log', { name: '채팅' }).getByText('오늘은 두 시간만 해요')).toBeVisible();
  await expect(page.getByRole('heading', { name: '새벽 통계반' })).toBeVisible();
});

import { expect } from '@playwright/test';
import { meetInRoom } from '../fixtures/scenes.ts';
import { test } from '../fixtures/test.ts';

const SEATS = 6;

test('an unknown room says so, with a way on', async ({ arrive }) => {
  const { page } = await arrive('ada');
  await page.goto('/en/rooms/nowhere-in-particular');
  await expect(page.getByRole('heading', { name: 'There is no such room.' })).toBeVisible();
  await page.getByRole('link', { name: 'Browse rooms' }).click();
  await expect(page.getByRole('heading', { name: 'Rooms', level: 1 })).toBeVisible();
});

test('an unknown address is not found', async ({ arrive }) => {
  const { page } = await arrive('ada');
  const response = await page.goto('/en/nothing-here');
  expect(response?.status()).toBe(404);
  await expect(page.getByRole('heading', { name: 'There is nothing at this address.' })).toBeVisible();
});

test('a guest goes in with nothing but a name, by the invitation link', async ({ arrive }) => {
  const { people } = await meetInRoom(arrive, ['ada']);
  const [ada] = people;
  await ada.page.context().grantPermissions(['clipboard-read', 'clipboard-write']);
  await ada.page.getByRole('button', { name: 'Copy invitation link' }).first().click();
  const link = await ada.page.evaluate(() => navigator.clipboard.readText());
  const minho = await arrive('minho');
  await minho.page.goto(link);
  await minho.room.comeIn('Minho');
  await minho.room.openPeople();
  await minho.room.expectWhereabouts('Ada', 'In the room');
});

test('a full call refuses the seventh person in words, and lets them in when a seat is free', async ({ arrive }) => {
  const { slug, people } = await meetInRoom(arrive, ['ada', 'minho']);
  const [host, guest] = people;
  // Four seats more in one browser, without devices: seats are what this is about, not pictures.
  const seated = [host.room, guest.room];
  for (let seat = seated.length; seat < SEATS; seat += 1) {
    const { room } = await guest.inAnotherWindow();
    await room.enterAsGuest(slug, `Person ${seat}`);
    seated.push(room);
  }
  for (const room of seated) await room.join();
  await expect(host.room.tiles()).toHaveCount(SEATS);

  const { room: late, page } = await host.inAnotherWindow();
  await late.enterAsGuest(slug, 'Late');
  // The lobby may know already that no seat is free; where it lets the person try, the server refuses.
  if (await late.joinButton.isEnabled()) await late.joinButton.click();
  await expect(page.getByText(/^All (6 )?seats are taken/).first()).toBeVisible();
  await expect(late.leaveButton).toBeHidden();
  await expect(host.room.tiles()).toHaveCount(SEATS);

  await guest.room.leave();
  await expect(host.room.tiles()).toHaveCount(SEATS - 1);
  await expect(late.joinButton).toBeEnabled();
  await late.join();
  await expect(host.room.tiles()).toHaveCount(SEATS);
});

import { expect } from '@playwright/test';
import { meetInRoom } from '../fixtures/scenes.ts';
import { test } from '../fixtures/test.ts';

test('both see who is in the room, in the call, away, and gone', async ({ arrive }) => {
  const { people } = await meetInRoom(arrive, ['ada', 'minho']);
  const [ada, minho] = people;
  await Promise.all(people.map(({ room }) => room.openPeople()));
  for (const { room } of people) {
    await room.expectWhereabouts('Ada', 'In the room');
    await room.expectWhereabouts('Minho', 'In the room');
  }

  await minho.room.join();
  for (const { room } of people) await room.expectWhereabouts('Minho', 'In the call');
  await minho.room.leave();
  for (const { room } of people) await room.expectWhereabouts('Minho', 'In the room');

  await minho.page.evaluate(() => {
    Object.defineProperty(document, 'visibilityState', { value: 'hidden', configurable: true });
    Object.defineProperty(document, 'hidden', { value: true, configurable: true });
    document.dispatchEvent(new Event('visibilitychange'));
  });
  await ada.room.expectWhereabouts('Minho', 'Away');

  await minho.browser.close();
  await expect(ada.room.people.getByRole('listitem').filter({ hasText: 'Minho' })).toHaveCount(0, { timeout: 30_000 });
  await ada.room.expectWhereabouts('Ada', 'In the room');
});

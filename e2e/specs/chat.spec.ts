import { expect } from '@playwright/test';
import { meetInRoom } from '../fixtures/scenes.ts';
import { test } from '../fixtures/test.ts';

test('messages reach both sides in one order, without anybody in the call', async ({ arrive }) => {
  const { people } = await meetInRoom(arrive, ['ada', 'minho']);
  const [ada, minho] = people;
  const talk = ['Good morning', 'Morning, Ada', 'Chapter three today', '통계 공부해요', 'Break at half past?'];
  for (const [index, text] of talk.entries()) {
    const [speaker, listener] = index % 2 === 0 ? [ada, minho] : [minho, ada];
    await speaker.room.say(text);
    await expect(listener.room.message(text)).toBeVisible();
  }
  for (const { room } of people) await room.expectMessages(talk);
});

test('messages sent at the same moment stand in the same order on both sides', async ({ arrive }) => {
  const { people } = await meetInRoom(arrive, ['ada', 'minho']);
  const count = 5;
  await Promise.all(
    people.map(async ({ room, likeness }) => {
      for (let index = 0; index < count; index += 1) await room.say(`${likeness.name} ${index}`);
    }),
  );
  const all = people.flatMap(({ likeness }) =>
    Array.from({ length: count }, (_, index) => `${likeness.name} ${index}`),
  );
  const orders = await Promise.all(
    people.map(async ({ room }) => {
      for (const text of all) await expect(room.message(text)).toHaveCount(1);
      await expect(room.chat.getByText('Sending')).toHaveCount(0);
      const whole = (await room.chat.textContent()) ?? '';
      return [...all].sort((one, other) => whole.indexOf(one) - whole.indexOf(other));
    }),
  );
  expect(orders[0]).toEqual(orders[1]);
});

test('the history is there for somebody who comes later, and after a reload', async ({ arrive }) => {
  const { slug, people } = await meetInRoom(arrive, ['ada']);
  const [ada] = people;
  await ada.room.say('First');
  await ada.room.say('Second');
  await ada.room.expectMessages(['First', 'Second']);
  await expect(ada.room.chat.getByText('Sending')).toHaveCount(0);
  const minho = await arrive('minho');
  await minho.room.enterAsGuest(slug, 'Minho');
  await minho.room.expectMessages(['First', 'Second']);
  await ada.page.reload();
  await ada.room.expectMessages(['First', 'Second']);
});

test('hostile names and messages are shown as text', async ({ arrive }) => {
  const name = '<img src=x onerror=alert(1)>';
  const messages = [
    '<script>alert(1)</script>',
    '"><svg onload=alert(1)>',
    'javascript:alert(1)',
    '[a](javascript:alert(1))',
  ];
  const [ada, minho] = await Promise.all([arrive('ada'), arrive('minho')]);
  const dialogs: string[] = [];
  for (const { page } of [ada, minho]) {
    page.on('dialog', async (dialog) => {
      dialogs.push(dialog.message());
      await dialog.dismiss();
    });
  }
  const slug = await ada.site.startRoomAsGuest('Ada', { name: '<b>Bold</b> room' });
  await minho.room.enterAsGuest(slug, name);
  for (const text of messages) await minho.room.say(text);
  await ada.room.expectMessages(messages);
  await expect(ada.page.getByText('<b>Bold</b> room').first()).toBeVisible();
  await expect(ada.room.chat.getByText(name).first()).toBeVisible();
  await expect(ada.page.locator('a[href^="javascript:" i]')).toHaveCount(0);
  await expect(ada.page.locator('img[src="x"]')).toHaveCount(0);
  await minho.room.join();
  await ada.room.join();
  await expect(ada.room.tile(name)).toBeVisible();
  expect(dialogs).toEqual([]);
  expect([...ada.complaints, ...minho.complaints]).toEqual([]);
});

import { expect } from '@playwright/test';
import { meetInRoom } from '../fixtures/scenes.ts';
import { test } from '../fixtures/test.ts';
import { expectToSee } from '../proofs/picture.ts';
import { expectSilence, expectToHear } from '../proofs/sound.ts';

test('with camera and microphone denied: a sentence says what to do, and the person still joins', async ({
  arrive,
}) => {
  const { people } = await meetInRoom(arrive, ['ada', 'minho'], { minho: { permission: 'denied' } });
  const [ada, minho] = people;
  await minho.page.getByRole('button', { name: 'Turn camera on' }).click();
  await expect(minho.page.getByText(/camera.*(not allowed|denied|blocked|permission|allow)/i).first()).toBeVisible();
  await Promise.all([ada.room.joinWithDevices(), minho.room.join()]);
  await minho.room.expectConnected('Ada');
  await expectToSee(minho.room.tile('Ada'), ada.likeness);
  await expectToHear(minho.room.tile('Ada'), ada.likeness);
  await expectSilence(ada.room.tile('Minho'));
});

test('without a camera: a sentence says so, and the person joins with sound', async ({ arrive }) => {
  const { people } = await meetInRoom(arrive, ['ada', 'minho'], { minho: { camera: 'without' } });
  const [ada, minho] = people;
  await minho.page.getByRole('button', { name: 'Turn camera on' }).click();
  await expect(minho.page.getByText(/no camera/i).first()).toBeVisible();
  await minho.room.turnOn('microphone');
  await Promise.all([ada.room.joinWithDevices(), minho.room.join()]);
  await minho.room.expectConnected('Ada');
  await expectToSee(minho.room.tile('Ada'), ada.likeness);
  await expectToHear(ada.room.tile('Minho'), minho.likeness);
});

test('over plain http off localhost: the lobby says why there is no camera, and the person still joins', async ({
  arrive,
  baseURL,
}) => {
  const { slug, people } = await meetInRoom(arrive, ['ada']);
  const [ada] = people;
  if (baseURL === undefined) throw new Error('no address to open');
  await ada.room.joinWithDevices();
  const address = new URL(baseURL);
  address.hostname = 'study.test';
  const minho = await arrive('minho', {
    extraArgs: ['--host-resolver-rules=MAP study.test 127.0.0.1'],
    context: { baseURL: address.origin },
  });
  await minho.room.enterAsGuest(slug, 'Minho');
  await minho.page.getByRole('button', { name: 'Turn camera on' }).click();
  await expect(minho.page.getByText(/over plain http, where browsers give no camera/)).toBeVisible();
  await minho.room.join();
  await minho.room.expectConnected('Ada');
  await expectToSee(minho.room.tile('Ada'), ada.likeness);
  await expectToHear(minho.room.tile('Ada'), ada.likeness);
});

import { expect } from '@playwright/test';
import { meetInRoom } from '../fixtures/scenes.ts';
import { test } from '../fixtures/test.ts';
import { expectToSee } from '../proofs/picture.ts';
import { expectToHear } from '../proofs/sound.ts';
import { watchForButton } from '../proofs/without-gesture.ts';

// Recording a trace asks the page things, which the browser takes for the person's gesture.
test.use({ trace: 'off' });

test('"Turn on sound" appears where the browser refuses to play, and brings the sound', async ({ arrive }) => {
  const { people } = await meetInRoom(arrive, ['ada', 'minho']);
  const [ada, minho] = people;
  // Without an open camera or microphone, which a browser takes for the person's leave to play.
  await Promise.all([ada.room.joinWithDevices(), minho.room.join()]);
  await expectToHear(minho.room.tile('Ada'), ada.likeness);

  const watch = await watchForButton(minho.page, 'Turn on sound');
  await watch.reload();
  await watch.appears;
  await minho.page.getByRole('button', { name: 'Turn on sound' }).click();
  await expect(minho.page.getByRole('button', { name: 'Turn on sound' })).toBeHidden();
  await expectToSee(minho.room.tile('Ada'), ada.likeness);
  await expectToHear(minho.room.tile('Ada'), ada.likeness);
});

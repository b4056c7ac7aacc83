import { expect } from '@playwright/test';
import { hasFirefox } from '../fixtures/browsers.ts';
import { meetInCall } from '../fixtures/scenes.ts';
import { test } from '../fixtures/test.ts';
import { countDecodedFrames, expectFramesToGrow, expectToSee } from '../proofs/picture.ts';
import { expectToHear, measureReceivedEnergy } from '../proofs/sound.ts';

/** Firefox's own fake microphone. */
const FIREFOX_TONE = { toneHz: 1_000 };

test('Chromium and Firefox hold a call', async ({ arrive }) => {
  test.skip(!hasFirefox, 'no stock Firefox on this machine (FIREFOX_PATH)');
  const { people } = await meetInCall(arrive, ['ada', 'minho'], { minho: { kind: 'firefox' } });
  const [ada, minho] = people;

  const atFirefox = minho.room.tile('Ada');
  await expectToSee(atFirefox, ada.likeness);
  const before = await measureReceivedEnergy(atFirefox);
  await expect
    .poll(() => measureReceivedEnergy(atFirefox), { message: 'received audio energy' })
    .toBeGreaterThan(before);

  const atChromium = ada.room.tile('Minho');
  await expect.poll(() => countDecodedFrames(atChromium)).toBeGreaterThan(0);
  await expectFramesToGrow(atChromium);
  await expectToHear(atChromium, FIREFOX_TONE);
});

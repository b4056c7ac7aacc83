import { expect } from '@playwright/test';
import { meetInCall, meetInRoom } from '../fixtures/scenes.ts';
import { test } from '../fixtures/test.ts';
import { expectToSeeAndHearEachOther } from '../proofs/call.ts';
import { expectToSee, recognise, sampleColour } from '../proofs/picture.ts';
import { expectSilence, expectToHear } from '../proofs/sound.ts';

/** Promise 3 says 500 ms; a test on a shared machine allows three times as much. */
const LEAVE_LIMIT_MS = 500 * 3;

test('two people in a call see and hear each other', async ({ arrive }) => {
  const { people } = await meetInCall(arrive, ['ada', 'minho']);
  await expectToSeeAndHearEachOther(people);
  for (const { room } of people) await expect(room.tiles()).toHaveCount(2);
});

test('a muted microphone is silent and a camera that is off shows nothing, and both come back', async ({ arrive }) => {
  const { people } = await meetInCall(arrive, ['ada', 'minho']);
  await expectToSeeAndHearEachOther(people);
  const [ada, minho] = people;
  const adaAtMinho = minho.room.tile('Ada');
  const minhoAtAda = ada.room.tile('Minho');

  await ada.room.turnOff('microphone');
  await expectSilence(adaAtMinho);
  await expectToSee(adaAtMinho, ada.likeness);
  await expectToHear(minhoAtAda, minho.likeness);
  await ada.room.turnOn('microphone');
  await expectToHear(adaAtMinho, ada.likeness);

  await ada.room.turnOff('camera');
  await expect(adaAtMinho.locator('video:visible')).toHaveCount(0);
  await expectToHear(adaAtMinho, ada.likeness);
  await expectToSee(minhoAtAda, minho.likeness);
  await ada.room.turnOn('camera');
  await expectToSee(adaAtMinho, ada.likeness);
});

test('a microphone opened only in the call is heard', async ({ arrive }) => {
  const { people } = await meetInRoom(arrive, ['ada', 'minho']);
  const [ada, minho] = people;
  await Promise.all([ada.room.joinWithDevices(), minho.room.join()]);
  await minho.room.expectConnected('Ada');
  await expectSilence(ada.room.tile('Minho'));
  expect(recognise(await sampleColour(ada.room.tile('Minho')))).not.toBe('Ada');
  await minho.room.turnOn('microphone');
  await minho.room.turnOn('camera');
  await expectToSeeAndHearEachOther(people);
});

test('the tile of somebody who leaves goes at once', async ({ arrive }) => {
  const { people } = await meetInCall(arrive, ['ada', 'minho']);
  const [ada, minho] = people;
  const tile = ada.room.tile('Minho');
  await expect(tile).toHaveCount(1);
  const gone = tile.waitFor({ state: 'detached', timeout: LEAVE_LIMIT_MS });
  await Promise.all([minho.room.leave(), gone]);
  await expect(ada.room.tiles()).toHaveCount(1);
  await minho.room.rejoin();
  await minho.room.turnOn('camera');
  await minho.room.turnOn('microphone');
  await expectToSeeAndHearEachOther(people);
});

test('a third person joins: all six directions carry picture and sound', async ({ arrive }) => {
  const { people } = await meetInRoom(arrive, ['ada', 'minho', 'sol']);
  const [ada, minho, sol] = people;
  await Promise.all([ada.room.joinWithDevices(), minho.room.joinWithDevices()]);
  await expectToSeeAndHearEachOther([ada, minho]);
  await sol.room.joinWithDevices();
  await expectToSeeAndHearEachOther(people);
  for (const { room } of people) await expect(room.tiles()).toHaveCount(3);
});

import { expect } from '@playwright/test';
import { expectAllConnected, meetInCall } from '../fixtures/scenes.ts';
import { test } from '../fixtures/test.ts';
import { expectToSeeAndHearEachOther } from '../proofs/call.ts';

/** Promise 3, with the suite's allowance of three times as much. */
const RECONNECTING_SHOWN_MS = 500 * 3;
const TAB_GRACE_MS = 5_000;

test('a reload comes back once, as the same participant, and media flows again', async ({ arrive }) => {
  const { people } = await meetInCall(arrive, ['ada', 'minho']);
  const [ada, minho] = people;
  await expectToSeeAndHearEachOther(people);
  const tile = ada.room.tile('Minho');
  const before = await tile.getAttribute('data-participant-id');
  expect(before).toBeTruthy();

  await minho.page.reload();
  await expect(minho.room.leaveButton).toBeVisible();
  await expectAllConnected(people);
  await expect(tile).toHaveCount(1);
  await expect(tile).toHaveAttribute('data-participant-id', before ?? '');
  const sound = minho.page.getByRole('button', { name: 'Turn on sound' });
  if (await sound.isVisible()) await sound.click();
  await minho.room.turnOn('camera');
  await minho.room.turnOn('microphone');
  await expectToSeeAndHearEachOther(people);
  for (const { room } of people) await expect(room.tiles()).toHaveCount(2);
});

test('a closed tab is "reconnecting" for a while, then gone', async ({ arrive }) => {
  const { people } = await meetInCall(arrive, ['ada', 'minho']);
  const [ada, minho] = people;
  const tile = ada.room.tile('Minho');
  await minho.page.close();
  await expect(tile).toContainText('Reconnecting', { timeout: RECONNECTING_SHOWN_MS });
  await expect(tile).toHaveCount(0, { timeout: TAB_GRACE_MS * 3 });
  await expect(ada.room.tiles()).toHaveCount(1);
});

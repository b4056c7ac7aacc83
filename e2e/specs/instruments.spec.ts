import { expect, test } from '@playwright/test';
import { connectBarePages, openBarePage } from '../fixtures/bare-call.ts';
import { launchChromium } from '../fixtures/browsers.ts';
import { likenesses } from '../fixtures/likenesses.ts';
import { cameraOf, toneOf } from '../fixtures/media-files.ts';
import { recordConnections } from '../fixtures/rtc-record.ts';
import { expectToSee, recognise, sampleColour } from '../proofs/picture.ts';
import { expectSilence, expectToHear } from '../proofs/sound.ts';

test('the instruments tell two people apart, and notice silence and darkness', async () => {
  const { ada, minho } = likenesses;
  const browsers = await Promise.all(
    [ada, minho].map((who) => launchChromium({ camera: cameraOf(who), tone: toneOf(who) })),
  );
  try {
    const pages = await Promise.all(
      browsers.map(async (browser) => {
        const page = await browser.newPage();
        await page.addInitScript(recordConnections);
        await openBarePage(page);
        return page;
      }),
    );
    const [adaPage, minhoPage] = pages;
    if (!adaPage || !minhoPage) throw new Error('two browsers, two pages');
    await connectBarePages(adaPage, minhoPage);
    const minhoAtAda = adaPage.getByRole('article');
    const adaAtMinho = minhoPage.getByRole('article');

    await Promise.all([expectToSee(minhoAtAda, minho), expectToSee(adaAtMinho, ada)]);
    await Promise.all([expectToHear(minhoAtAda, minho), expectToHear(adaAtMinho, ada)]);

    await minhoPage.evaluate(() => {
      for (const track of window.bareCall?.local.getTracks() ?? []) track.enabled = false;
    });
    await expectSilence(minhoAtAda);
    await expect.poll(async () => recognise(await sampleColour(minhoAtAda))).toBeNull();
    await expectToHear(adaAtMinho, ada);
  } finally {
    await Promise.all(browsers.map((browser) => browser.close()));
  }
});

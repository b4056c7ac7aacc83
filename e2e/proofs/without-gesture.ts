import type { Page } from '@playwright/test';

export type ButtonWatch = {
  /** Reloads the page without telling the browser that a person did something. */
  reload: () => Promise<void>;
  /** Resolves when the button is on the reloaded page. */
  appears: Promise<void>;
};

const REPORT = 'proof: the button is there';

/**
 * Watches for a button from inside the page. Playwright's own queries count as the person's gesture (so does a function
 * exposed to the page), and a browser refuses to play sound only until the first one: until `appears` resolves a test must
 * ask the page nothing. The page reports through its console, which the test only hears.
 */
export async function watchForButton(page: Page, name: string): Promise<ButtonWatch> {
  const appears = new Promise<void>((resolve) => {
    page.on('console', (message) => {
      if (message.text() === REPORT) resolve();
    });
  });
  await page.addInitScript(
    ({ wanted, report }) => {
      const look = () => {
        const isThere = [...document.querySelectorAll('button')].some(
          (button) => button.textContent?.trim() === wanted,
        );
        if (!isThere) return;
        watcher.disconnect();
        console.debug(report);
      };
      const watcher = new MutationObserver(look);
      watcher.observe(document, { childList: true, subtree: true, characterData: true });
    },
    { wanted: name, report: REPORT },
  );
  const session = await page.context().newCDPSession(page);
  return {
    reload: async () => {
      await session.send('Page.reload');
    },
    appears,
  };
}

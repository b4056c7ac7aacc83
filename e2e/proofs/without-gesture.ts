import type { Page } from '@playwright/test';

export type ButtonWatch = {
  /** Reloads the page without telling the browser that a person did something. */
  reload: () => Promise<void>;
  /** Resolves when the button is on the reloaded page. */
  appears: Promise<void>;
};

/**
 * Watches for a button from inside the page. Playwright's own queries count as the person's gesture, and a browser refuses
 * to play sound only until the first one, so until `appears` resolves a test must ask the page nothing.
 */
export async function watchForButton(page: Page, name: string): Promise<ButtonWatch> {
  const binding = 'reportButton';
  const appears = new Promise<void>((resolve) => {
    void page.exposeFunction(binding, () => resolve());
  });
  await page.addInitScript(
    ({ name: wanted, report }) => {
      const look = () => {
        const isThere = [...document.querySelectorAll('button')].some(
          (button) => button.textContent?.trim() === wanted,
        );
        if (!isThere) return;
        watcher.disconnect();
        const call: unknown = Reflect.get(window, report);
        if (typeof call === 'function') call();
      };
      const watcher = new MutationObserver(look);
      watcher.observe(document, { childList: true, subtree: true, characterData: true });
    },
    { name, report: binding },
  );
  const session = await page.context().newCDPSession(page);
  return {
    reload: async () => {
      await session.send('Page.reload');
    },
    appears,
  };
}

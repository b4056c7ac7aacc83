import type { BrowserContext, BrowserContextOptions, Page } from 'playwright';

export const locales = ['en', 'ko'] as const;
const themes = ['light', 'dark'] as const;
export const devices = {
  desktop: { viewport: { width: 1280, height: 800 } },
  phone: { viewport: { width: 390, height: 844 }, hasTouch: true, isMobile: true, deviceScaleFactor: 2 },
} satisfies Record<string, BrowserContextOptions>;

export type Locale = (typeof locales)[number];
export type DeviceName = keyof typeof devices;
export type Look = { locale: Locale; device: DeviceName };

export const looks: Look[] = locales.flatMap((locale) =>
  (Object.keys(devices) as DeviceName[]).map((device) => ({ locale, device })),
);

export type StorageState = Awaited<ReturnType<BrowserContext['storageState']>>;

/** How a browser context looks at the product. */
export function contextOf(url: string, look: Look, storageState?: StorageState): BrowserContextOptions {
  return {
    baseURL: url,
    locale: look.locale === 'ko' ? 'ko-KR' : 'en-US',
    permissions: ['camera', 'microphone'],
    reducedMotion: 'reduce',
    ...devices[look.device],
    ...(storageState === undefined ? {} : { storageState }),
  };
}

/** Writes what the page shows, in both themes. */
export async function shoot(page: Page, directory: string, name: string, { locale, device }: Look): Promise<void> {
  for (const theme of themes) {
    await page.emulateMedia({ colorScheme: theme, reducedMotion: 'reduce' });
    await page.screenshot({ path: `${directory}/${name}.${locale}.${device}.${theme}.png` });
  }
}

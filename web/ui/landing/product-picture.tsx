import type { Messages } from '../../server/translations.ts';

const SIZE = { width: 1280, height: 800 };

/** The room as it looks, in the theme of the page. `bun run shots` makes the pictures. */
export function ProductPicture({ words }: { words: Messages['landing'] }) {
  const shared = { ...SIZE, loading: 'lazy', decoding: 'async' } as const;
  return (
    <div className="overflow-hidden rounded-box border shadow-float">
      {/* Lazy, so that the one of the other theme, which is not displayed, is never fetched. */}
      {/* biome-ignore lint/performance/noImgElement: both are compressed already, and next/image brings script. */}
      <img {...shared} src="/product-light.webp" alt={words.picture} className="h-auto w-full dark:hidden" />
      {/* biome-ignore lint/performance/noImgElement: as above. */}
      <img {...shared} src="/product-dark.webp" alt={words.picture} className="hidden h-auto w-full dark:block" />
    </div>
  );
}

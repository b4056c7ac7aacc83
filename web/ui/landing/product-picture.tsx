import { existsSync } from 'node:fs';
import { join } from 'node:path';
import type { Messages } from '../../server/translations.ts';
import { DrawnRoom } from './drawn-room.tsx';

const WIDTH = 1600;
const HEIGHT = 1000;

const pictures = { light: '/product-light.webp', dark: '/product-dark.webp' } as const;

/** Looked up when the page is rendered, which is at build time. */
function hasScreenshots() {
  return Object.values(pictures).every((file) =>
    existsSync(join(/* turbopackIgnore: true */ process.cwd(), 'public', file)),
  );
}

/** The room as it looks; drawn with its own parts while there is no photograph of it. */
export function ProductPicture({ words }: { words: Messages['landing'] }) {
  if (!hasScreenshots()) return <DrawnRoom words={words} />;
  const shared = { width: WIDTH, height: HEIGHT, loading: 'lazy', decoding: 'async' } as const;
  return (
    <div className="overflow-hidden rounded-box border shadow-float">
      {/* Lazy, so that the one of the other theme, which is not displayed, is never fetched. */}
      {/* biome-ignore lint/performance/noImgElement: both are compressed already, and next/image brings script. */}
      <img {...shared} src={pictures.light} alt={words.picture} className="w-full dark:hidden" />
      {/* biome-ignore lint/performance/noImgElement: as above. */}
      <img {...shared} src={pictures.dark} alt={words.picture} className="hidden w-full dark:block" />
    </div>
  );
}

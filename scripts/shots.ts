// `bun run shots`: every page as PNG, for desktop and phone, light and dark, English and Korean, into shots/.
import { mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { launchChromium } from '@coup/e2e/browsers';
import { openProduct } from '../bench/product.ts';
import { root } from './lib/paths.ts';
import { shootCall } from './picture/call-pages.ts';
import { writeDeskCameras } from './picture/desk/camera-files.ts';
import { bringFriend } from './picture/people.ts';
import { seed } from './picture/seed.ts';
import { shootStillPages } from './picture/still-pages.ts';

const directory = join(root, 'shots');
const media = mkdtempSync(join(tmpdir(), 'coup-shots-'));
rmSync(directory, { recursive: true, force: true });
mkdirSync(directory, { recursive: true });

const product = await openProduct({ webPort: 49_096, signalingPort: 49_097 });
const drawing = await launchChromium({ camera: null, tone: null });
const cameras = await writeDeskCameras(drawing, media, ['notebook', 'laptop', 'book']);
await drawing.close();

const browser = await launchChromium({ camera: cameras.notebook, tone: null });
const { known, slug } = await seed(browser, product.url);
const scene = { url: product.url, directory, known, slug };
console.error('pages outside a room …');
await shootStillPages(browser, scene);
console.error('the room and the call …');
const friends = await Promise.all([
  bringFriend(product.url, slug, 'Jonas', cameras.laptop),
  bringFriend(product.url, slug, '하루', cameras.book),
]);
await shootCall(browser, { ...scene, friends });

await Promise.all([browser, ...friends.map((friend) => friend.browser)].map((one) => one.close()));
await product.stop();
rmSync(media, { recursive: true, force: true });
console.log(`Pictures are in ${directory}`);
process.exit(0);

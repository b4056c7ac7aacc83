/// <reference lib="dom" />
import { join } from 'node:path';
import { type Rgb, writeCameraFile } from '@coup/e2e/camera-file';
import type { Browser, Page } from 'playwright';
import type {} from './in-page.ts';
import type { DeskName } from './scenes.ts';

const CAMERA = { width: 640, height: 480, fps: 10, frames: 8 };

/** Draws the desks in a browser and writes each as a looping camera picture into the folder; answers with their paths. */
export async function writeDeskCameras<Name extends DeskName>(
  browser: Browser,
  directory: string,
  desks: readonly Name[],
): Promise<Record<Name, string>> {
  const built = await Bun.build({ entrypoints: [join(import.meta.dir, 'in-page.ts')], format: 'iife' });
  const [script] = built.outputs;
  if (!script) throw new Error(`The desks did not build: ${built.logs.join('\n')}`);
  const page = await browser.newPage();
  await page.addScriptTag({ content: await script.text() });
  const written: Partial<Record<Name, string>> = {};
  for (const desk of desks) {
    const path = join(directory, `${desk}.y4m`);
    const frames: Buffer[] = [];
    for (let frame = 0; frame < CAMERA.frames; frame += 1) frames.push(await drawFrame(page, desk, frame));
    writeCameraFile(path, (x, y, frame) => pixel(frames[frame], x, y), CAMERA);
    written[desk] = path;
  }
  await page.close();
  return written as Record<Name, string>;
}

async function drawFrame(page: Page, desk: DeskName, frame: number): Promise<Buffer> {
  const wish = { desk, width: CAMERA.width, height: CAMERA.height, phase: frame / CAMERA.frames };
  const base64 = await page.evaluate((value) => window.drawDesk?.(value) ?? '', wish);
  return Buffer.from(base64, 'base64');
}

function pixel(rgba: Buffer | undefined, x: number, y: number): Rgb {
  const at = (y * CAMERA.width + x) * 4;
  return [rgba?.[at] ?? 0, rgba?.[at + 1] ?? 0, rgba?.[at + 2] ?? 0];
}

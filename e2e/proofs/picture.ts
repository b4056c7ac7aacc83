import { expect, type Locator } from '@playwright/test';
import type { Rgb } from '../fixtures/camera-file.ts';
import { type Likeness, likenesses } from '../fixtures/likenesses.ts';

/** Codecs and colour conversion move a colour by some steps; the six likenesses are at least 150 apart. */
const COLOUR_TOLERANCE = 60;

/** The average colour at the middle of the tile's video, or null while there is no picture. */
export function sampleColour(tile: Locator): Promise<Rgb | null> {
  return tile.evaluate((element): [number, number, number] | null => {
    const video = element.querySelector('video');
    if (!video || video.videoWidth === 0 || video.readyState < HTMLMediaElement.HAVE_CURRENT_DATA) return null;
    const canvas = document.createElement('canvas');
    canvas.width = 1;
    canvas.height = 1;
    const context = canvas.getContext('2d', { willReadFrequently: true });
    if (!context) return null;
    const { videoWidth: width, videoHeight: height } = video;
    context.drawImage(video, width * 0.4, height * 0.4, width * 0.2, height * 0.2, 0, 0, 1, 1);
    const [red = 0, green = 0, blue = 0] = context.getImageData(0, 0, 1, 1).data;
    return [red, green, blue];
  });
}

/** Whose colour this is, by name; null for nobody's. */
export function recognise(colour: Rgb | null): string | null {
  if (colour === null) return null;
  const ranked = Object.values<Likeness>(likenesses)
    .map((likeness) => ({ name: likeness.name, distance: distance(colour, likeness.rgb) }))
    .sort((one, other) => one.distance - other.distance);
  const [nearest] = ranked;
  return nearest && nearest.distance <= COLOUR_TOLERANCE ? nearest.name : null;
}

function distance(one: Rgb, other: Rgb): number {
  return Math.hypot(one[0] - other[0], one[1] - other[1], one[2] - other[2]);
}

/** Frames this tile's track has decoded since its link began, told by the browser's own statistics. */
export function countDecodedFrames(tile: Locator): Promise<number> {
  return tile.evaluate(async (element) => {
    const source = element.querySelector('video')?.srcObject;
    const track = source instanceof MediaStream ? source.getVideoTracks()[0] : undefined;
    if (!track) return 0;
    const receiver = window.recordedConnections
      .flatMap((connection) => connection.getReceivers())
      .find((candidate) => candidate.track === track);
    if (!receiver) return 0;
    let frames = 0;
    for (const report of (await receiver.getStats()).values()) {
      if (report.type === 'inbound-rtp') frames += report.framesDecoded ?? 0;
    }
    return frames;
  });
}

/** The tile shows this person's camera and nobody else's, and frames keep arriving. */
export async function expectToSee(tile: Locator, likeness: Likeness): Promise<void> {
  await expect.poll(async () => recognise(await sampleColour(tile)), { message: 'whose picture' }).toBe(likeness.name);
  await expectFramesToGrow(tile);
}

export async function expectFramesToGrow(tile: Locator, byAtLeast = 5): Promise<void> {
  const before = await countDecodedFrames(tile);
  await expect
    .poll(() => countDecodedFrames(tile), { message: 'decoded frames' })
    .toBeGreaterThanOrEqual(before + byAtLeast);
}

import type { Locator } from '@playwright/test';

declare global {
  interface Window {
    /** When each frame of a watched tile was presented, and how many tiles the page showed, at every change. */
    continuity?: { frames: number[]; tileCounts: number[] };
  }
}

export type Continuity = {
  /** Frames presented since the watch began. */
  countFrames: () => Promise<number>;
  /** The longest time between two presented frames, from the frame of this number on. */
  longestGapMs: (fromFrame: number, toFrame?: number) => Promise<number>;
  /** Every number of tiles the page has shown since, without repetitions in a row. */
  tileCounts: () => Promise<number[]>;
};

/** Records from inside the page how steadily a tile's picture is presented; asking later does not disturb it. */
export async function watchContinuity(tile: Locator): Promise<Continuity> {
  await tile.evaluate((element) => {
    const video = element.querySelector('video');
    const region = element.closest('section');
    if (!video || !region) throw new Error('a tile with a picture, in the call');
    const record = { frames: [] as number[], tileCounts: [region.querySelectorAll('article').length] };
    window.continuity = record;
    const note: VideoFrameRequestCallback = (now) => {
      record.frames.push(now);
      video.requestVideoFrameCallback(note);
    };
    video.requestVideoFrameCallback(note);
    new MutationObserver(() => {
      const count = region.querySelectorAll('article').length;
      if (count !== record.tileCounts.at(-1)) record.tileCounts.push(count);
    }).observe(region, { childList: true, subtree: true });
  });
  const page = tile.page();
  return {
    countFrames: () => page.evaluate(() => window.continuity?.frames.length ?? 0),
    longestGapMs: (fromFrame, toFrame) =>
      page.evaluate(
        ([from, to]) => {
          const times = window.continuity?.frames.slice(from, to) ?? [];
          return Math.max(...times.slice(1).map((time, index) => time - (times[index] ?? time)));
        },
        [fromFrame, toFrame] as const,
      ),
    tileCounts: () => page.evaluate(() => window.continuity?.tileCounts ?? []),
  };
}

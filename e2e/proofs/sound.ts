import { expect, type Locator } from '@playwright/test';
import type { Likeness } from '../fixtures/likenesses.ts';

declare global {
  interface Window {
    /** One analyser for each remote audio track that a proof has listened to. */
    proofAnalysers?: Map<string, AnalyserNode>;
  }
}

/** The loudest frequency of what arrives, and how loud it is. */
export type Heard = { peakHz: number; peakDb: number; isPlayed: boolean };

/** A received tone peaks near -20 dB; a muted microphone sends digital silence, far below this. */
const AUDIBLE_DB = -60;
const FREQUENCY_TOLERANCE_HZ = 20;

/**
 * Listens to the audio that arrives on the tile's peer link. `isPlayed`: some media element of the page plays that very
 * track aloud, unmuted.
 */
function listen(tile: Locator): Promise<Heard | null> {
  return tile.evaluate(async (element): Promise<{ peakHz: number; peakDb: number; isPlayed: boolean } | null> => {
    const tracksOf = (media: HTMLMediaElement) =>
      media.srcObject instanceof MediaStream ? media.srcObject.getTracks() : [];
    const inTile = [...element.querySelectorAll<HTMLMediaElement>('video, audio')].flatMap(tracksOf);
    const connection = window.recordedConnections.find((candidate) =>
      candidate.getReceivers().some((receiver) => inTile.includes(receiver.track)),
    );
    const track = connection?.getReceivers().find((receiver) => receiver.track.kind === 'audio')?.track;
    if (!track) return null;

    window.proofAnalysers ??= new Map();
    let analyser = window.proofAnalysers.get(track.id);
    if (!analyser) {
      const context = new AudioContext({ sampleRate: 48_000 });
      analyser = context.createAnalyser();
      analyser.fftSize = 8_192;
      analyser.smoothingTimeConstant = 0;
      context.createMediaStreamSource(new MediaStream([track])).connect(analyser);
      void context.resume();
      window.proofAnalysers.set(track.id, analyser);
    }
    const spectrum = new Float32Array(analyser.frequencyBinCount);
    analyser.getFloatFrequencyData(spectrum);
    let peak = 0;
    for (let bin = 1; bin < spectrum.length; bin += 1) {
      if ((spectrum[bin] ?? -Infinity) > (spectrum[peak] ?? -Infinity)) peak = bin;
    }
    const isPlayed = [...document.querySelectorAll<HTMLMediaElement>('video, audio')].some(
      (media) => !media.muted && !media.paused && media.volume > 0 && tracksOf(media).includes(track),
    );
    const peakDb = spectrum[peak] ?? -Infinity;
    const hzPerBin = analyser.context.sampleRate / analyser.fftSize;
    return { peakHz: peak * hzPerBin, peakDb: Number.isFinite(peakDb) ? peakDb : -200, isPlayed };
  });
}

/** What arrives on the tile's link is this person's tone, and the page plays it aloud. */
export async function expectToHear(tile: Locator, likeness: Pick<Likeness, 'toneHz'>): Promise<void> {
  await expect
    .poll(
      async () => {
        const heard = await listen(tile);
        if (heard === null || heard.peakDb < AUDIBLE_DB) return 'silence';
        const isTheirs = Math.abs(heard.peakHz - likeness.toneHz) <= FREQUENCY_TOLERANCE_HZ;
        return `${isTheirs ? likeness.toneHz : Math.round(heard.peakHz)} Hz, ${heard.isPlayed ? 'played' : 'not played'}`;
      },
      { message: 'tone on the link' },
    )
    .toBe(`${likeness.toneHz} Hz, played`);
}

/** Nothing audible arrives on the tile's link. */
export async function expectSilence(tile: Locator): Promise<void> {
  await expect.poll(async () => (await listen(tile))?.peakDb ?? -200, { message: 'loudness' }).toBeLessThan(AUDIBLE_DB);
}

/** Audio energy received on the tile's link so far, from the statistics: for browsers whose Web Audio needs real hardware. */
export function measureReceivedEnergy(tile: Locator): Promise<number> {
  return tile.evaluate(async (element) => {
    const media = [...element.querySelectorAll<HTMLMediaElement>('video, audio')];
    const tracks = media.flatMap(({ srcObject }) => (srcObject instanceof MediaStream ? srcObject.getTracks() : []));
    const connection = window.recordedConnections.find((candidate) =>
      candidate.getReceivers().some((receiver) => tracks.includes(receiver.track)),
    );
    let energy = 0;
    for (const report of (await connection?.getStats())?.values() ?? []) {
      if (report.type === 'inbound-rtp' && report.kind === 'audio') energy += report.totalAudioEnergy ?? 0;
    }
    return energy;
  });
}

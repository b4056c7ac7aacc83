import type { TrackKind } from '../call-state.ts';
import type { RemoteStreams, Tracks } from '../ports.ts';

const kindsOf: Record<'camera' | 'screen', readonly TrackKind[]> = {
  camera: ['microphone', 'camera'],
  screen: ['screen-sound', 'screen'],
};

/** Two streams of a participant, assembled from receivers, whose identity survives every new generation. */
export function createRemoteStreams(): RemoteStreams {
  let streams: Record<'camera' | 'screen', MediaStream> | null = null;
  return {
    show(tracks) {
      streams ??= { camera: new MediaStream(), screen: new MediaStream() };
      swap(streams.camera, tracks, kindsOf.camera);
      swap(streams.screen, tracks, kindsOf.screen);
    },
    get: (source) => streams?.[source] ?? null,
    close() {
      for (const stream of Object.values(streams ?? {})) {
        for (const track of stream.getTracks()) stream.removeTrack(track);
      }
    },
  };
}

function swap(stream: MediaStream, tracks: Tracks, kinds: readonly TrackKind[]): void {
  const next = kinds.map((kind) => tracks[kind]).filter((track) => track !== null);
  for (const track of stream.getTracks()) {
    if (!next.includes(track)) stream.removeTrack(track);
  }
  for (const track of next) stream.addTrack(track);
}

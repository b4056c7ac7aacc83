import { type LocalTracks, noTracks, type RemoteStreams, type TicketStore, type Tracks } from '../ports.ts';

/** A track that does nothing but be somebody's. */
export function createFakeTrack(kind: 'audio' | 'video'): MediaStreamTrack {
  const target = new EventTarget();
  return {
    kind,
    id: `fake-${kind}`,
    label: 'fake',
    enabled: true,
    muted: false,
    readyState: 'live',
    contentHint: '',
    onended: null,
    onmute: null,
    onunmute: null,
    applyConstraints: async () => undefined,
    clone: () => createFakeTrack(kind),
    getCapabilities: () => ({}),
    getConstraints: () => ({}),
    getSettings: () => ({}),
    stop: () => undefined,
    addEventListener: target.addEventListener.bind(target),
    removeEventListener: target.removeEventListener.bind(target),
    dispatchEvent: target.dispatchEvent.bind(target),
  };
}

export type FakeLocalTracks = LocalTracks & { set(change: Partial<Tracks>): void };

export function createFakeLocalTracks(): FakeLocalTracks {
  let tracks = noTracks;
  const listeners = new Set<() => void>();
  return {
    get: () => tracks,
    subscribe(listener) {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    set(change) {
      tracks = { ...tracks, ...change };
      for (const listener of listeners) listener();
    },
  };
}

/** Streams that show nothing: whoever wants to know asks the fake peers. */
export function createFakeStreams(): RemoteStreams {
  return { show: () => undefined, get: () => null, close: () => undefined };
}

/** A tab's storage. */
export function createFakeTickets(): TicketStore {
  const kept = new Map<string, string>();
  return {
    load: (roomId) => kept.get(roomId) ?? null,
    save: (roomId, ticket) => void kept.set(roomId, ticket),
    clear: (roomId) => void kept.delete(roomId),
  };
}

import type { Signal } from '@coup/signaling/protocol';
import type { Clock } from '../../realtime/clock.ts';
import { noTracks, type PeerEvent, type PeerFactory, type PeerOptions, type Tracks } from '../ports.ts';

/** A path that stays silent this long is `failed`, as in Chromium. */
const FAILED_AFTER_MS = 12_000;

type FakePeer = {
  id: number;
  host: string;
  options: PeerOptions;
  isAlive: boolean;
  /** Of the offer that waits for its answer. */
  openOffer: number | null;
  /** Offers answered, so that a copy is not answered again. */
  answered: Set<number>;
  remote: number | null;
  heardFrom: Set<number>;
  path: 'new' | 'connected' | 'disturbed' | 'failed';
  tracks: Tracks;
};

/** Stands for a session description: whose, and for which offer. */
type Description = { peer: number; offer: number };

export type FakePeerNetwork = {
  /** The factory of one machine. */
  createFactory(host: string): PeerFactory;
  /** Delivers the oldest event that waits; false where none does. */
  flushOne(): boolean;
  setPath(hostA: string, hostB: string, isUp: boolean): void;
  /** A peer dies by itself, as when a data channel breaks. */
  crash(host: string): void;
  /** Peers of a machine that have not been destroyed: their ids and whom they talk to. */
  alive(host: string): readonly { id: number; remote: number | null; isConnected: boolean; tracks: Tracks }[];
};

type Network = {
  clock: Clock;
  peers: Map<number, FakePeer>;
  queue: (() => void)[];
  down: Set<string>;
  count: number;
};

/** Peers in memory whose events wait until they are flushed by hand. Obeys the peer contract. */
export function createFakePeerNetwork(clock: Clock): FakePeerNetwork {
  const network: Network = { clock, peers: new Map(), queue: [], down: new Set(), count: 0 };
  const ofHost = (host: string) => [...network.peers.values()].filter((peer) => peer.isAlive && peer.host === host);
  return {
    createFactory: (host) => (options) => createPeer(network, host, options),
    flushOne() {
      const next = network.queue.shift();
      next?.();
      return next !== undefined;
    },
    setPath(hostA, hostB, isUp) {
      const key = pathKey(hostA, hostB);
      if (isUp) network.down.delete(key);
      else network.down.add(key);
      for (const peer of network.peers.values()) onPathChanged(network, peer);
    },
    crash(host) {
      const peer = ofHost(host)[0];
      if (peer) end(network, peer, { type: 'closed', isRejected: false });
    },
    alive: (host) =>
      ofHost(host).map(({ id, remote, path, tracks }) => ({ id, remote, isConnected: path === 'connected', tracks })),
  };
}

function createPeer(network: Network, host: string, options: PeerOptions): ReturnType<PeerFactory> {
  network.count += 1;
  const peer: FakePeer = {
    id: network.count,
    host,
    options,
    isAlive: true,
    openOffer: null,
    answered: new Set(),
    remote: null,
    heardFrom: new Set(),
    path: 'new',
    tracks: options.tracks,
  };
  network.peers.set(peer.id, peer);
  if (options.isInitiator) {
    tell(network, peer, { type: 'tracks', tracks: noTracks });
    offer(network, peer);
  }
  return {
    signal(signal) {
      if (peer.isAlive) onSignal(network, peer, signal);
    },
    setTracks(tracks) {
      peer.tracks = tracks;
    },
    restartIce() {
      if (peer.isAlive && options.isInitiator && peer.openOffer === null) offer(network, peer);
    },
    destroy: () => end(network, peer, null),
  };
}

function tell(network: Network, peer: FakePeer, event: PeerEvent): void {
  network.queue.push(() => {
    if (peer.isAlive) peer.options.onEvent(event);
  });
}

function offer(network: Network, peer: FakePeer): void {
  network.count += 1;
  peer.openOffer = network.count;
  const description: Description = { peer: peer.id, offer: peer.openOffer };
  tell(network, peer, { type: 'signal', signal: { type: 'offer', sdp: JSON.stringify(description) } });
  sendCandidate(network, peer);
}

function sendCandidate(network: Network, peer: FakePeer): void {
  const candidate = String(peer.id);
  tell(network, peer, { type: 'signal', signal: { type: 'candidate', candidate, sdpMid: '0', sdpMLineIndex: 0 } });
}

function onSignal(network: Network, peer: FakePeer, signal: Signal): void {
  switch (signal.type) {
    case 'offer':
      if (!peer.options.isInitiator) onOffer(network, peer, readDescription(signal.sdp));
      break;
    case 'answer': {
      const description = readDescription(signal.sdp);
      if (description === null || description.offer !== peer.openOffer) break;
      peer.openOffer = null;
      peer.remote = description.peer;
      connectIfComplete(network, peer);
      break;
    }
    case 'candidate':
      if (/^\d+$/.test(signal.candidate)) peer.heardFrom.add(Number(signal.candidate));
      connectIfComplete(network, peer);
      break;
    case 'renegotiate':
    case 'rebuild':
      break;
  }
}

function onOffer(network: Network, peer: FakePeer, description: Description | null): void {
  if (description === null || peer.answered.has(description.offer)) return;
  // A real description of another session does not fit a peer that has one.
  if (peer.remote !== null && peer.remote !== description.peer) return;
  if (peer.remote === null) tell(network, peer, { type: 'tracks', tracks: noTracks });
  peer.answered.add(description.offer);
  peer.remote = description.peer;
  const answer: Description = { peer: peer.id, offer: description.offer };
  tell(network, peer, { type: 'signal', signal: { type: 'answer', sdp: JSON.stringify(answer) } });
  sendCandidate(network, peer);
}

/** Connects, or connects anew, once both know each other and one has a way to the other. */
function connectIfComplete(network: Network, peer: FakePeer): void {
  const other = peer.remote === null ? undefined : network.peers.get(peer.remote);
  if (!other?.isAlive || other.remote !== peer.id) return;
  if (peer.openOffer !== null || other.openOffer !== null) return;
  if (!peer.heardFrom.has(other.id) && !other.heardFrom.has(peer.id)) return;
  if (network.down.has(pathKey(peer.host, other.host))) return;
  for (const each of [peer, other]) {
    each.path = 'connected';
    tell(network, each, { type: 'connected' });
  }
}

function onPathChanged(network: Network, peer: FakePeer): void {
  const other = peer.remote === null ? undefined : network.peers.get(peer.remote);
  if (!peer.isAlive || !other || other.remote !== peer.id) return;
  const isDown = network.down.has(pathKey(peer.host, other.host));
  // Checks go on for as long as the peers live.
  if (!isDown && peer.path === 'new') connectIfComplete(network, peer);
  if (isDown && peer.path === 'connected') {
    peer.path = 'disturbed';
    tell(network, peer, { type: 'disturbed' });
    network.clock.after(FAILED_AFTER_MS, () => {
      if (peer.path !== 'disturbed') return;
      peer.path = 'failed';
      tell(network, peer, { type: 'failed' });
    });
  }
  if (!isDown && peer.path === 'disturbed' && other.isAlive) {
    peer.path = 'connected';
    tell(network, peer, { type: 'connected' });
  }
}

/** The other side hears of it, where a path leads there. */
function end(network: Network, peer: FakePeer, lastWord: PeerEvent | null): void {
  if (!peer.isAlive) return;
  if (lastWord) {
    network.queue.push(() => peer.options.onEvent(lastWord));
  }
  peer.isAlive = false;
  network.peers.delete(peer.id);
  const other = peer.remote === null ? undefined : network.peers.get(peer.remote);
  const isHeard = other?.isAlive && other.remote === peer.id && other.path === 'connected';
  if (other && isHeard) end(network, other, { type: 'closed', isRejected: false });
}

function readDescription(sdp: string): Description | null {
  try {
    const read: unknown = JSON.parse(sdp);
    if (typeof read !== 'object' || read === null || !('peer' in read) || !('offer' in read)) return null;
    return { peer: Number(read.peer), offer: Number(read.offer) };
  } catch {
    return null;
  }
}

function pathKey(hostA: string, hostB: string): string {
  return hostA < hostB ? `${hostA}|${hostB}` : `${hostB}|${hostA}`;
}

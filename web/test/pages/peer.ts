import type { Signal } from '@coup/signaling/protocol';
import { createSimplePeerFactory } from '../../call/adapters/simple-peer-link.ts';
import { noTracks, type Peer, type PeerEvent, type Tracks } from '../../call/ports.ts';

/** What the test drives in the page. */
export type PeerPage = {
  build(isInitiator: boolean): void;
  signal(signal: Signal): boolean;
  setCamera(isOn: boolean): Promise<void>;
  restartIce(): void;
  destroy(): void;
  seen(): PeerEvent['type'][];
  sent(): Signal[];
  framesDecoded(): Promise<number>;
  bytesReceived(): Promise<number>;
  openConnections(): number;
  localUfrag(): string | null;
};

declare global {
  interface Window {
    peerPage: PeerPage;
    /** Given by the test: hands a signal to the other page. */
    carry(signal: Signal): Promise<void>;
  }
}

const connections: RTCPeerConnection[] = [];
const Native = window.RTCPeerConnection;
window.RTCPeerConnection = class extends Native {
  constructor(configuration?: RTCConfiguration) {
    super(configuration);
    connections.push(this);
  }
};

const createPeer = createSimplePeerFactory(() => []);
let peer: Peer | null = null;
let seen: PeerEvent['type'][] = [];
let sent: Signal[] = [];
let camera: MediaStreamTrack | null = null;
const video = document.createElement('video');
video.muted = true;
video.autoplay = true;
document.body.append(video);

function onEvent(event: PeerEvent): void {
  if (event.type === 'signal') {
    sent.push(event.signal);
    void window.carry(event.signal);
    return;
  }
  seen.push(event.type);
  if (event.type === 'tracks' && event.tracks.camera) video.srcObject = new MediaStream([event.tracks.camera]);
}

async function sumInbound(field: 'framesDecoded' | 'bytesReceived'): Promise<number> {
  const pc = connections.at(-1);
  if (!pc || pc.connectionState === 'closed') return 0;
  let sum = 0;
  for (const report of (await pc.getStats()).values()) {
    if (report.type === 'inbound-rtp' && report.kind === 'video') sum += report[field] ?? 0;
  }
  return sum;
}

function tracksNow(): Tracks {
  return { ...noTracks, camera };
}

window.peerPage = {
  build(isInitiator) {
    seen = [];
    sent = [];
    peer = createPeer({ isInitiator, tracks: tracksNow(), onEvent });
  },
  signal(signal) {
    try {
      peer?.signal(signal);
      return false;
    } catch {
      return true;
    }
  },
  async setCamera(isOn) {
    camera?.stop();
    camera = null;
    if (isOn) camera = (await navigator.mediaDevices.getUserMedia({ video: true })).getVideoTracks()[0] ?? null;
    peer?.setTracks(tracksNow());
  },
  restartIce: () => peer?.restartIce(),
  destroy: () => peer?.destroy(),
  seen: () => seen,
  sent: () => sent,
  framesDecoded: () => sumInbound('framesDecoded'),
  bytesReceived: () => sumInbound('bytesReceived'),
  openConnections: () => connections.filter((pc) => pc.connectionState !== 'closed').length,
  localUfrag: () => /a=ice-ufrag:(\S+)/.exec(connections.at(-1)?.localDescription?.sdp ?? '')?.[1] ?? null,
};

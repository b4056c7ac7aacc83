import type { Call, CallState } from '../../call/call-state.ts';
import { type BrowserRoom, createBrowserRoom } from '../../realtime/adapters/browser-room.ts';

/** What the test drives in the page. */
export type RoomPage = {
  room: BrowserRoom;
  call: Call | null;
  /** Loads the call and opens the camera, as a lobby does before its button is pressed. */
  warm(): Promise<void>;
  /** Milliseconds from pressing Join to the first remote frame on screen. */
  joinAndSee(): Promise<number>;
  callState(): CallState;
  /** Frames decoded of everybody, over every link that is open. */
  framesDecoded(): Promise<number>;
  openConnections(): number;
  /** Ends the oldest connection behind the engine's back. */
  closeConnection(): void;
  /** Longest pause between two frames on screen since the last call of this. */
  longestPauseMs(): number;
};

declare global {
  interface Window {
    roomPage: RoomPage;
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

const given = new URLSearchParams(location.search);
const room = createBrowserRoom({
  slug: given.get('slug') ?? '',
  socketUrl: given.get('socket') ?? '',
  initialToken: given.get('token') ?? '',
});
const video = document.createElement('video');
video.muted = true;
video.autoplay = true;
document.body.append(video);

let lastFrameAt = 0;
let longestPause = 0;
let onFirstFrame: () => void = () => undefined;

function watchFrames(): void {
  const now = performance.now();
  if (lastFrameAt > 0) longestPause = Math.max(longestPause, now - lastFrameAt);
  else onFirstFrame();
  lastFrameAt = now;
  video.requestVideoFrameCallback(watchFrames);
}

function showFirstRemote(): void {
  const state = window.roomPage.callState();
  const first = state.status === 'joined' ? state.remotes[0] : undefined;
  const stream = first ? (window.roomPage.call?.getStream(first.participant.participantId, 'camera') ?? null) : null;
  if (stream && video.srcObject !== stream) video.srcObject = stream;
}

window.roomPage = {
  room,
  call: null,
  async warm() {
    const media = await room.openMedia();
    await media.setCamera(true);
    window.roomPage.call = await room.session.openCall();
  },
  async joinAndSee() {
    const { call } = window.roomPage;
    if (!call) throw new Error('warm first');
    call.subscribe(showFirstRemote);
    const firstFrame = new Promise<void>((resolve) => {
      onFirstFrame = resolve;
    });
    video.requestVideoFrameCallback(watchFrames);
    const startedAt = performance.now();
    await call.join();
    await firstFrame;
    return performance.now() - startedAt;
  },
  callState: () => window.roomPage.call?.getState() ?? { status: 'idle' },
  async framesDecoded() {
    let sum = 0;
    for (const pc of connections.filter((each) => each.connectionState !== 'closed')) {
      for (const report of (await pc.getStats()).values()) {
        if (report.type === 'inbound-rtp' && report.kind === 'video') sum += report.framesDecoded ?? 0;
      }
    }
    return sum;
  },
  closeConnection: () => connections.find((pc) => pc.connectionState !== 'closed')?.close(),
  openConnections: () => connections.filter((pc) => pc.connectionState !== 'closed').length,
  longestPauseMs() {
    const pause = longestPause;
    longestPause = 0;
    return pause;
  },
};

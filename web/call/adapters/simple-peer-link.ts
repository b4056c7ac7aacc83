import type { Signal } from '@coup/signaling/protocol';
import SimplePeer, { type SimplePeerSignal } from 'simple-peer/simplepeer.min.js';
import { type TrackKind, trackKinds } from '../call-state.ts';
import { noTracks, type Peer, type PeerEvent, type PeerFactory, type PeerOptions, type Tracks } from '../ports.ts';

const mediaOfKind: Record<TrackKind, 'audio' | 'video'> = {
  microphone: 'audio',
  camera: 'video',
  screen: 'video',
  'screen-sound': 'audio',
};

type Listeners = {
  onPath: (state: RTCPeerConnectionState) => void;
  onBeforeAnswer: (pc: RTCPeerConnection) => boolean;
};

/**
 * simple-peer, minus what ends calls: `failed` is only told, bad descriptions and candidates are ignored, and an answer
 * goes out only to an offer with our four tracks.
 */
class EnduringPeer extends SimplePeer {
  listeners: Listeners | null = null;
  /** Set before it is applied: the same description may come again while the browser is still at the first. */
  lastTakenSdp: string | undefined;

  override _onConnectionStateChange(): void {
    if (this.destroyed || !this._pc) return;
    this.listeners?.onPath(this._pc.connectionState);
  }

  /** Upstream destroys the peer at `failed`, from which an ICE restart can still come back. */
  override _onIceStateChange(): void {
    if (this.destroyed || this._pc?.iceConnectionState === 'failed') return;
    super._onIceStateChange();
  }

  /** An ICE restart of a path that never broke ends without any change of the connection's state. */
  override _onSignalingStateChange(): void {
    super._onSignalingStateChange();
    if (this._pc?.signalingState === 'stable') this._onConnectionStateChange();
  }

  override _createAnswer(): void {
    if (this.destroyed || !this._pc) return;
    if (this.listeners?.onBeforeAnswer(this._pc) === false) return;
    super._createAnswer();
  }

  /** Upstream destroys the peer when one candidate is bad; one candidate less is no reason to end a call. */
  override _addIceCandidate(candidate: RTCIceCandidateInit): void {
    this._pc?.addIceCandidate(candidate).catch(() => undefined);
  }

  takeCandidate(candidate: RTCIceCandidateInit): void {
    if (this._pc?.remoteDescription) this._addIceCandidate(candidate);
    else this._pendingCandidates.push(candidate);
  }

  /** A description that comes twice, out of turn, or broken, leaves the link as it was. */
  async takeDescription(description: RTCSessionDescriptionInit): Promise<void> {
    const pc = this._pc;
    if (!pc) return;
    const expected: RTCSignalingState = description.type === 'offer' ? 'stable' : 'have-local-offer';
    if (pc.signalingState !== expected || this.lastTakenSdp === description.sdp) return;
    this.lastTakenSdp = description.sdp;
    try {
      await pc.setRemoteDescription(description);
    } catch {
      return;
    }
    if (this.destroyed || this.destroying) return;
    for (const candidate of this._pendingCandidates.splice(0)) this._addIceCandidate(candidate);
    if (description.type === 'offer') this._createAnswer();
  }
}

/** Peers over simple-peer. The ICE servers are read for each peer, since their credentials end. */
export function createSimplePeerFactory(getIceServers: () => RTCIceServer[]): PeerFactory {
  return (options) => createPeer(options, getIceServers());
}

function createPeer(options: PeerOptions, iceServers: RTCIceServer[]): Peer {
  const link = new EnduringPeer({
    initiator: options.isInitiator,
    trickle: true,
    // One transport for everything: a quarter of the candidates, and one path to keep alive.
    config: { iceServers, bundlePolicy: 'max-bundle' },
  });
  let isDestroyed = false;
  let isRejected = false;
  let { tracks } = options;
  const emit = (event: PeerEvent) => {
    if (!isDestroyed) options.onEvent(event);
  };

  /** False, and the end of this peer, when the offer is not a call of ours. */
  function onBeforeAnswer(pc: RTCPeerConnection): boolean {
    const transceivers = pc.getTransceivers();
    if (!hasOurLayout(transceivers)) {
      isRejected = true;
      link.destroy();
      return false;
    }
    const isFirst = transceivers.some((each) => each.currentDirection === null);
    for (const transceiver of transceivers) transceiver.direction = 'sendrecv';
    sendTracks(pc, tracks);
    if (isFirst) emit({ type: 'tracks', tracks: receivedTracks(pc) });
    return true;
  }

  // A link that dies says why in `close`; without a listener an `error` would be thrown into the page.
  link.on('error', () => undefined);
  link.on('close', () => emit({ type: 'closed', isRejected }));
  link.on('signal', (data) => {
    const signal = toSignal(data);
    if (signal) emit({ type: 'signal', signal });
  });
  link.listeners = { onPath: (state) => emitPath(state, emit), onBeforeAnswer };
  if (options.isInitiator && link._pc) {
    for (const kind of trackKinds) link._pc.addTransceiver(mediaOfKind[kind], { direction: 'sendrecv' });
    sendTracks(link._pc, tracks);
    const received = receivedTracks(link._pc);
    queueMicrotask(() => emit({ type: 'tracks', tracks: received }));
  }

  return {
    signal: (signal) => deliver(link, signal),
    setTracks(next) {
      tracks = next;
      if (link._pc) sendTracks(link._pc, next);
    },
    restartIce() {
      if (link.destroyed || link.destroying || !link._pc) return;
      link._pc.restartIce();
      link.negotiate();
    },
    destroy() {
      isDestroyed = true;
      link.destroy();
    },
  };
}

function deliver(link: EnduringPeer, signal: Signal): void {
  if (link.destroyed || link.destroying) return;
  switch (signal.type) {
    case 'offer':
    case 'answer':
      void link.takeDescription({ type: signal.type, sdp: signal.sdp });
      break;
    case 'candidate': {
      const { candidate, sdpMid, sdpMLineIndex } = signal;
      link.takeCandidate({ candidate, sdpMid, sdpMLineIndex });
      break;
    }
    case 'renegotiate':
    case 'rebuild':
      break;
  }
}

function emitPath(state: RTCPeerConnectionState, emit: (event: PeerEvent) => void): void {
  if (state === 'connected') emit({ type: 'connected' });
  if (state === 'disconnected') emit({ type: 'disturbed' });
  if (state === 'failed') emit({ type: 'failed' });
}

/** simple-peer's own requests are never made by this adapter: the link asks in the protocol's words. */
function toSignal(data: SimplePeerSignal): Signal | null {
  if (data.type === 'candidate') {
    const { candidate, sdpMid, sdpMLineIndex } = data.candidate;
    return { type: 'candidate', candidate, sdpMid: sdpMid ?? null, sdpMLineIndex: sdpMLineIndex ?? null };
  }
  if (data.type === 'offer' || data.type === 'answer') return { type: data.type, sdp: data.sdp };
  return null;
}

/** Microphone, camera, screen, screen sound, in this order and nothing else. */
function hasOurLayout(transceivers: readonly RTCRtpTransceiver[]): boolean {
  if (transceivers.length !== trackKinds.length) return false;
  return trackKinds.every((kind, index) => transceivers[index]?.receiver.track.kind === mediaOfKind[kind]);
}

function sendTracks(pc: RTCPeerConnection, tracks: Tracks): void {
  const transceivers = pc.getTransceivers();
  trackKinds.forEach((kind, index) => {
    const sender = transceivers[index]?.sender;
    if (!sender || sender.track === tracks[kind]) return;
    // Rejects only when the peer is closing, or the track is of the wrong kind; neither is worth ending a link.
    sender.replaceTrack(tracks[kind]).catch(() => undefined);
  });
}

function receivedTracks(pc: RTCPeerConnection): Tracks {
  const transceivers = pc.getTransceivers();
  const received = trackKinds.map((kind, index) => [kind, transceivers[index]?.receiver.track ?? null] as const);
  return { ...noTracks, ...Object.fromEntries(received) };
}

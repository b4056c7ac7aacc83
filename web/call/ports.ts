import type { CommandData, CommandInput, ErrorCode, LinkStamp, Roster, Signal } from '@coup/signaling/protocol';
import type { Answer } from '../realtime/answer.ts';
import type { TrackKind } from './call-state.ts';
import type { DeviceChoice, DeviceFailure, LocalMediaState } from './local-media-state.ts';

export type CallCommand = 'call:join' | 'call:leave' | 'call:media' | 'call:signal';

/** What the server says to this call. Everything in it has been checked against the protocol's schemas. */
export type SignalingEvent =
  /** The socket is up and the room open on it: join now, or join again. */
  | { type: 'ready' }
  /** The socket is away; nothing about peer links follows from it. */
  | { type: 'lost' }
  | { type: 'roster'; roster: Roster }
  | { type: 'left'; participantId: string }
  | { type: 'signalled'; from: string; stamp: LinkStamp; signal: Signal }
  | { type: 'ended'; code: ErrorCode };

/** The room's socket as the call sees it. Commands arrive in the order sent, as long as one socket lives. */
export type SignalingPort = {
  isReady(): boolean;
  /** Never rejects. While not ready it answers `timeout` at once. */
  command<N extends CallCommand>(name: N, input: CommandInput<N>): Promise<Answer<CommandData<N>>>;
  subscribe(listener: (event: SignalingEvent) => void): () => void;
};

export type Tracks = Readonly<Record<TrackKind, MediaStreamTrack | null>>;
export const noTracks: Tracks = { microphone: null, camera: null, screen: null, 'screen-sound': null };

/** What this person sends; null where a device is closed. */
export type LocalTracks = {
  get(): Tracks;
  subscribe(listener: () => void): () => void;
};

export type PeerEvent =
  /** To be carried to the other side. */
  | { type: 'signal'; signal: Signal }
  /** The receivers' tracks, once they exist; the same for the peer's whole life. */
  | { type: 'tracks'; tracks: Tracks }
  | { type: 'connected' }
  /** The path is silent; it may heal by itself. */
  | { type: 'disturbed' }
  /** The path is gone; only an ICE restart or a new peer heals it. */
  | { type: 'failed' }
  /** The peer is dead and holds nothing any more. `isRejected`: what the other side sent is not a call of ours. */
  | { type: 'closed'; isRejected: boolean };

/** One attempt at a peer link. Hostile signals never make it throw. After `destroy` it says nothing more. */
export type Peer = {
  signal(signal: Signal): void;
  /** Swaps what is sent, without negotiation. */
  setTracks(tracks: Tracks): void;
  /** Initiator only: new ICE credentials on the same link. */
  restartIce(): void;
  destroy(): void;
};

export type PeerOptions = { isInitiator: boolean; tracks: Tracks; onEvent: (event: PeerEvent) => void };
/** Makes a peer with its four stable tracks; an initiator emits its offer by itself. */
export type PeerFactory = (options: PeerOptions) => Peer;

/** The streams of one participant, stable while the tracks in them change. */
export type RemoteStreams = {
  show(tracks: Tracks): void;
  get(source: 'camera' | 'screen'): MediaStream | null;
  close(): void;
};

/** The seat ticket of a room, kept for the life of the tab so that a reload comes back as the same participant. */
export type TicketStore = {
  load(roomId: string): string | null;
  save(roomId: string, ticket: string): void;
  clear(roomId: string): void;
};

export type DeviceKind = 'camera' | 'microphone';
export type OpenedDevice =
  | { ok: true; track: MediaStreamTrack; deviceId: string; label: string }
  | { ok: false; failure: DeviceFailure };

/** The browser's cameras, microphones and speakers. Nothing rejects. */
export type Devices = {
  /** `null` is the browser's own choice. */
  open(kind: DeviceKind, deviceId: string | null): Promise<OpenedDevice>;
  /** Without a permission the browser tells neither names nor ids. */
  list(): Promise<Record<DeviceKind | 'speaker', readonly DeviceChoice[]>>;
  onChange(listener: () => void): () => void;
  /** Fires once, when the device ends by itself (unplugged, taken away). */
  onEnded(track: MediaStreamTrack, listener: () => void): () => void;
  measure(track: MediaStreamTrack): LevelMeter;
};

/** Loudness of one track, 0 to 1. */
export type LevelMeter = { getLevel(): number; close(): void };

export type ChosenDevices = LocalMediaState['chosen'];
/** The person's choice of devices, kept between visits. */
export type DeviceMemory = { load(): ChosenDevices; save(chosen: ChosenDevices): void };

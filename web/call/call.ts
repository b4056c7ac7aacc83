import type { LinkStamp, MediaState, Participant, Roster, Signal } from '@coup/signaling/protocol';
import type { Clock, Random } from '../realtime/clock.ts';
import { createStore, type Store } from '../realtime/store.ts';
import type { Call, CallState } from './call-state.ts';
import { type Refusal, readEnding } from './errors.ts';
import { createMesh, type Mesh } from './mesh.ts';
import type {
  LocalTracks,
  PeerFactory,
  RemoteStreams,
  SignalingEvent,
  SignalingPort,
  TicketStore,
  Tracks,
} from './ports.ts';
import { createSeat, type Seat } from './seat.ts';
import { createSignalBuffer, type SignalBuffer } from './signal-buffer.ts';
import { createSignalOutbox, type SignalOutbox } from './signal-outbox.ts';

export type CallOptions = {
  roomId: string;
  signaling: SignalingPort;
  createPeer: PeerFactory;
  createStreams: () => RemoteStreams;
  localTracks: LocalTracks;
  tickets: TicketStore;
  clock: Clock;
  random: Random;
};

/** What exists between pressing Join and the end of the call. */
type Attendance = {
  incarnation: string;
  seat: Seat;
  outbox: SignalOutbox;
  /** Others may signal before the answer to our own join is read. */
  buffer: SignalBuffer;
  /** From the first seat on; it outlives any number of sockets. */
  mesh: Mesh | null;
  self: Participant | null;
  /** The seat was taken on the socket of now, so signals flow. */
  isSeated: boolean;
};

type CallCore = CallOptions & {
  store: Store<CallState>;
  attendance: Attendance | null;
  latestRoster: Roster | null;
  onSettled: () => void;
  cancelMissing: () => void;
};

/** A roster without us this long after we took our seat means that the server lost it. */
const MISSING_FROM_ROSTER_MS = 1_000;

/** One call of one room. The socket and the links are separate machines: losing the one never touches the other. */
export function createCall(options: CallOptions): Call {
  const core: CallCore = {
    ...options,
    store: createStore<CallState>({ status: 'idle' }),
    attendance: null,
    latestRoster: null,
    onSettled: () => undefined,
    cancelMissing: () => undefined,
  };
  const stops = [
    options.signaling.subscribe((event) => onSignaling(core, event)),
    options.localTracks.subscribe(() => onTracksChanged(core)),
  ];
  return {
    getState: core.store.getState,
    subscribe: core.store.subscribe,
    join: () => join(core),
    leave: () => leave(core),
    getStream: (participantId, source) => core.attendance?.mesh?.getStream(participantId, source) ?? null,
    retry: (participantId) => core.attendance?.mesh?.retry(participantId),
    close() {
      for (const stop of stops) stop();
      tearDown(core);
    },
  };
}

function join(core: CallCore): Promise<void> {
  if (core.attendance !== null) return Promise.resolve();
  const incarnation = core.random.uuid();
  core.attendance = {
    incarnation,
    seat: openSeat(core, incarnation),
    outbox: openOutbox(core),
    buffer: createSignalBuffer(),
    mesh: null,
    self: null,
    isSeated: false,
  };
  const { seat } = core.attendance;
  core.store.setState({ status: 'joining' });
  return new Promise((resolve) => {
    core.onSettled = resolve;
    seat.take();
  });
}

function onSignaling(core: CallCore, event: SignalingEvent): void {
  switch (event.type) {
    case 'ready':
      returnToSeat(core);
      break;
    case 'lost':
      onSocketLost(core);
      break;
    case 'roster':
      onRoster(core, event.roster);
      break;
    case 'left':
      core.attendance?.mesh?.participantLeft(event.participantId);
      break;
    case 'signalled':
      onSignalled(core, event.from, event.stamp, event.signal);
      break;
    case 'ended':
      if (core.attendance !== null) finish(core, { status: 'ended', reason: readEnding(event.code) });
  }
}

function onSignalled(core: CallCore, from: string, stamp: LinkStamp, signal: Signal): void {
  const { attendance } = core;
  if (attendance?.mesh) attendance.mesh.signalled(from, stamp, signal);
  else if (stamp.to === attendance?.incarnation) attendance.buffer.hold(from, stamp, signal);
}

function onSeatTaken(core: CallCore, participant: Participant, roster: Roster): void {
  const { attendance } = core;
  if (attendance === null) return;
  if (attendance.self?.participantId !== participant.participantId) {
    attendance.mesh?.close();
    attendance.mesh = openMesh(core, attendance, participant.participantId);
  }
  attendance.self = participant;
  attendance.isSeated = true;
  attendance.outbox.setOpen(true);
  attendance.mesh?.seated(roster);
  // A newer one may have been read before the answer.
  if (core.latestRoster?.epoch === roster.epoch) attendance.mesh?.acceptRoster(core.latestRoster);
  publish(core);
  announceMedia(core);
  core.onSettled();
}

function onSeatRefused(core: CallCore, refusal: Extract<Refusal, { type: 'ended' | 'failed' }>): void {
  if (refusal.type === 'ended') finish(core, { status: 'ended', reason: refusal.reason });
  else finish(core, { status: 'failed', failure: refusal.failure });
}

function returnToSeat(core: CallCore): void {
  closeSignals(core);
  core.attendance?.seat.take();
}

function onSocketLost(core: CallCore): void {
  core.attendance?.seat.lost();
  closeSignals(core);
  publish(core);
}

/** Links stay as they are; only what they want to say waits. */
function closeSignals(core: CallCore): void {
  core.cancelMissing();
  if (core.attendance === null) return;
  core.attendance.isSeated = false;
  core.attendance.outbox.setOpen(false);
  core.attendance.mesh?.unseated();
}

/** The server that does not name us any more does not know us: the seat is taken again. */
function onRoster(core: CallCore, roster: Roster): void {
  core.latestRoster = roster;
  const mesh = core.attendance?.mesh;
  if (mesh?.acceptRoster(roster) !== true) return;
  core.cancelMissing();
  if (core.attendance?.isSeated && mesh.getSelf() === null) {
    core.cancelMissing = core.clock.after(MISSING_FROM_ROSTER_MS, () => returnToSeat(core));
  }
}

function onTracksChanged(core: CallCore): void {
  core.attendance?.mesh?.setTracks(core.localTracks.get());
  announceMedia(core);
}

/** While the socket is away nothing is said: the next join carries the state of then. */
function announceMedia(core: CallCore): void {
  const { attendance, roomId } = core;
  if (!attendance?.self) return;
  const media = mediaOf(core.localTracks.get());
  if (isSameMedia(attendance.self.media, media)) return;
  attendance.self = { ...attendance.self, media };
  if (attendance.isSeated) void core.signaling.command('call:media', { roomId, media });
  publish(core);
}

function publish(core: CallCore): void {
  const { attendance } = core;
  if (!attendance?.self || !attendance.mesh) return;
  const { self, mesh, isSeated } = attendance;
  core.store.setState({
    status: 'joined',
    self: { ...(mesh.getSelf() ?? self), connection: isSeated ? 'connected' : 'reconnecting', media: self.media },
    server: isSeated ? 'connected' : 'reconnecting',
    remotes: mesh.getRemotes(),
  });
}

function leave(core: CallCore): void {
  if (core.attendance === null) return;
  if (core.signaling.isReady()) void core.signaling.command('call:leave', { roomId: core.roomId });
  finish(core, { status: 'ended', reason: 'left' });
}

/** Takes everything down. A failure keeps the ticket, for the person's next try. */
function finish(core: CallCore, state: Extract<CallState, { status: 'ended' | 'failed' }>): void {
  if (state.status === 'ended') core.tickets.clear(core.roomId);
  tearDown(core);
  core.store.setState(state);
  core.onSettled();
}

function tearDown(core: CallCore): void {
  const former = core.attendance;
  core.attendance = null;
  core.cancelMissing();
  former?.seat.close();
  former?.outbox.close();
  former?.mesh?.close();
}

function openSeat(core: CallCore, incarnation: string): Seat {
  return createSeat({
    ...core,
    incarnation,
    getMedia: () => mediaOf(core.localTracks.get()),
    onTaken: (participant, roster) => onSeatTaken(core, participant, roster),
    onRefused: (refusal) => onSeatRefused(core, refusal),
  });
}

function openOutbox(core: CallCore): SignalOutbox {
  return createSignalOutbox({
    ...core,
    isCurrent: (to, stamp) => core.attendance?.mesh?.isCurrent(to, stamp) ?? false,
    onSeatUnknown: () => returnToSeat(core),
  });
}

function openMesh(core: CallCore, { incarnation, buffer }: Attendance, selfId: string): Mesh {
  const mesh = createMesh({
    ...core,
    selfId,
    incarnation,
    buffer,
    send: (to, stamp, signal) => core.attendance?.outbox.push({ to, stamp, signal }),
    onChange: () => publish(core),
  });
  mesh.setTracks(core.localTracks.get());
  return mesh;
}

function mediaOf(tracks: Tracks): MediaState {
  return {
    microphone: tracks.microphone !== null,
    camera: tracks.camera !== null,
    screen: tracks.screen !== null,
  };
}

function isSameMedia(a: MediaState, b: MediaState): boolean {
  return a.microphone === b.microphone && a.camera === b.camera && a.screen === b.screen;
}

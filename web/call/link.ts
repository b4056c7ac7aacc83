import type { Signal } from '@coup/signaling/protocol';
import type { Clock, Random } from '../realtime/clock.ts';
import type { LinkState } from './call-state.ts';
import {
  type LinkContext,
  type LinkEffect,
  type LinkEvent,
  type LinkPhase,
  startLink,
  stepLink,
  toLinkState,
} from './link-state.ts';
import type { Peer, PeerEvent, PeerFactory, RemoteStreams, Tracks } from './ports.ts';

export type Link = {
  readonly participantId: string;
  readonly incarnation: string;
  getState(): LinkState;
  getGeneration(): number;
  /** Media flows, or was flowing a moment ago. */
  isAlive(): boolean;
  dispatch(event: Extract<LinkEvent, { type: 'signalled' | 'retry' }>): void;
  /** Whether signals can be carried now, by both ends' sockets. */
  setReachable(canSignal: boolean): void;
  setTracks(tracks: Tracks): void;
  close(): void;
};

export type LinkOptions = {
  participantId: string;
  incarnation: string;
  isInitiator: boolean;
  canSignal: boolean;
  /** Above every generation that this pair of incarnations has had before. */
  firstGeneration: number;
  tracks: Tracks;
  streams: RemoteStreams;
  createPeer: PeerFactory;
  clock: Clock;
  random: Random;
  send: (generation: number, signal: Signal) => void;
  onChange: () => void;
};

type LinkCore = LinkOptions & {
  phase: LinkPhase;
  /** The same object for the same phase, so that a list of links renders only what changed. */
  shown: { phase: LinkPhase; state: LinkState };
  peer: Peer | null;
  /** Tracks of a new peer that has nothing to show yet. */
  heldTracks: Tracks | null;
  cancelTimer: () => void;
  isClosed: boolean;
  isStepping: boolean;
  queue: LinkEvent[];
};

/** Performs what `stepLink` decides for one pair: one peer at a time, one timer at a time. */
export function createLink(options: LinkOptions): Link {
  const first = startLink(contextOf(options), options.firstGeneration);
  const core: LinkCore = {
    ...options,
    phase: first.phase,
    shown: { phase: first.phase, state: toLinkState(first.phase) },
    peer: null,
    heldTracks: null,
    cancelTimer: () => undefined,
    isClosed: false,
    isStepping: true,
    queue: [],
  };
  for (const effect of first.effects) perform(core, effect);
  core.isStepping = false;

  return {
    participantId: options.participantId,
    incarnation: options.incarnation,
    getState() {
      if (core.shown.phase !== core.phase) core.shown = { phase: core.phase, state: toLinkState(core.phase) };
      return core.shown.state;
    },
    getGeneration: () => core.phase.generation,
    isAlive: () => core.phase.status === 'connected' || (core.phase.status === 'disturbed' && !core.phase.hasRestarted),
    dispatch: (event) => dispatch(core, event),
    setReachable(next) {
      const isBack = next && !core.canSignal;
      core.canSignal = next;
      if (isBack) dispatch(core, { type: 'reachable' });
    },
    setTracks(next) {
      core.tracks = next;
      core.peer?.setTracks(next);
    },
    close() {
      core.isClosed = true;
      core.cancelTimer();
      destroyPeer(core);
    },
  };
}

/** Events that arise while effects run wait their turn, so that a step never sees half of another. */
function dispatch(core: LinkCore, event: LinkEvent): void {
  if (core.isClosed) return;
  core.queue.push(event);
  if (core.isStepping) return;
  core.isStepping = true;
  for (let next = core.queue.shift(); next !== undefined && !core.isClosed; next = core.queue.shift()) {
    const step = stepLink(core.phase, next, contextOf(core));
    core.phase = step.phase;
    for (const effect of step.effects) perform(core, effect);
  }
  core.isStepping = false;
  if (!core.isClosed) core.onChange();
}

function perform(core: LinkCore, effect: LinkEffect): void {
  switch (effect.type) {
    case 'build':
      build(core);
      break;
    case 'destroy':
      destroyPeer(core);
      break;
    case 'deliver':
      core.peer?.signal(effect.signal);
      break;
    case 'send':
      core.send(core.phase.generation, effect.signal);
      break;
    case 'restart-ice':
      core.peer?.restartIce();
      break;
    case 'wait':
      core.cancelTimer();
      if (effect.ms === null) break;
      core.cancelTimer = core.clock.after(effect.ms, () => dispatch(core, { type: 'elapsed' }));
  }
}

function build(core: LinkCore): void {
  destroyPeer(core);
  const { generation } = core.phase;
  let isCurrent = true;
  const made = core.createPeer({
    isInitiator: core.isInitiator,
    tracks: core.tracks,
    onEvent(event) {
      if (isCurrent && !core.isClosed) onPeerEvent(core, event, generation);
    },
  });
  core.peer = {
    ...made,
    destroy() {
      isCurrent = false;
      made.destroy();
    },
  };
}

function onPeerEvent(core: LinkCore, event: PeerEvent, generation: number): void {
  switch (event.type) {
    case 'signal':
      core.send(generation, event.signal);
      break;
    case 'tracks':
      // The last frame of the previous generation stays on screen until this one has something to show.
      if (core.streams.get('camera') === null) core.streams.show(event.tracks);
      else core.heldTracks = event.tracks;
      if (!core.isStepping) core.onChange();
      break;
    case 'connected':
      if (core.heldTracks !== null) core.streams.show(core.heldTracks);
      core.heldTracks = null;
      dispatch(core, event);
      break;
    default:
      dispatch(core, event);
  }
}

function destroyPeer(core: LinkCore): void {
  core.heldTracks = null;
  core.peer?.destroy();
  core.peer = null;
}

function contextOf({ isInitiator, canSignal, random }: LinkOptions): LinkContext {
  return { isInitiator, canSignal, fraction: random.fraction() };
}

import type { LinkStamp, Participant, Roster, Signal } from '@coup/signaling/protocol';
import type { Clock, Random } from '../realtime/clock.ts';
import type { RemoteParticipant } from './call-state.ts';
import { createLink, type Link } from './link.ts';
import { noTracks, type PeerFactory, type RemoteStreams, type Tracks } from './ports.ts';
import { acceptRoster, emptyView, findParticipant, markLeft, planLinks, type RosterView } from './roster-view.ts';
import type { SignalBuffer } from './signal-buffer.ts';

export type MeshOptions = {
  selfId: string;
  incarnation: string;
  /** Holds what came before the seat was taken, too. */
  buffer: SignalBuffer;
  createPeer: PeerFactory;
  createStreams: () => RemoteStreams;
  clock: Clock;
  random: Random;
  send: (to: string, stamp: LinkStamp, signal: Signal) => void;
  onChange: () => void;
};

/** One link to every other participant of the roster, and none to anybody else. */
export type Mesh = {
  /** The seat was taken on this socket, and this is who else is there: signals are carried. */
  seated(roster: Roster): void;
  /** Signals cannot be carried for now; links stay as they are. */
  unseated(): void;
  /** False when it was older than what is known. */
  acceptRoster(roster: Roster): boolean;
  participantLeft(participantId: string): void;
  signalled(from: string, stamp: LinkStamp, signal: Signal): void;
  setTracks(tracks: Tracks): void;
  isCurrent(to: string, stamp: LinkStamp): boolean;
  getSelf(): Participant | null;
  getRemotes(): readonly RemoteParticipant[];
  getStream(participantId: string, source: 'camera' | 'screen'): MediaStream | null;
  retry(participantId: string): void;
  close(): void;
};

type Tile = { participant: Participant; link: Link; streams: RemoteStreams; shown: RemoteParticipant | null };

/** The lower id builds and restarts; both sides know it without asking, so two offers never meet. */
function isInitiator(selfId: string, remoteId: string): boolean {
  return selfId < remoteId;
}

const MAX_REMEMBERED_PAIRS = 64;

type MeshCore = MeshOptions & {
  /** The last generation of links that were taken down, by incarnation: one that returns counts on from there. */
  generations: Map<string, number>;
  /** In the order in which they were first seen, so that no new snapshot moves a tile. */
  tiles: Map<string, Tile>;
  view: RosterView;
  tracks: Tracks;
  isOnline: boolean;
  cancelRecheck: () => void;
};

export function createMesh(options: MeshOptions): Mesh {
  const core: MeshCore = {
    ...options,
    generations: new Map(),
    tiles: new Map(),
    view: emptyView,
    tracks: noTracks,
    isOnline: false,
    cancelRecheck: () => undefined,
  };
  const { tiles } = core;
  return {
    seated(roster) {
      core.isOnline = true;
      core.view = acceptRoster(core.view, roster, core.clock.now(), true);
      reconcile(core);
    },
    unseated() {
      core.isOnline = false;
      for (const { link } of [...tiles.values()]) link.setReachable(false);
    },
    acceptRoster(roster) {
      const next = acceptRoster(core.view, roster, core.clock.now());
      if (next === core.view) return false;
      core.view = next;
      reconcile(core);
      return true;
    },
    participantLeft(participantId) {
      if (participantId === core.selfId) return;
      core.view = markLeft(core.view, participantId);
      reconcile(core);
    },
    signalled: (from, stamp, signal) => onSignalled(core, from, stamp, signal),
    setTracks(next) {
      core.tracks = next;
      for (const { link } of tiles.values()) link.setTracks(next);
    },
    isCurrent(to, stamp) {
      const link = tiles.get(to)?.link;
      return link?.incarnation === stamp.to && link.getGeneration() === stamp.generation;
    },
    getSelf: () => findParticipant(core.view, core.selfId),
    getRemotes: () => [...tiles.values()].map(showTile),
    getStream: (participantId, source) => tiles.get(participantId)?.streams.get(source) ?? null,
    retry: (participantId) => tiles.get(participantId)?.link.dispatch({ type: 'retry' }),
    close() {
      core.cancelRecheck();
      core.buffer.clear();
      for (const participantId of [...tiles.keys()]) remove(core, participantId);
    },
  };
}

/** Makes the links what the roster says they should be. Safe to repeat at any time. */
function reconcile(core: MeshCore): void {
  const { tiles, clock } = core;
  const existing = [...tiles].map(([participantId, { link }]) => ({ participantId, isAlive: link.isAlive() }));
  const plan = planLinks(core.view, core.selfId, existing, clock.now());
  const wantedIds = new Set(plan.wanted.map((each) => each.participantId));
  for (const participantId of [...tiles.keys()]) {
    if (!wantedIds.has(participantId) && !plan.spared.has(participantId)) remove(core, participantId);
  }
  for (const participant of [...plan.wanted].sort((a, b) => a.order - b.order)) place(core, participant);
  for (const participantId of plan.spared) markAway(core, participantId);
  core.cancelRecheck();
  if (plan.recheckInMs !== null) core.cancelRecheck = clock.after(plan.recheckInMs, () => reconcile(core));
  core.onChange();
}

/** Adds a tile, or brings an existing one up to the roster's word; a new incarnation gets a new link in the same tile. */
function place(core: MeshCore, participant: Participant): void {
  const { participantId, incarnation } = participant;
  const tile = core.tiles.get(participantId);
  if (tile?.link.incarnation === incarnation) {
    tile.participant = participant;
    tile.link.setReachable(canReach(core, participant));
    return;
  }
  if (tile) closeLink(core, tile.link);
  const streams = tile?.streams ?? core.createStreams();
  core.tiles.set(participantId, { participant, streams, link: openLink(core, participant, streams), shown: null });
  for (const held of core.buffer.release(participantId, incarnation)) {
    deliver(core, participantId, held.stamp, held.signal);
  }
}

function openLink(core: MeshCore, participant: Participant, streams: RemoteStreams): Link {
  const { participantId, incarnation } = participant;
  const stamp = (generation: number): LinkStamp => ({ from: core.incarnation, to: incarnation, generation });
  return createLink({
    participantId,
    incarnation,
    isInitiator: isInitiator(core.selfId, participantId),
    canSignal: canReach(core, participant),
    firstGeneration: (core.generations.get(incarnation) ?? -1) + 1,
    tracks: core.tracks,
    streams,
    createPeer: core.createPeer,
    clock: core.clock,
    random: core.random,
    send: (generation, signal) => core.send(participantId, stamp(generation), signal),
    onChange: () => onLinkChange(core),
  });
}

/** A link that dies while only the grace keeps its tile takes the tile with it. */
function onLinkChange(core: MeshCore): void {
  const hasDeadGuest = [...core.tiles.values()].some(
    ({ participant, link }) => findParticipant(core.view, participant.participantId) === null && !link.isAlive(),
  );
  if (hasDeadGuest) reconcile(core);
  else core.onChange();
}

function canReach(core: MeshCore, participant: Participant): boolean {
  return core.isOnline && participant.connection === 'connected';
}

/** The server does not name them at present: the tile stays and says so. */
function markAway(core: MeshCore, participantId: string): void {
  const tile = core.tiles.get(participantId);
  if (tile === undefined) return;
  tile.participant = { ...tile.participant, connection: 'reconnecting' };
  tile.link.setReachable(false);
}

function remove(core: MeshCore, participantId: string): void {
  const tile = core.tiles.get(participantId);
  if (!tile) return;
  core.tiles.delete(participantId);
  closeLink(core, tile.link);
  tile.streams.close();
}

/** The same object until the tile changes. */
function showTile(tile: Tile): RemoteParticipant {
  const { participant, shown } = tile;
  const link = tile.link.getState();
  if (shown?.link === link && shown.participant === participant) return shown;
  tile.shown = { participant, link };
  return tile.shown;
}

function closeLink(core: MeshCore, link: Link): void {
  core.generations.set(link.incarnation, link.getGeneration());
  for (const oldest of core.generations.keys()) {
    if (core.generations.size <= MAX_REMEMBERED_PAIRS) break;
    core.generations.delete(oldest);
  }
  link.close();
}

/** What is meant for another page load of ours is dropped; what comes from one the roster has not named yet is held. */
function onSignalled(core: MeshCore, from: string, stamp: LinkStamp, signal: Signal): void {
  if (stamp.to !== core.incarnation || from === core.selfId) return;
  if (core.tiles.get(from)?.link.incarnation === stamp.from) deliver(core, from, stamp, signal);
  else core.buffer.hold(from, stamp, signal);
}

function deliver(core: MeshCore, from: string, stamp: LinkStamp, signal: Signal): void {
  core.tiles.get(from)?.link.dispatch({ type: 'signalled', generation: stamp.generation, signal });
}

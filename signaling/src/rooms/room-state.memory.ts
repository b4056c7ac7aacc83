import type { Clock } from '../clock.ts';
import type { Roster } from '../protocol/index.ts';
import type { RoomChange, RoomState } from './room-state.ts';
import * as rules from './rules.ts';

type Entry = { call: rules.Call; revision: number; cancelExpiry: () => void };

const noTimer = () => {};

/** The calls of this process with their timers; tells `onChange` whatever a transition changed. */
function createCallTable(clock: Clock, onChange: (change: RoomChange) => void) {
  // New at each start, since a start remembers nothing.
  const epoch = crypto.randomUUID();
  const entries = new Map<string, Entry>();
  // One counter for all rooms: a room that empties and fills again must not count from the start.
  let revision = 0;
  let isFrozen = false;

  const callOf = (roomId: string): rules.Call => entries.get(roomId)?.call ?? rules.EMPTY_CALL;

  function snapshot(roomId: string): Roster {
    const entry = entries.get(roomId);
    const participants = entry ? rules.listParticipants(entry.call) : [];
    return { roomId, epoch, revision: entry?.revision ?? revision, participants };
  }

  function scheduleExpiry(roomId: string, call: rules.Call): () => void {
    const deadlineMs = rules.nextDeadline(call);
    if (deadlineMs === null || isFrozen) return noTimer;
    return clock.schedule(Math.max(0, deadlineMs - clock.now()), () => {
      commit(roomId, rules.expire(callOf(roomId), clock.now()));
    });
  }

  function commit(roomId: string, transition: rules.Transition): boolean {
    const { call, rosterChanged, seated, departed, ended } = transition;
    const before = entries.get(roomId);
    if (call === (before?.call ?? rules.EMPTY_CALL)) return false;
    before?.cancelExpiry();
    if (rosterChanged) revision += 1;
    if (call.seats.size === 0) entries.delete(roomId);
    else {
      const seen = rosterChanged ? revision : (before?.revision ?? revision);
      entries.set(roomId, { call, revision: seen, cancelExpiry: scheduleExpiry(roomId, call) });
    }
    if (rosterChanged || ended.length > 0) {
      onChange({ roomId, roster: rosterChanged ? snapshot(roomId) : null, seated, departed, ended });
    }
    return true;
  }

  function freeze(): void {
    isFrozen = true;
    for (const entry of entries.values()) entry.cancelExpiry();
  }

  return { callOf, snapshot, commit, freeze, isFrozen: () => isFrozen, roomIds: () => [...entries.keys()] };
}

/** Room state of a single process. */
export function createMemoryRoomState({ clock }: { clock: Clock }): RoomState {
  const listeners = new Set<(change: RoomChange) => void>();
  const { callOf, snapshot, commit, freeze, isFrozen, roomIds } = createCallTable(clock, (change) => {
    for (const listener of listeners) listener(change);
  });

  return {
    async join(roomId, request) {
      if (isFrozen()) return { ok: false, code: 'unavailable' };
      const decision = rules.join(callOf(roomId), request, clock.now());
      if (!decision.ok) return decision;
      commit(roomId, decision.transition);
      return { ok: true, participant: decision.participant, roster: snapshot(roomId) };
    },
    leave: async (roomId, participantId, socketId) =>
      commit(roomId, rules.leave(callOf(roomId), participantId, socketId)),
    async setMedia(roomId, participantId, socketId, media) {
      const seat = callOf(roomId).seats.get(participantId);
      if (seat?.occupancy.status !== 'connected' || seat.occupancy.socketId !== socketId) return false;
      commit(roomId, rules.setMedia(callOf(roomId), participantId, socketId, media));
      return true;
    },
    async disconnect(roomId, participantId, socketId, cause) {
      if (!isFrozen()) commit(roomId, rules.disconnect(callOf(roomId), participantId, socketId, cause, clock.now()));
    },
    async endCall(roomId, code) {
      commit(roomId, rules.end(callOf(roomId), code));
    },
    async findSeat(roomId, participantId) {
      const seat = callOf(roomId).seats.get(participantId);
      if (!seat || seat.occupancy.status === 'held') return null;
      const socketId = seat.occupancy.status === 'connected' ? seat.occupancy.socketId : null;
      return { incarnation: seat.participant.incarnation, socketId };
    },
    getRoster: async (roomId) => snapshot(roomId),
    listRosters: async () =>
      roomIds()
        .map(snapshot)
        .filter((roster) => roster.participants.length > 0),
    subscribe(listener) {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    freeze,
  };
}

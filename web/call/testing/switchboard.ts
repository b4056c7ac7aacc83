import {
  type CommandInput,
  fail,
  type LinkStamp,
  type Participant,
  type Roster,
  type Signal,
  succeed,
} from '@coup/signaling/protocol';
import { noAnswer } from '../../realtime/answer.ts';
import type { SeededRandom } from '../../realtime/testing/fake-clock.ts';
import type { CallCommand, SignalingEvent, SignalingPort } from '../ports.ts';

export const ROOM_ID = '00000000-0000-4000-8000-000000000001';

/** The line of one page to the switchboard. */
export type FakeLine = SignalingPort & {
  connect(): void;
  /** The socket goes; the seat waits. */
  drop(): void;
  /** Says something to this page that the switchboard would not. */
  inject(event: SignalingEvent): void;
};

/** The signaling service in memory: seats, tickets, rosters and relay, with every delivery flushed by hand. */
export type Switchboard = {
  createLine(name: string): FakeLine;
  /** Delivers one thing that waits, the oldest of some line; false where nothing waits. */
  flushOne(): boolean;
  /** While true, rosters and "left" may be lost, doubled or late, and signals doubled or late. */
  setUnreliable(isUnreliable: boolean): void;
  /** Everybody's grace is over: whoever has no socket is gone. */
  expire(): void;
  /** `kill -9` and a start from nothing: a new epoch, no sockets, no seats. */
  restart(): void;
  /** Loses one seat without a word, as a store that dropped a write would. */
  forget(participantId: string): void;
  /** Tells everybody the roster once more. */
  broadcast(): void;
  roster(): Roster;
  participants(): readonly Participant[];
};

type Seat = { participant: Participant; line: Line | null };
type Line = {
  name: string;
  isReady: boolean;
  participantId: string | null;
  listeners: Set<(event: SignalingEvent) => void>;
  /** In order, as a socket delivers. */
  inbox: (() => void)[];
  /** Commands whose answer is still owed. */
  owed: Set<() => void>;
};
type Board = {
  random: SeededRandom;
  lines: Line[];
  seats: Map<string, Seat>;
  epoch: string;
  revision: number;
  order: number;
  isUnreliable: boolean;
};

export function createSwitchboard(random: SeededRandom): Switchboard {
  const board: Board = {
    random,
    lines: [],
    seats: new Map(),
    epoch: random.uuid(),
    revision: 0,
    order: 0,
    isUnreliable: false,
  };
  return {
    createLine: (name) => createLine(board, name),
    flushOne() {
      const line = random.pick(board.lines.filter((each) => each.inbox.length > 0));
      line?.inbox.shift()?.();
      return line !== undefined;
    },
    setUnreliable(isUnreliable) {
      board.isUnreliable = isUnreliable;
    },
    expire() {
      for (const [id, seat] of board.seats) if (seat.line === null) vacate(board, id);
    },
    restart() {
      for (const line of board.lines) dropLine(board, line);
      board.seats.clear();
      board.epoch = random.uuid();
      board.revision = 0;
      board.order = 0;
    },
    forget(participantId) {
      board.seats.delete(participantId);
      changed(board);
    },
    broadcast: () => tellRoster(board),
    roster: () => rosterOf(board),
    participants: () => [...board.seats.values()].map((seat) => seat.participant),
  };
}

function createLine(board: Board, name: string): FakeLine {
  const line: Line = { name, isReady: false, participantId: null, listeners: new Set(), inbox: [], owed: new Set() };
  board.lines.push(line);
  return {
    isReady: () => line.isReady,
    connect() {
      if (line.isReady) return;
      line.isReady = true;
      emit(line, { type: 'ready' });
    },
    drop: () => dropLine(board, line),
    inject: (event) => line.inbox.push(() => emit(line, event)),
    subscribe(listener) {
      line.listeners.add(listener);
      return () => line.listeners.delete(listener);
    },
    command(commandName, input) {
      return new Promise((resolve) => {
        if (!line.isReady) {
          resolve(noAnswer('away'));
          return;
        }
        const giveUp = () => resolve(noAnswer('the socket went'));
        line.owed.add(giveUp);
        const ack = answer(board, line, commandName, input);
        line.inbox.push(() => {
          line.owed.delete(giveUp);
          // Each answer is the one of its command; the map from name to type is the contract's own.
          resolve(ack as never);
        });
      });
    },
  };
}

function answer(board: Board, line: Line, name: CallCommand, input: CommandInput<CallCommand>): unknown {
  if (name === 'call:join' && 'incarnation' in input) return join(board, line, input);
  if (name === 'call:signal' && 'stamp' in input) return relay(board, line, input.to, input.stamp, input.signal);
  const seat = line.participantId === null ? undefined : board.seats.get(line.participantId);
  if (!seat || seat.line !== line) return fail('not-in-call', 'no seat');
  if (name === 'call:leave') vacate(board, seat.participant.participantId);
  if (name === 'call:media' && 'media' in input) {
    seat.participant = { ...seat.participant, media: input.media };
    changed(board);
  }
  return succeed({});
}

/** The fake's ticket is the participant's id and name, which is what the real one proves. */
function join(board: Board, line: Line, input: CommandInput<'call:join'>): unknown {
  const [claimed, owner] = (input.ticket ?? '').split('/');
  const participantId = claimed && owner === line.name ? claimed : board.random.uuid();
  const known = board.seats.get(participantId);
  if (known?.line && known.line !== line) {
    const { line: former } = known;
    former.participantId = null;
    post(former, () => emit(former, { type: 'ended', code: 'superseded' }));
  }
  if (!known) board.order += 1;
  const participant: Participant = {
    participantId,
    incarnation: input.incarnation,
    person: { userId: line.name, name: line.name, isGuest: false },
    connection: 'connected',
    media: input.media,
    order: known?.participant.order ?? board.order,
    joinedAt: 0,
  };
  board.seats.set(participantId, { participant, line });
  line.participantId = participantId;
  changed(board);
  return succeed({ participant, ticket: `${participantId}/${line.name}`, roster: rosterOf(board) });
}

function relay(board: Board, line: Line, to: string, stamp: LinkStamp, signal: Signal): unknown {
  const from = line.participantId;
  const sender = from === null ? undefined : board.seats.get(from);
  if (from === null || sender?.line !== line) return fail('not-in-call', 'no seat');
  if (sender.participant.incarnation !== stamp.from) return fail('forbidden', 'not your incarnation');
  const target = board.seats.get(to)?.line;
  if (!target) return fail('participant-gone', 'gone');
  deliver(board, target, () => emit(target, { type: 'signalled', from, stamp, signal }), 0);
  return succeed({});
}

function dropLine(board: Board, line: Line): void {
  if (!line.isReady) return;
  line.isReady = false;
  line.inbox = [];
  for (const giveUp of line.owed) giveUp();
  line.owed.clear();
  const seat = line.participantId === null ? undefined : board.seats.get(line.participantId);
  line.participantId = null;
  if (seat?.line === line) {
    seat.line = null;
    seat.participant = { ...seat.participant, connection: 'reconnecting' };
    changed(board);
  }
  emit(line, { type: 'lost' });
}

function vacate(board: Board, participantId: string): void {
  const seat = board.seats.get(participantId);
  if (seat?.line) seat.line.participantId = null;
  board.seats.delete(participantId);
  for (const line of board.lines) deliver(board, line, () => emit(line, { type: 'left', participantId }), 0.2);
  changed(board);
}

function changed(board: Board): void {
  board.revision += 1;
  tellRoster(board);
}

function tellRoster(board: Board): void {
  const roster = rosterOf(board);
  for (const line of board.lines) deliver(board, line, () => emit(line, { type: 'roster', roster }), 0.2);
}

function rosterOf(board: Board): Roster {
  const participants = [...board.seats.values()].map((seat) => seat.participant).sort((a, b) => a.order - b.order);
  return { roomId: ROOM_ID, epoch: board.epoch, revision: board.revision, participants };
}

/** In order where the wire is good; else now and then not at all, twice, or before what was sent earlier. */
function deliver(board: Board, line: Line, run: () => void, lossRate: number): void {
  if (!line.isReady) return;
  if (!board.isUnreliable) {
    line.inbox.push(run);
    return;
  }
  if (board.random.chance(lossRate)) return;
  line.inbox.splice(board.random.chance(0.2) ? board.random.below(line.inbox.length + 1) : line.inbox.length, 0, run);
  if (board.random.chance(0.1)) line.inbox.push(run);
}

function post(line: Line, run: () => void): void {
  if (line.isReady) line.inbox.push(run);
}

function emit(line: Line, event: SignalingEvent): void {
  for (const listener of [...line.listeners]) listener(event);
}

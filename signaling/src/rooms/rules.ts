import type { ErrorCode, MediaState, Participant, Person } from '../protocol/index.ts';
import { CLOSED_TAB_GRACE_MS, SEAT_HELD_MS, VANISHED_GRACE_MS } from '../protocol/index.ts';

/** How a socket ended: its tab or transport closed, or it fell silent without a word. */
export type DisconnectCause = 'closed' | 'vanished';

/** Who speaks for a seat. A held seat is out of the roster but keeps its place for the ticket. */
type Occupancy =
  | { status: 'connected'; socketId: string }
  | { status: 'reconnecting'; cause: DisconnectCause; untilMs: number }
  | { status: 'held'; untilMs: number };

type Seat = {
  participant: Participant;
  occupancy: Occupancy;
  /** Page loads that were replaced; one of them coming back late must not win over its successor. */
  formerIncarnations: readonly string[];
};

/** One room's live session. */
export type Call = { seats: ReadonlyMap<string, Seat>; lastOrder: number };

export const EMPTY_CALL: Call = { seats: new Map(), lastOrder: 0 };

/** What a verified ticket proves. */
export type SeatClaim = { participantId: string; order: number; joinedAt: number };

export type JoinRequest = {
  socketId: string;
  person: Person;
  incarnation: string;
  media: MediaState;
  capacity: number;
  claim: SeatClaim | null;
  /** Used if this turns out to be a new participant; drawn by the caller so that the rules stay pure. */
  newParticipantId: string;
};

export type Departure = { participant: Participant; reason: 'left' | 'gone' | 'removed' };

/** The call after an event, and what has to be told. */
export type Transition = {
  call: Call;
  rosterChanged: boolean;
  seated: readonly Participant[];
  departed: readonly Departure[];
  /** Sockets that lost their seat although they are still there. */
  ended: readonly { socketId: string; code: ErrorCode }[];
};

export type JoinDecision =
  | { ok: true; transition: Transition; participant: Participant }
  | { ok: false; code: 'room-full' | 'superseded' };

const MAX_FORMER_INCARNATIONS = 8;

function unchanged(call: Call): Transition {
  return { call, rosterChanged: false, seated: [], departed: [], ended: [] };
}

function withSeat(call: Call, seat: Seat): Call {
  const seats = new Map(call.seats);
  seats.set(seat.participant.participantId, seat);
  return { seats, lastOrder: Math.max(call.lastOrder, seat.participant.order) };
}

function withoutSeat(call: Call, participantId: string): Call {
  const seats = new Map(call.seats);
  seats.delete(participantId);
  return { ...call, seats };
}

function isSocketOf(seat: Seat, socketId: string): boolean {
  return seat.occupancy.status === 'connected' && seat.occupancy.socketId === socketId;
}

/** The seat this join returns to: by ticket, or the same page asking again because an ack was lost. */
function findOwnSeat(call: Call, request: JoinRequest): Seat | undefined {
  const claimed = request.claim ? call.seats.get(request.claim.participantId) : undefined;
  if (claimed) return claimed;
  for (const seat of call.seats.values()) {
    if (seat.participant.person.userId !== request.person.userId) continue;
    if (isSocketOf(seat, request.socketId) || seat.participant.incarnation === request.incarnation) return seat;
  }
  return undefined;
}

function returnTo(call: Call, seat: Seat, request: JoinRequest): JoinDecision {
  if (seat.formerIncarnations.includes(request.incarnation)) return { ok: false, code: 'superseded' };
  const isSamePage = seat.participant.incarnation === request.incarnation;
  const participant: Participant = {
    ...seat.participant,
    incarnation: request.incarnation,
    person: request.person,
    connection: 'connected',
    media: request.media,
  };
  const formerIncarnations = isSamePage
    ? seat.formerIncarnations
    : [...seat.formerIncarnations, seat.participant.incarnation].slice(-MAX_FORMER_INCARNATIONS);
  const { occupancy } = seat;
  // A page that moves to a new socket may still hear its old one: only another page is told that it is out.
  const isTakenFromAnother = occupancy.status === 'connected' && occupancy.socketId !== request.socketId && !isSamePage;
  const next: Seat = {
    participant,
    occupancy: { status: 'connected', socketId: request.socketId },
    formerIncarnations,
  };
  return {
    ok: true,
    participant,
    transition: {
      call: withSeat(call, next),
      rosterChanged: true,
      seated: occupancy.status === 'held' ? [participant] : [],
      departed: [],
      ended: isTakenFromAnother ? [{ socketId: occupancy.socketId, code: 'superseded' }] : [],
    },
  };
}

/** Orders rise with the clock, so that a restarted server cannot deal one that a ticket still carries. */
function chooseOrder(call: Call, claim: SeatClaim | null, nowMs: number): number {
  const taken = (order: number) => [...call.seats.values()].some((seat) => seat.participant.order === order);
  if (claim && !taken(claim.order)) return claim.order;
  return Math.max(nowMs, call.lastOrder + 1);
}

function takeSeat(call: Call, request: JoinRequest, nowMs: number): JoinDecision {
  let room = call;
  if (call.seats.size >= request.capacity) {
    const ownHeld = [...call.seats.values()].find(
      (seat) => seat.occupancy.status === 'held' && seat.participant.person.userId === request.person.userId,
    );
    if (!ownHeld || call.seats.size > request.capacity) return { ok: false, code: 'room-full' };
    room = withoutSeat(call, ownHeld.participant.participantId);
  }
  const participant: Participant = {
    participantId: request.claim?.participantId ?? request.newParticipantId,
    incarnation: request.incarnation,
    person: request.person,
    connection: 'connected',
    media: request.media,
    order: chooseOrder(room, request.claim, nowMs),
    joinedAt: request.claim?.joinedAt ?? nowMs,
  };
  const seat: Seat = {
    participant,
    occupancy: { status: 'connected', socketId: request.socketId },
    formerIncarnations: [],
  };
  return {
    ok: true,
    participant,
    transition: {
      call: withSeat(room, seat),
      rosterChanged: true,
      seated: [participant],
      departed: [],
      ended: [],
    },
  };
}

/** A new participant takes a free seat; a known one returns to its own (J2 to J10). */
export function join(call: Call, request: JoinRequest, nowMs: number): JoinDecision {
  const own = findOwnSeat(call, request);
  const decision = own ? returnTo(call, own, request) : takeSeat(call, request, nowMs);
  if (!decision.ok) return decision;
  // One socket speaks for one seat: whatever else it held here is left.
  const other = [...call.seats.values()].find(
    (seat) =>
      isSocketOf(seat, request.socketId) && seat.participant.participantId !== decision.participant.participantId,
  );
  if (!other) return decision;
  const { transition } = decision;
  return {
    ...decision,
    transition: {
      ...transition,
      call: withoutSeat(transition.call, other.participant.participantId),
      departed: [...transition.departed, { participant: other.participant, reason: 'left' }],
    },
  };
}

/** The button: gone at once, without a grace (J7). */
export function leave(call: Call, participantId: string, socketId: string): Transition {
  const seat = call.seats.get(participantId);
  if (!seat || !isSocketOf(seat, socketId)) return unchanged(call);
  return {
    ...unchanged(withoutSeat(call, participantId)),
    rosterChanged: true,
    departed: [{ participant: seat.participant, reason: 'left' }],
  };
}

/** The socket went: everyone sees `reconnecting` at once, the seat waits out its grace (X1, X2). */
export function disconnect(
  call: Call,
  participantId: string,
  socketId: string,
  cause: DisconnectCause,
  nowMs: number,
): Transition {
  const seat = call.seats.get(participantId);
  if (!seat || !isSocketOf(seat, socketId)) return unchanged(call);
  const graceMs = cause === 'closed' ? CLOSED_TAB_GRACE_MS : VANISHED_GRACE_MS;
  const waiting: Seat = {
    ...seat,
    participant: { ...seat.participant, connection: 'reconnecting' },
    occupancy: { status: 'reconnecting', cause, untilMs: nowMs + graceMs },
  };
  return { ...unchanged(withSeat(call, waiting)), rosterChanged: true };
}

/** Ends every grace and hold that is over (X1 to X3). */
export function expire(call: Call, nowMs: number): Transition {
  let next = call;
  const departed: Departure[] = [];
  for (const seat of call.seats.values()) {
    const { occupancy, participant } = seat;
    if (occupancy.status === 'connected' || occupancy.untilMs > nowMs) continue;
    if (occupancy.status === 'reconnecting') departed.push({ participant, reason: 'gone' });
    next =
      occupancy.status === 'reconnecting' && occupancy.cause === 'vanished'
        ? withSeat(next, { ...seat, occupancy: { status: 'held', untilMs: occupancy.untilMs + SEAT_HELD_MS } })
        : withoutSeat(next, participant.participantId);
  }
  return { ...unchanged(next), rosterChanged: departed.length > 0, departed };
}

/** When `expire` next has something to do; null if never. */
export function nextDeadline(call: Call): number | null {
  let earliest: number | null = null;
  for (const { occupancy } of call.seats.values()) {
    if (occupancy.status === 'connected') continue;
    earliest = earliest === null ? occupancy.untilMs : Math.min(earliest, occupancy.untilMs);
  }
  return earliest;
}

export function setMedia(call: Call, participantId: string, socketId: string, media: MediaState): Transition {
  const seat = call.seats.get(participantId);
  if (!seat || !isSocketOf(seat, socketId)) return unchanged(call);
  const before = seat.participant.media;
  if (before.microphone === media.microphone && before.camera === media.camera && before.screen === media.screen) {
    return unchanged(call);
  }
  const next: Seat = { ...seat, participant: { ...seat.participant, media } };
  return { ...unchanged(withSeat(call, next)), rosterChanged: true };
}

/** The room is no more: everybody is out, with the reason. */
export function end(call: Call, code: ErrorCode): Transition {
  const departed: Departure[] = [];
  const ended: { socketId: string; code: ErrorCode }[] = [];
  for (const { occupancy, participant } of call.seats.values()) {
    if (occupancy.status !== 'held') departed.push({ participant, reason: 'removed' });
    if (occupancy.status === 'connected') ended.push({ socketId: occupancy.socketId, code });
  }
  return { ...unchanged(EMPTY_CALL), rosterChanged: departed.length > 0, departed, ended };
}

/** Everyone in the call in the order of joining; held seats are not in it. */
export function listParticipants(call: Call): Participant[] {
  return [...call.seats.values()]
    .filter((seat) => seat.occupancy.status !== 'held')
    .map((seat) => seat.participant)
    .sort((a, b) => a.order - b.order);
}

import type { TicketUses } from '../metrics.ts';
import type { Outbox } from '../outbox.ts';
import {
  type Ack,
  type CommandData,
  fail,
  MAX_LIVE_PARTICIPANTS,
  type Nothing,
  type ParsedInput,
  succeed,
} from '../protocol/index.ts';
import type { RoomState } from '../rooms/room-state.ts';
import type { SeatClaim } from '../rooms/rules.ts';
import type { TicketOffice } from '../tickets.ts';
import type { Who } from '../who.ts';

export type VideoDeps = {
  roomState: RoomState;
  tickets: TicketOffice;
  outbox: Outbox;
  countTicket(use: TicketUses): void;
};

const notInRoom = () => fail('not-in-room', 'Open the room first.');
const notInCall = () => fail('not-in-call', 'Join the call first.');

/** A ticket of another user, of another room, forged or expired counts as none (J5). */
function readClaim(deps: VideoDeps, who: Who, roomId: string, text: string | undefined): SeatClaim | null {
  if (text === undefined) return null;
  const ticket = deps.tickets.verify(text);
  if (ticket?.roomId !== roomId || ticket.userId !== who.person.userId) {
    deps.countTicket('refused');
    return null;
  }
  deps.countTicket('accepted');
  return { participantId: ticket.participantId, order: ticket.order, joinedAt: ticket.joinedAt };
}

const refusals = {
  'room-full': 'Every seat of this call is taken or held.',
  superseded: 'A newer tab took this place.',
  unavailable: 'This server is about to restart; join again after reconnecting.',
} as const;

/** J1 to J6: a seat, a ticket for coming back to it, and who is there. */
export async function joinCall(
  deps: VideoDeps,
  who: Who,
  input: ParsedInput<'call:join'>,
): Promise<Ack<CommandData<'call:join'>>> {
  const open = who.openRooms.get(input.roomId);
  if (!open) return notInRoom();
  const outcome = await deps.roomState.join(input.roomId, {
    socketId: who.socketId,
    person: who.person,
    incarnation: input.incarnation,
    media: input.media,
    capacity: Math.min(open.room.capacity, MAX_LIVE_PARTICIPANTS),
    claim: readClaim(deps, who, input.roomId, input.ticket),
    newParticipantId: crypto.randomUUID(),
  });
  if (!outcome.ok) return fail(outcome.code, refusals[outcome.code]);
  const { participant, roster } = outcome;
  const { participantId, order, joinedAt } = participant;
  open.participantId = participantId;
  // The seat may have come too late: nobody may hold one without a socket that watches the room.
  if (!who.isConnected) await deps.roomState.disconnect(input.roomId, participantId, who.socketId, 'closed');
  else if (who.openRooms.get(input.roomId) !== open) {
    await deps.roomState.leave(input.roomId, participantId, who.socketId);
  }
  const ticket = deps.tickets.issue({
    participantId,
    userId: who.person.userId,
    sessionId: who.sessionId,
    roomId: input.roomId,
    order,
    joinedAt,
  });
  return succeed({ participant, ticket, roster });
}

/** J7: gone at once. */
export async function leaveCall(deps: VideoDeps, who: Who, input: ParsedInput<'call:leave'>): Promise<Ack<Nothing>> {
  const open = who.openRooms.get(input.roomId);
  if (!open) return notInRoom();
  const { participantId } = open;
  open.participantId = null;
  if (participantId === null || !(await deps.roomState.leave(input.roomId, participantId, who.socketId))) {
    return notInCall();
  }
  return succeed({});
}

/** R5: what a participant sends is told to everyone who has the room open. */
export async function changeMedia(deps: VideoDeps, who: Who, input: ParsedInput<'call:media'>): Promise<Ack<Nothing>> {
  const participantId = who.openRooms.get(input.roomId)?.participantId;
  if (participantId === undefined) return notInRoom();
  if (participantId === null) return notInCall();
  const isSeated = await deps.roomState.setMedia(input.roomId, participantId, who.socketId, input.media);
  return isSeated ? succeed({}) : notInCall();
}

/** R1 to R4: relayed between two participants of one call, under the sender's own name only. */
export async function relaySignal(deps: VideoDeps, who: Who, input: ParsedInput<'call:signal'>): Promise<Ack<Nothing>> {
  const { roomId, to, stamp, signal } = input;
  const from = who.openRooms.get(roomId)?.participantId;
  if (from === undefined) return notInRoom();
  if (from === null) return notInCall();
  const sender = await deps.roomState.findSeat(roomId, from);
  if (sender?.socketId !== who.socketId) return notInCall();
  if (stamp.from !== sender.incarnation)
    return fail('forbidden', 'The stamp names another incarnation than the sender’s.');
  if (to === from) return fail('forbidden', 'A participant has no link to itself.');
  const target = await deps.roomState.findSeat(roomId, to);
  const isDelivered =
    typeof target?.socketId === 'string' &&
    deps.outbox.toSocket(target.socketId, 'call:signalled', { roomId, from, stamp, signal });
  return isDelivered ? succeed({}) : fail('participant-gone', 'That participant is not reachable now.');
}

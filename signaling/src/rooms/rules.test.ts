import { describe, expect, test } from 'bun:test';
import { CLOSED_TAB_GRACE_MS, SEAT_HELD_MS, VANISHED_GRACE_MS } from '../protocol/index.ts';
import type { Call, JoinDecision, JoinRequest, SeatClaim } from './rules.ts';
import * as rules from './rules.ts';

const NOW = 1_800_000_000_000;
let counter = 0;

function request(given: Partial<JoinRequest> & { user?: string } = {}): JoinRequest {
  counter += 1;
  const { user = `user-${counter}`, ...rest } = given;
  return {
    socketId: `socket-${counter}`,
    person: { userId: user, name: user, isGuest: false },
    incarnation: `incarnation-${counter}`,
    media: { microphone: false, camera: false, screen: false },
    capacity: 6,
    claim: null,
    newParticipantId: `participant-${counter}`,
    ...rest,
  };
}

function admitted(decision: JoinDecision) {
  if (!decision.ok) throw new Error(`refused: ${decision.code}`);
  return { ...decision, call: decision.transition.call };
}

function seat(call: Call, given: Parameters<typeof request>[0] = {}, nowMs = NOW) {
  const asked = request(given);
  return { asked, ...admitted(rules.join(call, asked, nowMs)) };
}

function claimOf({ participant }: { participant: SeatClaim }): SeatClaim {
  const { participantId, order, joinedAt } = participant;
  return { participantId, order, joinedAt };
}

describe('J join', () => {
  test('J2 a newcomer is seated, and orders rise even within a millisecond', () => {
    const first = seat(rules.EMPTY_CALL);
    const second = seat(first.call);
    expect(second.participant.order).toBeGreaterThan(first.participant.order);
    expect(second.transition.seated).toEqual([second.participant]);
    expect(rules.listParticipants(second.call)).toEqual([first.participant, second.participant]);
  });

  test('J3 no more than the capacity sit down', () => {
    const first = seat(rules.EMPTY_CALL, { capacity: 1 });
    expect(rules.join(first.call, request({ capacity: 1 }), NOW)).toEqual({ ok: false, code: 'room-full' });
  });

  test('J4 a ticket returns to the seat with a new incarnation, the same id, order and time of joining', () => {
    const before = seat(rules.EMPTY_CALL, { user: 'ada' });
    const waiting = rules.disconnect(
      before.call,
      before.participant.participantId,
      before.asked.socketId,
      'closed',
      NOW,
    );
    const after = seat(waiting.call, { user: 'ada', claim: claimOf(before) }, NOW + 1_000);
    expect(after.participant).toEqual({ ...before.participant, incarnation: after.asked.incarnation });
    expect(after.transition.seated).toEqual([]);
    expect(rules.listParticipants(after.call)).toHaveLength(1);
  });

  test('J6 the same page asking again returns to its seat without a ticket, and nobody is told that it is out', () => {
    const before = seat(rules.EMPTY_CALL, { user: 'ada', incarnation: 'page' });
    const again = seat(before.call, { user: 'ada', incarnation: 'page' });
    expect(again.participant.participantId).toBe(before.participant.participantId);
    expect(again.transition.ended).toEqual([]);
  });

  test('J6 another user with the same incarnation gets a seat of their own', () => {
    const before = seat(rules.EMPTY_CALL, { user: 'ada', incarnation: 'page' });
    const other = seat(before.call, { user: 'eve', incarnation: 'page' });
    expect(other.participant.participantId).not.toBe(before.participant.participantId);
  });

  test('J8 a newer tab takes over; the older one is told, and cannot take it back', () => {
    const old = seat(rules.EMPTY_CALL, { user: 'ada' });
    const newer = seat(old.call, { user: 'ada', claim: claimOf(old) });
    expect(newer.transition.ended).toEqual([{ socketId: old.asked.socketId, code: 'superseded' }]);
    const back = request({ user: 'ada', claim: claimOf(old), incarnation: old.asked.incarnation });
    expect(rules.join(newer.call, back, NOW)).toEqual({ ok: false, code: 'superseded' });
  });

  test('J9 a second tab without a ticket is a second participant', () => {
    const first = seat(rules.EMPTY_CALL, { user: 'ada' });
    expect(rules.listParticipants(seat(first.call, { user: 'ada' }).call)).toHaveLength(2);
  });

  test('J10 a ticket restores the participant in a call without memory', () => {
    const claim = { participantId: 'restored', order: NOW - 5_000, joinedAt: NOW - 5_000 };
    const newcomer = seat(rules.EMPTY_CALL);
    const restored = seat(newcomer.call, { claim });
    expect(restored.participant).toMatchObject(claim);
    expect(rules.listParticipants(restored.call)[0]?.participantId).toBe('restored');
  });

  test('J10 an order that is taken is not given twice', () => {
    const first = seat(rules.EMPTY_CALL);
    const claim = { participantId: 'restored', order: first.participant.order, joinedAt: NOW };
    expect(seat(first.call, { claim }).participant.order).not.toBe(first.participant.order);
  });

  test('J2 a socket that returns to another seat leaves the one it had', () => {
    const known = seat(rules.EMPTY_CALL, { user: 'ada' });
    const first = seat(known.call, { user: 'ada', socketId: 'one' });
    const second = seat(first.call, { user: 'ada', socketId: 'one', incarnation: 'new', claim: claimOf(known) });
    const ids = rules.listParticipants(second.call).map(({ participantId }) => participantId);
    expect(ids).toEqual([known.participant.participantId]);
    expect(second.transition.departed).toMatchObject([{ reason: 'left' }]);
  });
});

describe('X seats that wait', () => {
  function cut(cause: 'closed' | 'vanished') {
    const before = seat(rules.EMPTY_CALL, { user: 'ada', capacity: 1 });
    const { participantId } = before.participant;
    return {
      before,
      participantId,
      ...rules.disconnect(before.call, participantId, before.asked.socketId, cause, NOW),
    };
  }

  test('X1 a closed tab is reconnecting at once and gone after its grace', () => {
    const waiting = cut('closed');
    expect(waiting.rosterChanged).toBe(true);
    expect(rules.listParticipants(waiting.call)).toMatchObject([{ connection: 'reconnecting' }]);
    expect(rules.nextDeadline(waiting.call)).toBe(NOW + CLOSED_TAB_GRACE_MS);
    expect(rules.expire(waiting.call, NOW + CLOSED_TAB_GRACE_MS - 1).call).toBe(waiting.call);
    const over = rules.expire(waiting.call, NOW + CLOSED_TAB_GRACE_MS);
    expect(over.departed).toMatchObject([{ reason: 'gone' }]);
    expect(over.call.seats.size).toBe(0);
  });

  test('X3 one that vanished goes later, and its seat is held for its ticket only', () => {
    const waiting = cut('vanished');
    const over = rules.expire(waiting.call, NOW + VANISHED_GRACE_MS);
    expect(over.departed).toMatchObject([{ reason: 'gone' }]);
    expect(rules.listParticipants(over.call)).toEqual([]);
    expect(rules.join(over.call, request({ capacity: 1 }), NOW)).toEqual({ ok: false, code: 'room-full' });
    const back = seat(over.call, { user: 'ada', capacity: 1, claim: claimOf(waiting.before) });
    expect(back.participant.participantId).toBe(waiting.participantId);
    expect(back.transition.seated).toEqual([back.participant]);
  });

  test('X3 the hold ends without a word', () => {
    const held = rules.expire(cut('vanished').call, NOW + VANISHED_GRACE_MS);
    const over = rules.expire(held.call, NOW + VANISHED_GRACE_MS + SEAT_HELD_MS);
    expect(over).toMatchObject({ rosterChanged: false, departed: [] });
    expect(over.call.seats.size).toBe(0);
  });

  test('X3 somebody who lost the ticket may sit on their own held seat', () => {
    const held = rules.expire(cut('vanished').call, NOW + VANISHED_GRACE_MS);
    expect(rules.listParticipants(seat(held.call, { user: 'ada', capacity: 1 }).call)).toHaveLength(1);
  });

  test('X5 the late end of an old socket does not touch a seat that moved on', () => {
    const old = seat(rules.EMPTY_CALL, { user: 'ada' });
    const moved = seat(old.call, { user: 'ada', claim: claimOf(old) });
    const late = rules.disconnect(moved.call, old.participant.participantId, old.asked.socketId, 'vanished', NOW);
    expect(late.call).toBe(moved.call);
  });
});

test('R5 media that stays the same changes nothing', () => {
  const { call, participant, asked } = seat(rules.EMPTY_CALL);
  expect(rules.setMedia(call, participant.participantId, asked.socketId, { ...participant.media }).call).toBe(call);
});

test('T5 the end of a room puts everybody out, and holds nothing', () => {
  const first = seat(rules.EMPTY_CALL);
  const second = seat(first.call);
  const over = rules.end(second.call, 'not-found');
  expect(over.departed.map(({ reason }) => reason)).toEqual(['removed', 'removed']);
  expect(over.ended).toHaveLength(2);
  expect(over.call.seats.size).toBe(0);
});

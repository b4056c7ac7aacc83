import { afterEach, beforeEach, describe, expect, test } from 'bun:test';
import { CLOSED_TAB_GRACE_MS, SEAT_HELD_MS, VANISHED_GRACE_MS } from '../protocol/index.ts';
import { createFakeClock, type FakeClock } from '../testing/fake-clock.ts';
import type { RoomChange, RoomState } from './room-state.ts';
import type { JoinRequest } from './rules.ts';

export type RoomStateUnderTest = { roomState: RoomState; close(): Promise<void> };

/** What every room state promises, whatever it keeps the seats in. */
export function describeRoomState(name: string, create: (clock: FakeClock) => Promise<RoomStateUnderTest>): void {
  describe(`room state: ${name}`, () => {
    let clock: FakeClock;
    let subject: RoomStateUnderTest;
    let changes: RoomChange[];
    let roomId: string;

    beforeEach(async () => {
      clock = createFakeClock();
      subject = await create(clock);
      changes = [];
      roomId = crypto.randomUUID();
      subject.roomState.subscribe((change) => changes.push(change));
    });
    afterEach(() => subject.close());

    function request(given: Partial<JoinRequest> = {}): JoinRequest {
      return {
        socketId: crypto.randomUUID(),
        person: { userId: crypto.randomUUID(), name: 'Ada', isGuest: false },
        incarnation: crypto.randomUUID(),
        media: { microphone: false, camera: false, screen: false },
        capacity: 6,
        claim: null,
        newParticipantId: crypto.randomUUID(),
        ...given,
      };
    }

    async function seat(given: Partial<JoinRequest> = {}) {
      const asked = request(given);
      const outcome = await subject.roomState.join(roomId, asked);
      if (!outcome.ok) throw new Error(`refused: ${outcome.code}`);
      return { asked, ...outcome, participantId: outcome.participant.participantId };
    }

    test('J2 tells a join before its promise resolves, with the roster that it answers', async () => {
      const { roster, participant } = await seat();
      expect(changes).toMatchObject([{ roomId, roster, seated: [participant], departed: [] }]);
      expect(await subject.roomState.getRoster(roomId)).toEqual(roster);
    });

    test('J3 holds back whoever exceeds the capacity', async () => {
      await seat({ capacity: 1 });
      expect(await subject.roomState.join(roomId, request({ capacity: 1 }))).toEqual({ ok: false, code: 'room-full' });
    });

    test('J3 gives the last seat once, however many ask at the same time', async () => {
      const outcomes = await Promise.all(
        Array.from({ length: 5 }, () => subject.roomState.join(roomId, request({ capacity: 2 }))),
      );
      expect(outcomes.filter(({ ok }) => ok)).toHaveLength(2);
    });

    test('R6 one epoch for all rooms, and revisions that rise even when a room was empty in between', async () => {
      const first = await seat();
      await subject.roomState.leave(roomId, first.participantId, first.asked.socketId);
      const second = await seat();
      const revisions = changes.map(({ roster }) => roster?.revision ?? 0);
      expect(revisions).toEqual([...new Set(revisions)].sort((a, b) => a - b));
      expect(second.roster.epoch).toBe(first.roster.epoch);
      expect((await subject.roomState.getRoster(crypto.randomUUID())).epoch).toBe(first.roster.epoch);
    });

    test('J7 a leave is told at once, and only for the socket that sits there', async () => {
      const { participantId, asked } = await seat();
      expect(await subject.roomState.leave(roomId, participantId, 'another')).toBe(false);
      expect(await subject.roomState.leave(roomId, participantId, asked.socketId)).toBe(true);
      expect(changes.at(-1)?.departed).toMatchObject([{ reason: 'left' }]);
      expect(await subject.roomState.findSeat(roomId, participantId)).toBeNull();
    });

    test('X1 a closed tab: reconnecting, not reachable, gone when its grace is over', async () => {
      const { participantId, asked } = await seat();
      await subject.roomState.disconnect(roomId, participantId, asked.socketId, 'closed');
      expect(changes.at(-1)?.roster?.participants).toMatchObject([{ connection: 'reconnecting' }]);
      expect(await subject.roomState.findSeat(roomId, participantId)).toMatchObject({ socketId: null });
      clock.advance(CLOSED_TAB_GRACE_MS);
      expect(changes.at(-1)?.departed).toMatchObject([{ reason: 'gone' }]);
    });

    test('X3 a vanished one: its seat is held, then free', async () => {
      const { participantId, asked } = await seat({ capacity: 1 });
      await subject.roomState.disconnect(roomId, participantId, asked.socketId, 'vanished');
      clock.advance(VANISHED_GRACE_MS);
      expect(await subject.roomState.listRosters()).toEqual([]);
      expect(await subject.roomState.join(roomId, request({ capacity: 1 }))).toMatchObject({ code: 'room-full' });
      clock.advance(SEAT_HELD_MS);
      expect(await subject.roomState.join(roomId, request({ capacity: 1 }))).toMatchObject({ ok: true });
    });

    test('X4 a return within the grace ends it', async () => {
      const { participantId, participant, asked } = await seat();
      await subject.roomState.disconnect(roomId, participantId, asked.socketId, 'closed');
      clock.advance(CLOSED_TAB_GRACE_MS - 1);
      await seat({ person: asked.person, claim: participant });
      clock.advance(CLOSED_TAB_GRACE_MS);
      expect((await subject.roomState.getRoster(roomId)).participants).toMatchObject([{ participantId }]);
    });

    test('R5 media belong to the seat’s socket', async () => {
      const { participantId, asked } = await seat();
      const media = { microphone: true, camera: false, screen: false };
      expect(await subject.roomState.setMedia(roomId, participantId, 'another', media)).toBe(false);
      expect(await subject.roomState.setMedia(roomId, participantId, asked.socketId, media)).toBe(true);
      expect((await subject.roomState.getRoster(roomId)).participants).toMatchObject([{ media }]);
    });

    test('T5 ending a call tells every socket in it', async () => {
      const { asked } = await seat();
      await subject.roomState.endCall(roomId, 'not-found');
      expect(changes.at(-1)?.ended).toEqual([{ socketId: asked.socketId, code: 'not-found' }]);
    });

    test('X6 frozen: nobody leaves by moving away, nobody joins any more', async () => {
      const { participantId, asked } = await seat();
      subject.roomState.freeze();
      await subject.roomState.disconnect(roomId, participantId, asked.socketId, 'closed');
      clock.advance(SEAT_HELD_MS);
      expect(changes).toHaveLength(1);
      expect(await subject.roomState.join(roomId, request())).toEqual({ ok: false, code: 'unavailable' });
    });
  });
}

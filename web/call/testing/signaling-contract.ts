import { afterEach, beforeEach, describe, expect, test } from 'bun:test';
import type { SignalingEvent, SignalingPort } from '../ports.ts';

/** One tab's line to the room, and what it has been told so far. */
export type SignalingVisit = { port: SignalingPort; events: readonly SignalingEvent[] };

export type SignalingRig = {
  roomId: string;
  /** A new tab of this person, with the room open. */
  visit(name: string): Promise<SignalingVisit>;
  /** `kill -9` and a start from nothing; settles when every line is ready again. */
  restart(): Promise<void>;
  until(what: string, condition: () => boolean): Promise<void>;
  close(): Promise<void>;
};

const media = { microphone: false, camera: false, screen: false };
const signal = { type: 'rebuild' } as const;

/** What every `SignalingPort` promises. Run against the switchboard in memory and against the real server. */
export function describeSignalingContract(name: string, open: () => Promise<SignalingRig>, timeoutMs: number): void {
  describe(`signaling contract: ${name}`, () => {
    let rig: SignalingRig;
    beforeEach(async () => {
      rig = await open();
    }, timeoutMs);
    afterEach(async () => {
      await rig.close();
    }, timeoutMs);

    async function join({ port }: SignalingVisit, incarnation: string, ticket?: string) {
      const seat = { roomId: rig.roomId, incarnation, media };
      const answer = await port.command('call:join', ticket === undefined ? seat : { ...seat, ticket });
      if (!answer.ok) throw new Error(answer.error.code);
      return answer.data;
    }

    test(
      'seats, tells the roster, relays between the two, and says who left',
      async () => {
        const [ann, bo] = [await rig.visit('Ann'), await rig.visit('Bo')];
        const [pageA, pageB] = [crypto.randomUUID(), crypto.randomUUID()];
        const a = await join(ann, pageA);
        const b = await join(bo, pageB);
        expect(b.roster.participants.map((each) => each.incarnation)).toEqual([pageA, pageB]);
        await rig.until('Ann knows', () =>
          ann.events.some((each) => each.type === 'roster' && each.roster.participants.length === 2),
        );
        const [from, to] = [a.participant.participantId, b.participant.participantId];
        const stamp = { from: pageA, to: pageB, generation: 0 };
        const sent = await ann.port.command('call:signal', { roomId: rig.roomId, to, stamp, signal });
        expect(sent.ok).toBe(true);
        await rig.until('Bo has it', () => bo.events.some((each) => each.type === 'signalled'));
        expect(bo.events).toContainEqual({ type: 'signalled', from, stamp, signal });
        await bo.port.command('call:leave', { roomId: rig.roomId });
        await rig.until('Ann knows again', () =>
          ann.events.some((each) => each.type === 'left' && each.participantId === to),
        );
      },
      timeoutMs,
    );

    test(
      'a signal needs a seat, its own incarnation, and somebody there',
      async () => {
        const [ann, bo] = [await rig.visit('Ann'), await rig.visit('Bo')];
        const [pageA, pageB] = [crypto.randomUUID(), crypto.randomUUID()];
        const { participant } = await join(ann, pageA);
        const send = async (visit: SignalingVisit, to: string, from: string) => {
          const stamp = { from, to: pageB, generation: 0 };
          const answer = await visit.port.command('call:signal', { roomId: rig.roomId, to, stamp, signal });
          return answer.ok ? 'ok' : answer.error.code;
        };
        expect(await send(bo, participant.participantId, pageB)).toBe('not-in-call');
        expect(await send(ann, crypto.randomUUID(), pageA)).toBe('participant-gone');
        const seated = await join(bo, pageB);
        expect(await send(ann, seated.participant.participantId, pageB)).toBe('forbidden');
      },
      timeoutMs,
    );

    test(
      'a ticket brings back the same participant; the tab that had the seat is told that it is over',
      async () => {
        const [first, second] = [await rig.visit('Ann'), await rig.visit('Ann')];
        const { participant, ticket } = await join(first, crypto.randomUUID());
        const again = await join(second, crypto.randomUUID(), ticket);
        expect(again.participant.participantId).toBe(participant.participantId);
        await rig.until('it is over', () =>
          first.events.some((each) => each.type === 'ended' && each.code === 'superseded'),
        );
      },
      timeoutMs,
    );

    test(
      'a ticket of somebody else is worth nothing',
      async () => {
        const [ann, bo] = [await rig.visit('Ann'), await rig.visit('Bo')];
        const { participant, ticket } = await join(ann, crypto.randomUUID());
        const stolen = await join(bo, crypto.randomUUID(), ticket);
        expect(stolen.participant.participantId).not.toBe(participant.participantId);
      },
      timeoutMs,
    );

    test(
      'a server started from nothing: lost, ready, a new epoch, and the seat by its ticket',
      async () => {
        const ann = await rig.visit('Ann');
        const incarnation = crypto.randomUUID();
        const before = await join(ann, incarnation);
        await rig.restart();
        const types = ann.events.map((each) => each.type);
        expect(types.indexOf('ready', types.indexOf('lost'))).toBeGreaterThan(-1);
        const after = await join(ann, incarnation, before.ticket);
        expect(after.participant.participantId).toBe(before.participant.participantId);
        expect(after.roster.epoch).not.toBe(before.roster.epoch);
      },
      timeoutMs,
    );
  });
}

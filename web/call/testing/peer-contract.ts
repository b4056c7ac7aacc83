import { afterEach, beforeEach, describe, expect, test } from 'bun:test';
import type { Signal } from '@coup/signaling/protocol';
import type { PeerEvent } from '../ports.ts';

export type PeerEventType = PeerEvent['type'];

/** One side of a pair, wherever it runs. */
export type PeerHandle = {
  build(isInitiator: boolean): Promise<void>;
  /** True where `signal` threw, which it must not. */
  signal(signal: Signal): Promise<boolean>;
  restartIce(): Promise<void>;
  /** Sends, or stops sending, a picture. */
  setCamera(isOn: boolean): Promise<void>;
  destroy(): Promise<void>;
  /** Events so far, in order. */
  seen(): Promise<readonly PeerEventType[]>;
  /** Signals it wanted carried so far. */
  sent(): Promise<readonly Signal[]>;
};

/** Two sides and the wire between them, which carries signals until told not to. */
export type PeerRig = {
  a: PeerHandle;
  b: PeerHandle;
  setWire(mode: 'carry' | 'twice' | 'drop'): Promise<void>;
  /** Settles when the condition holds; rejects when it never does. */
  until(what: string, condition: () => Promise<boolean>): Promise<void>;
  /** Settles when nothing is under way any more. */
  settle(): Promise<void>;
  close(): Promise<void>;
};

const hostile: readonly Signal[] = [
  { type: 'offer', sdp: 'v=0\r\nthis is not a description' },
  { type: 'answer', sdp: 'v=0\r\nthis is not a description' },
  { type: 'answer', sdp: '' },
  { type: 'candidate', candidate: 'candidate:nonsense', sdpMid: '0', sdpMLineIndex: 0 },
  { type: 'candidate', candidate: '', sdpMid: null, sdpMLineIndex: null },
  { type: 'candidate', candidate: 'candidate:1 1 udp 1 10.0.0.1 9 typ host', sdpMid: '17', sdpMLineIndex: 17 },
  { type: 'renegotiate' },
  { type: 'rebuild' },
];

/** What every `PeerFactory` promises. Run against the fake in memory and against simple-peer in a browser. */
export function describePeerContract(name: string, open: () => Promise<PeerRig>, timeoutMs: number): void {
  describe(`peer contract: ${name}`, () => {
    let rig: PeerRig;
    const count = async (peer: PeerHandle, type: PeerEventType) => (await peer.seen()).filter((t) => t === type).length;
    const areBothConnected = async () => (await count(rig.a, 'connected')) > 0 && (await count(rig.b, 'connected')) > 0;

    async function connect(): Promise<void> {
      await rig.b.build(false);
      await rig.a.build(true);
      await rig.until('both are connected', areBothConnected);
    }

    beforeEach(async () => {
      rig = await open();
    }, timeoutMs);
    afterEach(async () => {
      await rig.close();
    }, timeoutMs);

    test(
      'an initiator offers by itself, a responder says nothing unasked',
      async () => {
        await rig.setWire('drop');
        await rig.a.build(true);
        await rig.b.build(false);
        await rig.until('there is an offer', async () => (await rig.a.sent()).some((each) => each.type === 'offer'));
        expect(await rig.b.sent()).toEqual([]);
      },
      timeoutMs,
    );

    test(
      'both connect, each with its tracks told once and before',
      async () => {
        await connect();
        for (const peer of [rig.a, rig.b]) {
          const seen = await peer.seen();
          expect(seen.filter((type) => type === 'tracks')).toHaveLength(1);
          expect(seen.indexOf('tracks')).toBeLessThan(seen.indexOf('connected'));
          expect(seen).not.toContain('closed');
        }
      },
      timeoutMs,
    );

    test(
      'signals that arrive twice do no harm',
      async () => {
        await rig.setWire('twice');
        await connect();
        await rig.settle();
        expect(await count(rig.a, 'closed')).toBe(0);
        expect(await count(rig.b, 'closed')).toBe(0);
      },
      timeoutMs,
    );

    test(
      'hostile signals neither throw nor end a connected link',
      async () => {
        await connect();
        for (const signal of hostile) {
          expect(await rig.a.signal(signal)).toBe(false);
          expect(await rig.b.signal(signal)).toBe(false);
        }
        await rig.settle();
        expect(await count(rig.a, 'closed')).toBe(0);
        expect(await count(rig.b, 'closed')).toBe(0);
      },
      timeoutMs,
    );

    test(
      'hostile signals before the real ones do not keep a link from connecting',
      async () => {
        await rig.b.build(false);
        for (const signal of hostile) expect(await rig.b.signal(signal)).toBe(false);
        await rig.a.build(true);
        for (const signal of hostile) expect(await rig.a.signal(signal)).toBe(false);
        await rig.until('both are connected', areBothConnected);
      },
      timeoutMs,
    );

    test(
      'the initiator restarts ICE on the same link',
      async () => {
        await connect();
        const before = (await rig.a.sent()).filter((each) => each.type === 'offer').length;
        const connectedBefore = await count(rig.a, 'connected');
        await rig.a.restartIce();
        await rig.until('there is a second answer', async () => {
          return (await rig.b.sent()).filter((each) => each.type === 'answer').length > before;
        });
        await rig.until('it says so', async () => (await count(rig.a, 'connected')) > connectedBefore);
        expect(await count(rig.a, 'closed')).toBe(0);
        expect(await count(rig.b, 'closed')).toBe(0);
      },
      timeoutMs,
    );

    test(
      'switching what is sent needs no negotiation',
      async () => {
        await connect();
        await rig.settle();
        const descriptions = async () =>
          [...(await rig.a.sent()), ...(await rig.b.sent())].filter((each) => each.type !== 'candidate').length;
        const before = await descriptions();
        await rig.a.setCamera(true);
        await rig.a.setCamera(false);
        await rig.b.setCamera(true);
        await rig.settle();
        expect(await descriptions()).toBe(before);
      },
      timeoutMs,
    );

    test(
      'destroy is silent on its own side and tells the other',
      async () => {
        await connect();
        await rig.a.destroy();
        await rig.until('the other side knows', async () => (await count(rig.b, 'closed')) === 1);
        expect(await count(rig.a, 'closed')).toBe(0);
        expect(await rig.a.signal({ type: 'renegotiate' })).toBe(false);
      },
      timeoutMs,
    );
  });
}

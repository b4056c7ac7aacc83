import { describe, expect, test } from 'bun:test';
import type { Signal } from '@coup/signaling/protocol';
import {
  type LinkContext,
  type LinkEvent,
  type LinkPhase,
  type LinkStep,
  startLink,
  stepLink,
  toLinkState,
} from './link-state.ts';
import { MAX_ATTEMPTS, recoveryTimes } from './recovery.ts';

const initiator: LinkContext = { isInitiator: true, canSignal: true, fraction: 0.5 };
const responder: LinkContext = { ...initiator, isInitiator: false };
const offer: Signal = { type: 'offer', sdp: 'o' };
const answer: Signal = { type: 'answer', sdp: 'a' };
const signalled = (generation: number, signal: Signal): LinkEvent => ({ type: 'signalled', generation, signal });
const kinds = (step: LinkStep) => step.effects.map((effect) => effect.type);

/** The phase after these events, from the start of a link. */
function after(context: LinkContext, ...events: LinkEvent[]): LinkPhase {
  return events.reduce((phase, event) => stepLink(phase, event, context).phase, startLink(context, 0).phase);
}

const connected: LinkEvent = { type: 'connected' };
const elapsed: LinkEvent = { type: 'elapsed' };
const disturbed: LinkEvent = { type: 'disturbed' };
const closed: LinkEvent = { type: 'closed', isRejected: false };

describe('a link that starts', () => {
  test('builds at once where it is the initiator, and waits for the offer where not', () => {
    expect(kinds(startLink(initiator, 0))).toEqual(['build', 'wait']);
    expect(startLink(responder, 0)).toMatchObject({ phase: { status: 'awaiting' }, effects: [{ type: 'wait' }] });
  });

  test('does not build while nothing can be signalled', () => {
    const cut = { ...initiator, canSignal: false };
    expect(startLink(cut, 0)).toMatchObject({ phase: { status: 'pausing' }, effects: [] });
    const back = stepLink(startLink(cut, 0).phase, { type: 'reachable' }, initiator);
    expect(back.phase).toMatchObject({ status: 'connecting', generation: 1 });
  });

  test('is built on the responder by the first signal of a generation, a candidate as well', () => {
    const candidate: Signal = { type: 'candidate', candidate: 'c', sdpMid: '0', sdpMLineIndex: 0 };
    const step = stepLink(after(responder), signalled(0, candidate), responder);
    expect(kinds(step)).toEqual(['build', 'deliver', 'wait']);
    expect(kinds(stepLink(step.phase, signalled(0, offer), responder))).toEqual(['deliver']);
  });
});

describe('generations', () => {
  test('a higher one replaces what the responder has, an older one is dropped', () => {
    const phase = after(responder, signalled(3, offer), connected);
    expect(stepLink(phase, signalled(4, offer), responder)).toMatchObject({
      phase: { status: 'connecting', generation: 4 },
      effects: [{ type: 'build' }, { type: 'deliver' }, { type: 'wait' }],
    });
    expect(stepLink(phase, signalled(2, offer), responder)).toEqual({ phase, effects: [] });
  });

  test('an initiator takes answers of its own generation only', () => {
    const phase = after(initiator, elapsed, elapsed);
    expect(phase).toMatchObject({ status: 'connecting', generation: 1 });
    expect(kinds(stepLink(phase, signalled(1, answer), initiator))).toEqual(['deliver']);
    expect(kinds(stepLink(phase, signalled(0, answer), initiator))).toEqual([]);
    expect(kinds(stepLink(phase, signalled(2, answer), initiator))).toEqual([]);
  });

  test('after asking for a rebuild the responder takes nothing of the lost generation for new', () => {
    const phase = after(responder, signalled(0, offer), elapsed, elapsed);
    expect(phase).toMatchObject({ status: 'awaiting', lowest: 1 });
    expect(kinds(stepLink(phase, signalled(0, offer), responder))).toEqual(['deliver']);
    expect(kinds(stepLink(phase, signalled(1, offer), responder))).toEqual(['build', 'deliver', 'wait']);
  });

  test('an initiator that has forgotten goes on above the generation that the other side asks to rebuild', () => {
    const step = stepLink(after(initiator), signalled(6, { type: 'rebuild' }), initiator);
    expect(step.phase).toMatchObject({ status: 'connecting', generation: 7 });
  });

  test('neither side takes what only the other may send', () => {
    expect(kinds(stepLink(after(initiator), signalled(0, offer), initiator))).toEqual([]);
    for (const signal of [answer, { type: 'rebuild' }, { type: 'renegotiate' }] satisfies Signal[]) {
      expect(kinds(stepLink(after(responder), signalled(0, signal), responder))).toEqual([]);
    }
  });
});

describe('a path that falls silent', () => {
  test('heals by itself, or is restarted by the initiator, or rebuilt', () => {
    let step = stepLink(after(initiator, connected), disturbed, initiator);
    expect(step).toMatchObject({ phase: { status: 'disturbed' }, effects: [{ ms: recoveryTimes.disturbedMs }] });
    expect(stepLink(step.phase, connected, initiator).phase.status).toBe('connected');
    step = stepLink(step.phase, elapsed, initiator);
    expect(kinds(step)).toEqual(['restart-ice', 'wait']);
    step = stepLink(step.phase, elapsed, initiator);
    expect(step.phase).toMatchObject({ status: 'pausing', attempt: 1 });
    step = stepLink(step.phase, elapsed, initiator);
    expect(step.phase).toMatchObject({ status: 'connecting', generation: 1 });
    expect(kinds(step)).toEqual(['build', 'wait']);
  });

  test('the responder asks: first for a negotiation, then for a new generation', () => {
    let step = stepLink(after(responder, signalled(0, offer), connected, disturbed), elapsed, responder);
    expect(step.effects[0]).toEqual({ type: 'send', signal: { type: 'renegotiate' } });
    step = stepLink(stepLink(step.phase, elapsed, responder).phase, elapsed, responder);
    expect(step.effects[0]).toEqual({ type: 'send', signal: { type: 'rebuild' } });
  });

  test('a failed path is restarted at once', () => {
    expect(kinds(stepLink(after(initiator, connected), { type: 'failed' }, initiator))).toEqual([
      'restart-ice',
      'wait',
    ]);
  });

  test('what the responder asks for is done', () => {
    const phase = after(initiator, connected);
    expect(kinds(stepLink(phase, signalled(0, { type: 'renegotiate' }), initiator))).toEqual(['restart-ice', 'wait']);
    expect(stepLink(phase, signalled(0, { type: 'rebuild' }), initiator).phase).toMatchObject({ generation: 1 });
  });
});

describe('while nothing can be signalled', () => {
  const cut = { ...initiator, canSignal: false };

  test('a connected link is left alone', () => {
    const phase = after(initiator, connected);
    expect(stepLink(phase, { type: 'reachable' }, initiator)).toEqual({ phase, effects: [] });
  });

  test('no attempt is spent, and the way back is used at once', () => {
    let step = stepLink(after(initiator, connected, disturbed), elapsed, cut);
    expect(step).toMatchObject({ phase: { status: 'disturbed', attempt: 0 }, effects: [{ type: 'wait', ms: null }] });
    step = stepLink(step.phase, { type: 'reachable' }, initiator);
    expect(kinds(step)).toEqual(['restart-ice', 'wait']);

    const waiting = stepLink(stepLink(after(initiator), closed, cut).phase, elapsed, cut);
    expect(waiting).toMatchObject({ phase: { status: 'pausing', attempt: 0 }, effects: [{ type: 'wait', ms: null }] });
    expect(stepLink(waiting.phase, { type: 'reachable' }, initiator).phase.status).toBe('connecting');
  });
});

describe('giving up', () => {
  function exhaust(context: LinkContext): LinkPhase {
    let phase = startLink(context, 0).phase;
    for (let count = 0; count < 4 * MAX_ATTEMPTS && phase.status !== 'failed'; count += 1) {
      phase = stepLink(phase, elapsed, context).phase;
    }
    return phase;
  }

  test('comes after all attempts, with the reason, and takes the peer down', () => {
    for (const context of [initiator, responder]) {
      expect(toLinkState(exhaust(context))).toMatchObject({ status: 'failed', failure: 'unreachable' });
    }
    let step: LinkStep = startLink(initiator, 0);
    while (step.phase.status !== 'failed') step = stepLink(step.phase, elapsed, initiator);
    expect(kinds(step)).toEqual(['destroy', 'wait']);
  });

  test('is not the end: the person, the way back, and the other side each bring a new generation', () => {
    const phase = exhaust(initiator);
    const { generation } = phase;
    for (const event of [{ type: 'retry' }, { type: 'reachable' }] satisfies LinkEvent[]) {
      const step = stepLink(phase, event, initiator);
      expect(step.phase).toMatchObject({ status: 'connecting', generation: generation + 1, attempt: 0 });
    }
    expect(stepLink(phase, signalled(generation, { type: 'rebuild' }), initiator).phase.status).toBe('connecting');
    expect(stepLink(exhaust(responder), signalled(9, offer), responder).phase.status).toBe('connecting');
  });

  test('is put off by a connection that lasts', () => {
    const shaken = after(initiator, connected, closed, elapsed, connected);
    expect(shaken.attempt).toBe(1);
    expect(stepLink(shaken, elapsed, initiator).phase.attempt).toBe(0);
  });

  test('names an offer that was no call of ours', () => {
    let phase = after(responder, signalled(0, offer));
    for (let count = 0; phase.status !== 'failed'; count += 1) {
      phase = stepLink(phase, { type: 'closed', isRejected: true }, responder).phase;
      if (phase.status !== 'failed') phase = stepLink(phase, signalled(count + 1, offer), responder).phase;
    }
    expect(phase.failure).toBe('rejected');
  });
});

test('the interface reads connecting before the first picture and reconnecting after it', () => {
  expect(toLinkState(after(initiator, elapsed, elapsed)).status).toBe('connecting');
  expect(toLinkState(after(initiator, connected, disturbed))).toMatchObject({ status: 'reconnecting', attempt: 1 });
  expect(toLinkState(after(initiator, connected, closed)).status).toBe('reconnecting');
});

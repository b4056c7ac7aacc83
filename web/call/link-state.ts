import type { Signal } from '@coup/signaling/protocol';
import type { LinkFailure, LinkState } from './call-state.ts';
import { backoffMs, MAX_ATTEMPTS, recoveryTimes } from './recovery.ts';

/** What every phase carries: the generation it is in, the attempts used up, and whether media ever flowed. */
type Progress = { generation: number; attempt: number; hasConnected: boolean };

/** The inner phases of a link; `toLinkState` gives the interface's four words for them. */
export type LinkPhase = Progress &
  /** No offer yet. After a request to rebuild only a generation above the lost one will do. */
  (
    | { status: 'awaiting'; lowest: number }
    | { status: 'connecting' }
    | { status: 'connected' }
    | { status: 'disturbed'; hasRestarted: boolean }
    /** Between two attempts; without a timer while signals cannot be carried. */
    | { status: 'pausing' }
    | { status: 'failed'; failure: LinkFailure }
  );

export type LinkEvent =
  | { type: 'connected' }
  | { type: 'disturbed' }
  | { type: 'failed' }
  | { type: 'closed'; isRejected: boolean }
  /** The one timer of the link ran out. */
  | { type: 'elapsed' }
  /** Signals can be carried again after they could not. */
  | { type: 'reachable' }
  /** The person asked. */
  | { type: 'retry' }
  | { type: 'signalled'; generation: number; signal: Signal };

export type LinkEffect =
  /** Replace the peer, if any, by a new one of the phase's generation. */
  | { type: 'build' }
  | { type: 'destroy' }
  | { type: 'deliver'; signal: Signal }
  | { type: 'send'; signal: Signal }
  | { type: 'restart-ice' }
  /** Replace the link's timer; null stops it. */
  | { type: 'wait'; ms: number | null };

export type LinkContext = {
  isInitiator: boolean;
  /** This tab's socket is up and the other's too, as far as the roster knows. */
  canSignal: boolean;
  /** Jitter, from 0 to 1. */
  fraction: number;
};

export type LinkStep = { phase: LinkPhase; effects: readonly LinkEffect[] };

/** A link before its first step: the initiator builds at once, the other side waits for the offer. */
export function startLink(context: LinkContext, generation: number): LinkStep {
  const progress: Progress = { generation, attempt: 0, hasConnected: false };
  if (!context.isInitiator) return awaitOffer(progress, generation);
  if (!context.canSignal) return { phase: { ...progress, status: 'pausing' }, effects: [] };
  return { phase: { ...progress, status: 'connecting' }, effects: [{ type: 'build' }, connectTimer(context)] };
}

/** The whole life of a link: what happens, and what is to be done about it. Pure. */
export function stepLink(phase: LinkPhase, event: LinkEvent, context: LinkContext): LinkStep {
  switch (event.type) {
    case 'connected':
      return {
        phase: { ...progressOf(phase), hasConnected: true, status: 'connected' },
        effects: [{ type: 'wait', ms: recoveryTimes.stableMs }],
      };
    case 'disturbed':
      return phase.status === 'connected' ? disturb(phase, context) : stay(phase);
    case 'failed':
      return onPathFailed(phase, context);
    case 'closed':
      return onPeerClosed(phase, event.isRejected, context);
    case 'elapsed':
      return onElapsed(phase, context);
    case 'reachable':
      return onReachable(phase, context);
    case 'retry':
      return tryAgain({ ...progressOf(phase), attempt: 0 }, context);
    case 'signalled':
      return context.isInitiator ? onAnswered(phase, event, context) : onOffered(phase, event, context);
  }
}

/** The interface's words for a phase. */
export function toLinkState(phase: LinkPhase): LinkState {
  const { generation } = phase;
  if (phase.status === 'connected') return { status: 'connected', generation };
  if (phase.status === 'failed') return { status: 'failed', generation, failure: phase.failure };
  if (phase.hasConnected) return { status: 'reconnecting', generation, attempt: Math.max(1, phase.attempt) };
  return { status: 'connecting', generation };
}

function onPathFailed(phase: LinkPhase, context: LinkContext): LinkStep {
  if (phase.status === 'connecting') return retreat(phase, 'unreachable', context);
  if (phase.status === 'connected') return restart(phase, context);
  if (phase.status === 'disturbed' && !phase.hasRestarted) return restart(phase, context);
  return stay(phase);
}

function onPeerClosed(phase: LinkPhase, isRejected: boolean, context: LinkContext): LinkStep {
  if (phase.status === 'awaiting' || phase.status === 'pausing' || phase.status === 'failed') return stay(phase);
  return retreat(phase, isRejected ? 'rejected' : 'unreachable', context);
}

function onElapsed(phase: LinkPhase, context: LinkContext): LinkStep {
  switch (phase.status) {
    case 'connected':
      return { phase: { ...phase, attempt: 0 }, effects: [] };
    case 'disturbed':
      return phase.hasRestarted && context.canSignal
        ? retreat(phase, 'media-stopped', context)
        : restart(phase, context);
    case 'connecting':
    case 'awaiting':
      return retreat(phase, 'unreachable', context);
    case 'pausing':
      return tryAgain(phase, context);
    case 'failed':
      return stay(phase);
  }
}

/** A healthy link has nothing to gain; a disturbed one restarts; any other may have lost a signal, so it starts over. */
function onReachable(phase: LinkPhase, context: LinkContext): LinkStep {
  if (phase.status === 'connected') return stay(phase);
  if (phase.status === 'disturbed') return restart(phase, context);
  return tryAgain({ ...progressOf(phase), attempt: 0 }, context);
}

/** The initiator's side: answers and candidates of the current generation, and what the other side asks for. */
function onAnswered(
  phase: LinkPhase,
  { generation, signal }: { generation: number; signal: Signal },
  context: LinkContext,
): LinkStep {
  if (generation < phase.generation) return stay(phase);
  // The other side remembers a generation that this one never had: go on from there.
  if (generation > phase.generation) {
    return signal.type === 'rebuild' ? tryAgain({ ...progressOf(phase), generation }, context) : stay(phase);
  }
  switch (signal.type) {
    case 'answer':
    case 'candidate':
      return { phase, effects: [{ type: 'deliver', signal }] };
    case 'renegotiate':
      if (phase.status === 'connected') return restart(phase, context);
      return phase.status === 'disturbed' && !phase.hasRestarted ? restart(phase, context) : stay(phase);
    case 'rebuild':
      if (phase.status === 'pausing') return stay(phase);
      if (phase.attempt >= MAX_ATTEMPTS && phase.status !== 'failed') return giveUp(phase, 'unreachable');
      return tryAgain({ ...progressOf(phase), attempt: phase.attempt + 1 }, context);
    case 'offer':
      return stay(phase);
  }
}

/** The responder's side: a higher generation replaces what it has, an older one is gone. */
function onOffered(
  phase: LinkPhase,
  { generation, signal }: { generation: number; signal: Signal },
  context: LinkContext,
): LinkStep {
  if (generation < phase.generation) return stay(phase);
  if (signal.type !== 'offer' && signal.type !== 'candidate') return stay(phase);
  const isNew = phase.status === 'awaiting' ? generation >= phase.lowest : generation > phase.generation;
  if (!isNew) return { phase, effects: [{ type: 'deliver', signal }] };
  return {
    phase: { ...progressOf(phase), generation, status: 'connecting' },
    effects: [{ type: 'build' }, { type: 'deliver', signal }, connectTimer(context)],
  };
}

function disturb(phase: LinkPhase, context: LinkContext): LinkStep {
  const ms = context.isInitiator ? recoveryTimes.disturbedMs : recoveryTimes.responderDisturbedMs;
  return {
    phase: { ...progressOf(phase), status: 'disturbed', hasRestarted: false },
    effects: [{ type: 'wait', ms }],
  };
}

/** New ICE credentials on the same link; without a way to signal it waits for `reachable`. */
function restart(phase: LinkPhase, context: LinkContext): LinkStep {
  if (!context.canSignal) {
    return {
      phase: { ...progressOf(phase), status: 'disturbed', hasRestarted: false },
      effects: [{ type: 'wait', ms: null }],
    };
  }
  return {
    phase: { ...progressOf(phase), status: 'disturbed', hasRestarted: true },
    effects: [
      context.isInitiator ? { type: 'restart-ice' } : { type: 'send', signal: { type: 'renegotiate' } },
      { type: 'wait', ms: recoveryTimes.restartMs },
    ],
  };
}

/** This generation is lost. The peer stays until the next is built: it may still come back, and its frame is on screen. */
function retreat(phase: LinkPhase, failure: LinkFailure, context: LinkContext): LinkStep {
  if (phase.attempt >= MAX_ATTEMPTS) return giveUp(phase, failure);
  const attempt = context.canSignal ? phase.attempt + 1 : phase.attempt;
  return {
    phase: { ...progressOf(phase), attempt, status: 'pausing' },
    effects: [{ type: 'wait', ms: backoffMs(attempt, context.fraction) }],
  };
}

function giveUp(phase: LinkPhase, failure: LinkFailure): LinkStep {
  return {
    phase: { ...progressOf(phase), status: 'failed', failure },
    effects: [{ type: 'destroy' }, { type: 'wait', ms: null }],
  };
}

/** The initiator builds the next generation; the responder asks for it. */
function tryAgain(progress: Progress, context: LinkContext): LinkStep {
  const kept = progressOf(progress);
  if (!context.canSignal) return { phase: { ...kept, status: 'pausing' }, effects: [{ type: 'wait', ms: null }] };
  if (context.isInitiator) {
    return {
      phase: { ...kept, generation: kept.generation + 1, status: 'connecting' },
      effects: [{ type: 'build' }, connectTimer(context)],
    };
  }
  const step = awaitOffer(kept, kept.generation + 1);
  return { phase: step.phase, effects: [{ type: 'send', signal: { type: 'rebuild' } }, ...step.effects] };
}

function awaitOffer(progress: Progress, lowest: number): LinkStep {
  return {
    phase: { ...progressOf(progress), status: 'awaiting', lowest },
    effects: [{ type: 'wait', ms: recoveryTimes.responderConnectMs }],
  };
}

function connectTimer(context: LinkContext): LinkEffect {
  return { type: 'wait', ms: context.isInitiator ? recoveryTimes.connectMs : recoveryTimes.responderConnectMs };
}

function progressOf({ generation, attempt, hasConnected }: Progress): Progress {
  return { generation, attempt, hasConnected };
}

function stay(phase: LinkPhase): LinkStep {
  return { phase, effects: [] };
}

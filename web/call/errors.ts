import type { AnswerCode } from '../realtime/answer.ts';
import type { CallFailure } from './call-state.ts';

/** What a refused seat means for the call. */
export type Refusal =
  /** Nothing is decided: the seat is asked for again, and media goes on. */
  | { type: 'again'; afterMs: number | null }
  /** The ticket is not worth anything any more; without it the seat may be free. */
  | { type: 'without-ticket' }
  | { type: 'ended'; reason: 'superseded' | 'removed' }
  | { type: 'failed'; failure: CallFailure };

/** Reads a refusal of a first join: every reason is worth telling, but an old ticket is only a thing of the past. */
export function readFirstRefusal(code: AnswerCode, hadTicket: boolean): Refusal {
  if (hadTicket && (code === 'superseded' || code === 'invalid-input')) return { type: 'without-ticket' };
  return { type: 'failed', failure: code };
}

/** Reads a refusal of a return to a seat, while links may be carrying media. */
export function readReturnRefusal(code: AnswerCode, retryAfterMs: number | null): Refusal {
  switch (code) {
    case 'superseded':
      return { type: 'ended', reason: 'superseded' };
    case 'forbidden':
    case 'session-ended':
      return { type: 'ended', reason: 'removed' };
    case 'not-found':
    case 'room-full':
    case 'outdated-client':
      return { type: 'failed', failure: code };
    case 'invalid-input':
      return { type: 'without-ticket' };
    case 'timeout':
    case 'unavailable':
    case 'internal':
    case 'rate-limited':
    case 'unauthenticated':
    case 'not-in-room':
    case 'not-in-call':
    case 'participant-gone':
      return { type: 'again', afterMs: retryAfterMs };
  }
}

/** Why the server ended the call of this tab. */
export function readEnding(code: AnswerCode): 'superseded' | 'removed' {
  return code === 'superseded' ? 'superseded' : 'removed';
}

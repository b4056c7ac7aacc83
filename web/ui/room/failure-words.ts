import type { ErrorCode } from '@coup/signaling/protocol';
import type { CallFailure } from '../../call/call-state.ts';

/*
 * Codes become words here and nowhere else: each function gives the last part of a message key, so that a code without
 * words of its own has those of `unknown`.
 */

const roomFailures = ['not-found', 'forbidden', 'unavailable', 'unauthenticated', 'outdated-client'] as const;
const callFailures = [
  'room-full',
  'unreachable-server',
  'timeout',
  'unauthenticated',
  'forbidden',
  'not-found',
  'rate-limited',
  'superseded',
  'outdated-client',
  'unavailable',
] as const;
const chatFailures = ['timeout', 'unavailable', 'rate-limited', 'forbidden', 'invalid-input'] as const;

function pick<Known extends string>(known: readonly Known[], code: string): Known | 'unknown' {
  return known.find((candidate) => candidate === code) ?? 'unknown';
}

/** For `room.failed.*`. */
export function roomFailureKey(code: ErrorCode) {
  return pick(roomFailures, code === 'session-ended' ? 'unauthenticated' : code);
}

/** For `call.failure.*`. */
export function callFailureKey(failure: CallFailure) {
  return pick(callFailures, failure === 'session-ended' ? 'unauthenticated' : failure);
}

/** For `chat.failure.*`. */
export function chatFailureKey(code: ErrorCode | 'timeout') {
  return pick(chatFailures, code);
}

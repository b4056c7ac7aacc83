import type { Ack, ErrorCode, ProtocolError } from '@coup/signaling/protocol';

/** A refusal by the server, or `timeout`: no answer came, and the command may have been done or not. */
export type AnswerCode = ErrorCode | 'timeout';
export type AnswerError = Omit<ProtocolError, 'code'> & { code: AnswerCode };

/** What became of a command. Nothing here is ever thrown. */
export type Answer<T> = Extract<Ack<T>, { ok: true }> | { ok: false; error: AnswerError };

export function noAnswer(why: string): { ok: false; error: AnswerError } {
  return { ok: false, error: { code: 'timeout', message: why } };
}

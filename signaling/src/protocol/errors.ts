import * as z from 'zod/mini';

/** Every reason the server gives. Codes are the wire format; the web turns them into words in one file. */
export const errorCodes = [
  /** The input does not match the event's schema; `issues` says where. */
  'invalid-input',
  /** No token, or one that does not verify; the client fetches a new one. */
  'unauthenticated',
  /** The session was ended (sign-out, revocation). */
  'session-ended',
  /** Known, but not allowed. */
  'forbidden',
  /** No such room. */
  'not-found',
  'room-full',
  /** The command needs `room:open` first. */
  'not-in-room',
  /** The command needs `call:join` first. */
  'not-in-call',
  /** The addressed participant is not in the call any more. */
  'participant-gone',
  /** The participant was taken over by a newer tab; final for this one. */
  'superseded',
  'rate-limited',
  /** This page is too old for the server; reload it. */
  'outdated-client',
  /** A part the command needs (the database) is away; nothing was stored, try again. */
  'unavailable',
  /** A bug: logged with its ids, never described to the client. */
  'internal',
] as const;

export const errorCode = z.enum(errorCodes);
export type ErrorCode = z.infer<typeof errorCode>;

export const protocolError = z.object({
  code: errorCode,
  /** One plain English sentence for logs and developers; people read the web's words for `code`. */
  message: z.string(),
  retryAfterMs: z.optional(z.int()),
  issues: z.optional(z.array(z.object({ path: z.string(), message: z.string() }))),
});
export type ProtocolError = z.infer<typeof protocolError>;

/** The value that answers every command. Expected failures are values; nothing throws across the wire. */
export type Ack<T> = { ok: true; data: T } | { ok: false; error: ProtocolError };

export function succeed<T>(data: T): Ack<T> {
  return { ok: true, data };
}

export function fail(
  code: ErrorCode,
  message: string,
  extra: Omit<ProtocolError, 'code' | 'message'> = {},
): { ok: false; error: ProtocolError } {
  return { ok: false, error: { code, message, ...extra } };
}

/** `connect_error.message` for a refused token; `connect_error.data` is the `ProtocolError`. */
export const AUTHENTICATION_FAILED = 'Authentication failed';

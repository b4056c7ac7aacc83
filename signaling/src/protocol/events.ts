import * as z from 'zod/mini';
import type { Ack } from './errors.ts';
import { errorCode } from './errors.ts';
import { DEFAULT_HISTORY_PAGE, MAX_HISTORY_PAGE } from './limits.ts';
import {
  chatEvent,
  chatPage,
  linkStamp,
  mediaState,
  messageBody,
  participant,
  person,
  presenceEntry,
  role,
  room,
  roster,
  sequence,
  signal,
  slug,
  userId,
  uuid,
} from './models.ts';

const inRoom = z.object({ roomId: uuid });
const nothing = z.object({});
/** The data of commands that answer with success alone. */
export type Nothing = z.output<typeof nothing>;

/**
 * Commands: browser → server, each answered by an `Ack` of `data`.
 * Types on both sides are inferred from here; there is no second definition.
 */
export const commands = {
  /** Watch a room: chat and presence flow until `room:close`. Safe to repeat, which is how a client resumes. */
  'room:open': {
    input: z.object({
      slug,
      /** Last chat sequence this client has seen; the answer starts after it. Without it: the newest page. */
      afterSeq: z.optional(sequence),
      /** Away is what the tab says of itself (hidden); it never applies to someone in the call. */
      isAway: z.optional(z.boolean()),
    }),
    data: z.object({
      me: person,
      role,
      room,
      roster,
      presence: z.array(presenceEntry),
      chat: chatPage,
    }),
  },
  'room:close': { input: inRoom, data: nothing },
  'presence:update': { input: z.object({ roomId: uuid, isAway: z.boolean() }), data: nothing },
  /** Take a seat, or return to the one the ticket proves. Needs `room:open`. */
  'call:join': {
    input: z.object({
      roomId: uuid,
      incarnation: uuid,
      media: mediaState,
      ticket: z.optional(z.string().check(z.maxLength(2_000))),
    }),
    data: z.object({ participant, ticket: z.string(), roster }),
  },
  'call:leave': { input: inRoom, data: nothing },
  'call:media': { input: z.object({ roomId: uuid, media: mediaState }), data: nothing },
  /** Relayed to one participant of the same call, as `call:signalled`. */
  'call:signal': { input: z.object({ roomId: uuid, to: uuid, stamp: linkStamp, signal }), data: nothing },
  /** Stored before it is acknowledged. The same `clientId` again answers with the stored event. */
  'chat:send': {
    input: z.object({ roomId: uuid, clientId: uuid, body: messageBody }),
    data: z.object({ event: chatEvent }),
  },
  'chat:history': {
    input: z.object({
      roomId: uuid,
      /** Exactly one direction: events with `seq` below, or above. Neither: the newest page. */
      beforeSeq: z.optional(sequence),
      afterSeq: z.optional(sequence),
      limit: z._default(z.int().check(z.gte(1), z.lte(MAX_HISTORY_PAGE)), DEFAULT_HISTORY_PAGE),
    }),
    data: chatPage,
  },
} as const;

/** Facts: server → browser. They need no answer. */
export const facts = {
  'call:roster': roster,
  /** Somebody really left (button, grace over, removed): the explicit word that absence alone is not. */
  'call:left': z.object({
    roomId: uuid,
    participantId: uuid,
    reason: z.enum(['left', 'gone', 'removed', 'superseded']),
  }),
  'call:signalled': z.object({ roomId: uuid, from: uuid, stamp: linkStamp, signal }),
  /** This tab's place was taken by a newer one, or ended by the server: final, never a reason to rejoin. */
  'call:ended': z.object({ roomId: uuid, code: errorCode }),
  'presence:changed': z.object({ roomId: uuid, entry: presenceEntry }),
  'presence:gone': z.object({ roomId: uuid, userId }),
  'chat:appended': z.object({ event: chatEvent }),
  'room:updated': z.object({ room }),
  'room:deleted': inRoom,
  /** The server asks clients to move (drain): reconnect after about `afterMs`, media untouched. */
  'server:draining': z.object({ afterMs: z.int() }),
  /** Why the server is about to close this very socket (a flood, an ended session): do not reconnect by yourself. */
  'socket:ended': z.object({ code: errorCode, message: z.string() }),
} as const;

/** What the web may emit through `POST /api/trigger`, addressed to everyone in a room. */
export const triggers = {
  'room:updated': facts['room:updated'],
  'room:deleted': facts['room:deleted'],
} as const;

/** `handshake.auth`. */
export const handshakeAuth = z.object({ token: z.string().check(z.maxLength(4_000)), protocol: z.int() });
export type HandshakeAuth = z.infer<typeof handshakeAuth>;

export type CommandName = keyof typeof commands;
/** What a caller passes (defaults not yet filled in). */
export type CommandInput<N extends CommandName> = z.input<(typeof commands)[N]['input']>;
/** What a handler receives (parsed). */
export type ParsedInput<N extends CommandName> = z.output<(typeof commands)[N]['input']>;
export type CommandData<N extends CommandName> = z.output<(typeof commands)[N]['data']>;

export type FactName = keyof typeof facts;
export type Fact<N extends FactName> = z.output<(typeof facts)[N]>;
export type TriggerName = keyof typeof triggers;

/** Socket.IO event maps. */
export type ClientToServerEvents = {
  [N in CommandName]: (input: CommandInput<N>, ack: (answer: Ack<CommandData<N>>) => void) => void;
};
export type ServerToClientEvents = { [N in FactName]: (fact: Fact<N>) => void };

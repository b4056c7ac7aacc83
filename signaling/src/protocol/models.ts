import * as z from 'zod/mini';
import {
  MAX_CANDIDATE_LENGTH,
  MAX_CAPACITY,
  MAX_DISPLAY_NAME_LENGTH,
  MAX_MESSAGE_LENGTH,
  MAX_SDP_LENGTH,
  MAX_SLUG_LENGTH,
} from './limits.ts';

export const uuid = z.uuid();
export const slug = z.string().check(z.minLength(1), z.maxLength(MAX_SLUG_LENGTH), z.regex(/^[\p{L}\p{N}-]+$/u));
/** A user's id as better-auth makes it. */
export const userId = z.string().check(z.minLength(1), z.maxLength(64));
/** Milliseconds since the Unix epoch, server clock. */
export const timestamp = z.int();
/** A position in a room's event log: 1, 2, 3 … without gaps; 0 is before the first. */
export const sequence = z.int().check(z.gte(0));

export const person = z.object({
  userId,
  name: z.string().check(z.minLength(1), z.maxLength(MAX_DISPLAY_NAME_LENGTH)),
  isGuest: z.boolean(),
});
/** Who somebody is, as their token says; never as a payload claims. */
export type Person = z.infer<typeof person>;

export const room = z.object({
  roomId: uuid,
  slug,
  name: z.string(),
  topic: z.string(),
  description: z.string(),
  visibility: z.enum(['public', 'unlisted']),
  capacity: z.int().check(z.gte(1), z.lte(MAX_CAPACITY)),
  ownerId: z.nullable(userId),
});
/** A durable study room. */
export type Room = z.infer<typeof room>;

export const role = z.enum(['owner', 'moderator', 'member']);
export type Role = z.infer<typeof role>;

export const mediaState = z.object({ microphone: z.boolean(), camera: z.boolean(), screen: z.boolean() });
/** What a participant is sending now; peers show it, and trust nothing else about it. */
export type MediaState = z.infer<typeof mediaState>;

export const participant = z.object({
  participantId: uuid,
  /** New for every page load of the same participant: links to an older incarnation are dead. */
  incarnation: uuid,
  person,
  /** `reconnecting`: the server lost its socket and holds the place through the grace time. */
  connection: z.enum(['connected', 'reconnecting']),
  media: mediaState,
  /** Place in the order of joining; never reused in a call, so tiles stay where they are. */
  order: z.int(),
  joinedAt: timestamp,
});
/** One tab in the call, stable across reconnects. */
export type Participant = z.infer<typeof participant>;

export const roster = z.object({
  roomId: uuid,
  /** New whenever the store lost its memory; for 20 s after a new epoch absence is no evidence. */
  epoch: uuid,
  /** Rises with each change within an epoch; an older snapshot is dropped. */
  revision: z.int(),
  participants: z.array(participant),
});
/** Who is in the call: the whole list at each change, so that a lost event heals at the next one. */
export type Roster = z.infer<typeof roster>;

export const presenceState = z.enum(['call', 'room', 'away']);
export const presenceEntry = z.object({ person, state: presenceState, since: timestamp });
/** Where a person is now, over all their tabs in this room. */
export type PresenceEntry = z.infer<typeof presenceEntry>;

/** A letter, digit, sign or emoji; not spaces, formatting marks, or the letters that show nothing (Hangul fillers). */
const visible = /(?![\u115F\u1160\u2800\u3164\uFFA0])[\p{L}\p{N}\p{P}\p{S}]/u;

export const messageBody = z.string().check(
  z.maxLength(MAX_MESSAGE_LENGTH),
  z.refine((text) => visible.test(text), 'A message needs at least one visible character.'),
  // Half of a surrogate pair is no character; Postgres would be given another text than was sent.
  z.refine((text) => !/\p{Cs}/u.test(text), 'A message cannot contain half a character.'),
  // Postgres cannot store U+0000 in text.
  z.refine((text) => !text.includes('\u0000'), 'A message cannot contain the null character.'),
);

export const chatMessage = z.object({
  kind: z.literal('message'),
  roomId: uuid,
  seq: sequence,
  /** Chosen by the sender, so that sending again is harmless. */
  clientId: uuid,
  author: person,
  body: z.string(),
  at: timestamp,
});
/** One entry of a room's event log, discriminated on `kind`. */
export const chatEvent = z.discriminatedUnion('kind', [chatMessage]);
export type ChatMessage = z.infer<typeof chatMessage>;
export type ChatEvent = z.infer<typeof chatEvent>;

export const chatPage = z.object({
  /** In ascending order of `seq`. */
  events: z.array(chatEvent),
  /** More events exist beyond the page in the direction asked for. */
  hasMore: z.boolean(),
  latestSeq: sequence,
});
export type ChatPage = z.infer<typeof chatPage>;

const sdp = z.string().check(z.maxLength(MAX_SDP_LENGTH));
/** What one side of a peer link tells the other. To the receiver this is hostile input. */
export const signal = z.discriminatedUnion('type', [
  z.object({ type: z.literal('offer'), sdp }),
  z.object({ type: z.literal('answer'), sdp }),
  z.object({
    type: z.literal('candidate'),
    candidate: z.string().check(z.maxLength(MAX_CANDIDATE_LENGTH)),
    sdpMid: z.nullable(z.string().check(z.maxLength(64))),
    sdpMLineIndex: z.nullable(z.int().check(z.gte(0), z.lte(64))),
  }),
  /** The responder asks the initiator for a new negotiation on the same link. */
  z.object({ type: z.literal('renegotiate') }),
  /** The responder asks the initiator for a new generation of the link. */
  z.object({ type: z.literal('rebuild') }),
]);
export type Signal = z.infer<typeof signal>;

export const linkStamp = z.object({
  /** Incarnation of the sender and of the receiver as the sender knows it. */
  from: uuid,
  to: uuid,
  /** Counted by the initiator from 0 for each pair of incarnations. */
  generation: z.int().check(z.gte(0)),
});
/** Names the one link a signal is for; a signal with another stamp is dropped. */
export type LinkStamp = z.infer<typeof linkStamp>;

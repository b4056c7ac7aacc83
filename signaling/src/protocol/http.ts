import * as z from 'zod/mini';
import { person, uuid } from './models.ts';

/** `GET /ice` (Bearer token): what RTCPeerConnection takes, and when to ask again. */
export const iceAnswer = z.object({
  iceServers: z.array(
    z.object({
      urls: z.union([z.string(), z.array(z.string())]),
      username: z.optional(z.string()),
      credential: z.optional(z.string()),
    }),
  ),
  /** Milliseconds until the credentials end; null where there are none that end. */
  expiresInMs: z.nullable(z.int()),
});
export type IceAnswer = z.infer<typeof iceAnswer>;

/** `GET /api/live` (service secret): who is in each call now, for the web's room list. */
export const liveAnswer = z.object({
  rooms: z.array(z.object({ roomId: uuid, participants: z.array(person) })),
});
export type LiveAnswer = z.infer<typeof liveAnswer>;

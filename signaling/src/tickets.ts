import { createHmac, timingSafeEqual } from 'node:crypto';
import { z } from 'zod';
import { TICKET_LIFETIME_MS } from './protocol/index.ts';

/** What a ticket proves: this user held this seat. It restores the seat's identity even on a server without memory. */
export type Ticket = {
  participantId: string;
  userId: string;
  sessionId: string;
  roomId: string;
  order: number;
  joinedAt: number;
};

export type TicketOffice = {
  issue(ticket: Ticket): string;
  /** The ticket's content; null where it is forged, damaged or expired. */
  verify(text: string): Ticket | null;
};

const payloadSchema = z.tuple([
  z.literal(1),
  z.uuid(),
  z.string(),
  z.string(),
  z.uuid(),
  z.number().int(),
  z.number().int(),
  z.number().int(),
]);

function sign(payload: string, secret: string): Buffer {
  return createHmac('sha256', secret).update(payload).digest();
}

function parsePayload(encoded: string): z.infer<typeof payloadSchema> | null {
  try {
    return payloadSchema.parse(JSON.parse(Buffer.from(encoded, 'base64url').toString('utf8')));
  } catch {
    // Signed by us yet unreadable: a ticket of another version counts as none.
    return null;
  }
}

/** Signs and checks tickets with the secret that all nodes share. */
export function createTicketOffice({ secret, now }: { secret: string; now: () => number }): TicketOffice {
  return {
    issue(ticket) {
      const { participantId, userId, sessionId, roomId, order, joinedAt } = ticket;
      const expiresAt = now() + TICKET_LIFETIME_MS;
      const fields = [1, participantId, userId, sessionId, roomId, order, joinedAt, expiresAt];
      const payload = Buffer.from(JSON.stringify(fields)).toString('base64url');
      return `${payload}.${sign(payload, secret).toString('base64url')}`;
    },
    verify(text) {
      const [payload, signature, ...rest] = text.split('.');
      if (!payload || !signature || rest.length > 0) return null;
      const given = Buffer.from(signature, 'base64url');
      const expected = sign(payload, secret);
      if (given.length !== expected.length || !timingSafeEqual(given, expected)) return null;
      const fields = parsePayload(payload);
      if (!fields) return null;
      const [, participantId, userId, sessionId, roomId, order, joinedAt, expiresAt] = fields;
      if (expiresAt <= now()) return null;
      return { participantId, userId, sessionId, roomId, order, joinedAt };
    },
  };
}

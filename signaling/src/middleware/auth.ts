import type { Logger } from 'pino';
import type { Metrics } from '../metrics.ts';
import {
  AUTHENTICATION_FAILED,
  fail,
  handshakeAuth,
  OLDEST_SERVED_PROTOCOL_VERSION,
  PROTOCOL_VERSION,
  type ProtocolError,
} from '../protocol/index.ts';
import type { CoupSocket, Who } from '../who.ts';
import { createEventBudget } from './rate-limit.ts';
import type { Identity, TokenVerifier } from './verifier.ts';

type Admission = { ok: true; identity: Identity } | { ok: false; message: string; error: ProtocolError };

function refuse(message: string, code: ProtocolError['code'], why: string): Admission {
  return { ok: false, message, error: fail(code, why).error };
}

/** A1 to A4: who this is, or why not. A ticket will be able to speak for an expired token here, and nowhere else. */
async function admit(verifier: TokenVerifier, auth: unknown): Promise<Admission> {
  const parsed = handshakeAuth.safeParse(auth);
  if (!parsed.success) return refuse(AUTHENTICATION_FAILED, 'unauthenticated', 'The handshake carries no token.');
  const { token, protocol } = parsed.data;
  if (protocol < OLDEST_SERVED_PROTOCOL_VERSION) {
    return refuse('Outdated client', 'outdated-client', 'This page is too old for the server; reload it.');
  }
  if (protocol > PROTOCOL_VERSION)
    return refuse('Outdated server', 'unavailable', 'This server is about to be updated.');
  const outcome = await verifier.verify(token);
  if (outcome.ok) return outcome;
  return outcome.reason === 'invalid'
    ? refuse(AUTHENTICATION_FAILED, 'unauthenticated', 'The token does not verify.')
    : refuse('Temporarily unavailable', 'unavailable', 'The signing keys cannot be read now.');
}

type AuthDeps = { verifier: TokenVerifier; metrics: Metrics; log: Logger };

/** Socket.IO middleware: nobody gets past it without a verified identity. */
export function createAuthMiddleware({ verifier, metrics, log }: AuthDeps) {
  return (socket: CoupSocket, next: (error?: Error) => void): void => {
    admit(verifier, socket.handshake.auth)
      .then((admission) => {
        if (!admission.ok) {
          metrics.countRefusal(admission.error.code);
          next(Object.assign(new Error(admission.message), { data: admission.error }));
          return;
        }
        const who: Who = {
          socketId: socket.id,
          person: admission.identity.person,
          sessionId: admission.identity.sessionId,
          openRooms: new Map(),
          isConnected: true,
        };
        socket.data.who = who;
        socket.data.eventBudget = createEventBudget();
        next();
      })
      .catch((error: unknown) => {
        metrics.countFault('auth');
        log.error({ err: error }, 'admission failed');
        next(Object.assign(new Error('Internal error'), { data: fail('internal', 'Something went wrong.').error }));
      });
  };
}

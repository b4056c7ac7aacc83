import type { Database } from '@coup/db';
import { readSigningKeys } from '@coup/db/queries/signing-keys';
import { session, user } from '@coup/db/schema';
import { type Person, TOKEN_ALGORITHM, TOKEN_AUDIENCE, TOKEN_ISSUER, tokenClaims } from '@coup/signaling/protocol';
import { and, eq, gt } from 'drizzle-orm';
import { createLocalJWKSet, errors, type JWK, jwtVerify } from 'jose';
import type { Auth } from './auth.ts';

/** Whose token this is, a socket token or a session's own; null for anything that is not valid now. */
export async function verifyBearer(
  deps: { auth: Auth; db: Database },
  authorization: string | null,
): Promise<Person | null> {
  const token = /^Bearer ([\w.~+/%=-]+)$/i.exec(authorization ?? '')?.[1];
  if (token === undefined) return null;
  return token.split('.').length === 3 ? verifySocketToken(deps.db, token) : verifySession(deps.auth, token);
}

async function verifySession(auth: Auth, token: string): Promise<Person | null> {
  const found = await auth.api.getSession({ headers: new Headers({ authorization: `Bearer ${token}` }) });
  if (found === null) return null;
  return { userId: found.user.id, name: found.user.name, isGuest: found.user.isAnonymous === true };
}

async function verifySocketToken(db: Database, token: string): Promise<Person | null> {
  const keys = (await readSigningKeys(db)).map(({ kid, publicKey }): JWK => ({ ...JSON.parse(publicKey), kid }));
  try {
    const { payload } = await jwtVerify(token, createLocalJWKSet({ keys }), {
      algorithms: [TOKEN_ALGORITHM],
      issuer: TOKEN_ISSUER,
      audience: TOKEN_AUDIENCE,
    });
    const claims = tokenClaims.safeParse(payload);
    return claims.success ? await findSessionUser(db, claims.data.sid, claims.data.sub) : null;
  } catch (error) {
    if (error instanceof errors.JOSEError) return null;
    throw error;
  }
}

/** A token outlives a sign-out by minutes; its session does not. */
async function findSessionUser(db: Database, sessionId: string, userId: string): Promise<Person | null> {
  const [found] = await db
    .select({ userId: user.id, name: user.name, isAnonymous: user.isAnonymous })
    .from(session)
    .innerJoin(user, eq(user.id, session.userId))
    .where(and(eq(session.id, sessionId), eq(session.userId, userId), gt(session.expiresAt, new Date())));
  return found === undefined ? null : { userId: found.userId, name: found.name, isGuest: found.isAnonymous === true };
}

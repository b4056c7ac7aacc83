import type { DatabaseOrTransaction } from '@coup/db';
import { seedSession, seedSigningKey, seedUser } from '@coup/db/testing';
import { exportJWK, generateKeyPair, SignJWT } from 'jose';
import { type Person, TOKEN_ALGORITHM, TOKEN_AUDIENCE, TOKEN_ISSUER, TOKEN_LIFETIME_S } from '../protocol/index.ts';

export type TokenRequest = {
  person: Person;
  sessionId: string;
  /** Seconds; negative for one that has ended. */
  lifetimeS?: number;
  issuer?: string;
  audience?: string;
};

export type TestIdentity = { person: Person; sessionId: string; token: string };

export type TokenMint = {
  sign(request: TokenRequest): Promise<string>;
  /** A user with a session in the database, and a token for it. */
  createIdentity(given?: Partial<Person>): Promise<TestIdentity>;
};

/** Signs socket tokens as the web does, with a key of its own that it puts into the database: for tests and benchmarks. */
export async function createTokenMint(db: DatabaseOrTransaction): Promise<TokenMint> {
  const { privateKey, publicKey } = await generateKeyPair(TOKEN_ALGORITHM);
  const { kid } = await seedSigningKey(db, { publicKey: JSON.stringify(await exportJWK(publicKey)) });

  function sign(request: TokenRequest): Promise<string> {
    const { person, sessionId, lifetimeS = TOKEN_LIFETIME_S } = request;
    const nowS = Math.floor(Date.now() / 1_000);
    return new SignJWT({ name: person.name, guest: person.isGuest, sid: sessionId })
      .setProtectedHeader({ alg: TOKEN_ALGORITHM, kid })
      .setSubject(person.userId)
      .setIssuer(request.issuer ?? TOKEN_ISSUER)
      .setAudience(request.audience ?? TOKEN_AUDIENCE)
      .setIssuedAt(nowS)
      .setExpirationTime(nowS + lifetimeS)
      .sign(privateKey);
  }

  return {
    sign,
    async createIdentity(given) {
      const person = await seedUser(db, given);
      const { sessionId } = await seedSession(db, { userId: person.userId });
      return { person, sessionId, token: await sign({ person, sessionId }) };
    },
  };
}

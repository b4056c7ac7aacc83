import { createLocalJWKSet, errors, type JSONWebKeySet, type JWK, jwtVerify } from 'jose';
import type { Clock } from '../clock.ts';
import { type Person, TOKEN_ALGORITHM, TOKEN_AUDIENCE, TOKEN_ISSUER, tokenClaims } from '../protocol/index.ts';

/** Who a token speaks for. */
export type Identity = { person: Person; sessionId: string };
type VerifyOutcome = { ok: true; identity: Identity } | { ok: false; reason: 'invalid' | 'unavailable' };
/** Says who a token speaks for. A port: tests bring their own. */
export type TokenVerifier = { verify(token: string): Promise<VerifyOutcome> };

/** The public keys as the database has them; the key itself is a JWK in JSON. */
export type StoredKey = { kid: string; publicKey: string };

const REREAD_INTERVAL_MS = 3_000;

type VerifierOptions = {
  readKeys: () => Promise<readonly StoredKey[]>;
  clock: Clock;
  onKeyFault: (error: unknown) => void;
};

/** Keys of other kinds, and damaged ones, are none of ours: they must not keep the good ones from being used. */
function toKeySet(rows: readonly StoredKey[], onKeyFault: (error: unknown) => void): JSONWebKeySet {
  const keys = rows.flatMap(({ kid, publicKey }) => {
    try {
      const key: JWK = JSON.parse(publicKey);
      return key.kty === 'OKP' && key.crv === 'Ed25519' ? { ...key, kid, alg: TOKEN_ALGORITHM } : [];
    } catch (error) {
      onKeyFault(error);
      return [];
    }
  });
  return { keys };
}

/**
 * Verifies tokens with keys read from the database: cached, and read again for an unknown key id, though at most once
 * in three seconds, so that a storm of reconnects or of forgeries costs one query.
 */
export function createTokenVerifier({ readKeys, clock, onKeyFault }: VerifierOptions): TokenVerifier {
  let keySet: ReturnType<typeof createLocalJWKSet> | null = null;
  let readAtMs = Number.NEGATIVE_INFINITY;
  let reading: Promise<void> | null = null;

  async function readOnce(): Promise<void> {
    readAtMs = clock.now();
    try {
      keySet = createLocalJWKSet(toKeySet(await readKeys(), onKeyFault));
    } catch (error) {
      onKeyFault(error);
    }
  }

  async function refresh(): Promise<boolean> {
    if (!reading) {
      if (clock.now() - readAtMs < REREAD_INTERVAL_MS) return false;
      reading = readOnce().finally(() => {
        reading = null;
      });
    }
    await reading;
    return true;
  }

  async function check(token: string, keys: NonNullable<typeof keySet>): Promise<VerifyOutcome> {
    const { payload } = await jwtVerify(token, keys, {
      algorithms: [TOKEN_ALGORITHM],
      issuer: TOKEN_ISSUER,
      audience: TOKEN_AUDIENCE,
      requiredClaims: ['exp'],
      currentDate: new Date(clock.now()),
      clockTolerance: 5,
    });
    const claims = tokenClaims.safeParse(payload);
    if (!claims.success) return { ok: false, reason: 'invalid' };
    const { sub, name, guest, sid } = claims.data;
    return { ok: true, identity: { person: { userId: sub, name, isGuest: guest }, sessionId: sid } };
  }

  return {
    async verify(token) {
      if (!keySet) await refresh();
      for (;;) {
        if (!keySet) return { ok: false, reason: 'unavailable' };
        try {
          return await check(token, keySet);
        } catch (error) {
          if (!(error instanceof errors.JOSEError)) onKeyFault(error);
          const isUnknownKey = error instanceof errors.JWKSNoMatchingKey;
          if (!isUnknownKey || !(await refresh())) return { ok: false, reason: 'invalid' };
        }
      }
    },
  };
}

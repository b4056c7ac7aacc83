import { desc } from 'drizzle-orm';
import type { DatabaseOrTransaction } from '../client.ts';
import { jwks } from '../schema/auth.ts';

export type SigningKey = {
  /** What a token names in its header. */
  kid: string;
  /** The public key as JWK, in JSON. */
  publicKey: string;
  createdAt: Date;
  /** From here on nothing new is signed with it; what it signed before stays valid for its own time. */
  expiresAt: Date | null;
};

/** The public halves of the keys that tokens are signed with, newest first. */
export async function readSigningKeys(db: DatabaseOrTransaction): Promise<SigningKey[]> {
  return await db
    .select({ kid: jwks.id, publicKey: jwks.publicKey, createdAt: jwks.createdAt, expiresAt: jwks.expiresAt })
    .from(jwks)
    .orderBy(desc(jwks.createdAt));
}

import * as z from 'zod/mini';
import { person } from './models.ts';

/** Fixed, so that the token means the same whatever address the site is reached by. */
export const TOKEN_ISSUER = 'coup';
export const TOKEN_AUDIENCE = 'coup-signaling';
export const TOKEN_ALGORITHM = 'EdDSA';
export const TOKEN_LIFETIME_S = 15 * 60;

/** Claims of the socket token beside the registered ones; `sub` is the user's id. No e-mail in it. */
export const tokenClaims = z.object({
  sub: person.shape.userId,
  name: person.shape.name,
  guest: z.boolean(),
  sid: z.string().check(z.minLength(1), z.maxLength(64)),
});
export type TokenClaims = z.infer<typeof tokenClaims>;

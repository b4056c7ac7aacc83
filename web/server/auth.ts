import { drizzleAdapter } from '@better-auth/drizzle-adapter';
import type { Database } from '@coup/db';
import { reparentGuest } from '@coup/db/queries/users';
import { account, jwks, session, user, verification } from '@coup/db/schema';
import {
  TOKEN_ALGORITHM,
  TOKEN_AUDIENCE,
  TOKEN_ISSUER,
  TOKEN_LIFETIME_S,
  type TokenClaims,
} from '@coup/signaling/protocol';
import { betterAuth } from 'better-auth';
import { APIError, createAuthMiddleware } from 'better-auth/api';
import { nextCookies } from 'better-auth/next-js';
import { anonymous, bearer, jwt } from 'better-auth/plugins';
import { MAX_PASSWORD_LENGTH, MIN_PASSWORD_LENGTH } from '../ui/account/limits.ts';
import { cleanDisplayName } from './display-name.ts';
import type { Env } from './env.ts';
import { createPasswordGuard, type PasswordGuard } from './password-guard.ts';
import { COOKIE_PREFIX } from './session-cookie.ts';

export type AuthOptions = Pick<Env, 'authSecret' | 'baseUrl' | 'origins' | 'isProxyTrusted'> & { db: Database };
export type Auth = ReturnType<typeof createAuth>;

/** Codes of this file's own refusals, beside better-auth's. */
const authErrors = {
  nameMissing: { code: 'DISPLAY_NAME_MISSING', message: 'A name needs at least one visible character.' },
  tooManyAttempts: { code: 'TOO_MANY_ATTEMPTS', message: 'Too many attempts on this account. Wait and try again.' },
} as const;

/** Accounts, guests and sessions over Postgres, and the short-lived token that sockets carry. */
export function createAuth(options: AuthOptions) {
  const guard = createPasswordGuard();
  return betterAuth({
    appName: 'CoUp',
    secret: options.authSecret,
    baseURL: options.baseUrl,
    basePath: '/api/auth',
    trustedOrigins: options.origins,
    telemetry: { enabled: false },
    // A mistyped password is not worth a line in the log.
    logger: { level: 'error' },
    database: drizzleAdapter(options.db, { provider: 'pg', schema: { user, session, account, verification, jwks } }),
    emailAndPassword: {
      enabled: true,
      minPasswordLength: MIN_PASSWORD_LENGTH,
      maxPasswordLength: MAX_PASSWORD_LENGTH,
      autoSignIn: true,
    },
    // Removing a guest would remove what they said; an account's e-mail cannot be proven without a mailer yet.
    disabledPaths: ['/delete-anonymous-user', '/change-email', '/delete-user'],
    session: { expiresIn: 30 * 24 * 60 * 60, updateAge: 24 * 60 * 60 },
    rateLimit: rateLimit(),
    advanced: {
      cookiePrefix: COOKIE_PREFIX,
      // Said aloud, since better-auth leaves both checks out while NODE_ENV says test.
      disableOriginCheck: false,
      disableCSRFCheck: false,
      // One plain-http address among several (localhost beside a shared TLS one) could not set secure cookies.
      useSecureCookies: options.origins.every((origin) => origin.startsWith('https://')),
      // Without a trusted proxy the header is whatever the client wrote: then there are no addresses, only accounts.
      ipAddress: options.isProxyTrusted
        ? { ipAddressHeaders: ['x-real-ip', 'x-forwarded-for'] }
        : { disableIpTracking: true },
    },
    databaseHooks: nameHooks(),
    hooks: passwordHooks(guard),
    plugins: [
      anonymous({
        emailDomainName: 'guest.invalid',
        generateName: (ctx) => requireName(nameInBody(ctx.body)),
        onLinkAccount: async ({ anonymousUser, newUser }) => {
          const moved = await reparentGuest(options.db, { guestId: anonymousUser.user.id, userId: newUser.user.id });
          // The guest's row goes next and takes with it whatever still belongs to it.
          if (moved.status === 'no-user') throw new Error('The account to link a guest to does not exist.');
        },
      }),
      bearer(),
      socketToken(),
      nextCookies(),
    ],
  });
}

/** Per address and path, wide enough for a class of 40 behind one address; guessing is limited per account instead. */
function rateLimit() {
  return {
    enabled: true,
    window: 10,
    max: 300,
    customRules: {
      '/sign-in/anonymous': { window: 10, max: 120 },
      '/sign-in/email': { window: 10, max: 120 },
      '/sign-up/email': { window: 10, max: 80 },
    },
  };
}

/** The socket token: who, whether a guest, which session; no e-mail. Signaling checks it without asking the web. */
function socketToken() {
  return jwt({
    disableSettingJwtHeader: true,
    jwks: { keyPairConfig: { alg: TOKEN_ALGORITHM, crv: 'Ed25519' } },
    jwt: {
      issuer: TOKEN_ISSUER,
      audience: TOKEN_AUDIENCE,
      expirationTime: `${TOKEN_LIFETIME_S}s`,
      definePayload: (current): Omit<TokenClaims, 'sub'> => ({
        name: current.user.name,
        guest: current.user.isAnonymous === true,
        sid: current.session.id,
      }),
    },
  });
}

/** Every name that is stored has been cleaned, whichever way it came. */
function nameHooks() {
  return {
    user: {
      create: { before: async (values: { name: string }) => ({ data: { ...values, name: requireName(values.name) } }) },
      update: {
        before: async (values: { name?: string | undefined }) =>
          values.name === undefined ? undefined : { data: { ...values, name: requireName(values.name) } },
      },
    },
  };
}

function passwordHooks(guard: PasswordGuard) {
  return {
    before: createAuthMiddleware(async (ctx) => {
      const email = passwordAccount(ctx.path, ctx.body);
      if (email === null) return;
      const verdict = await guard.attempt(email);
      if (verdict.isAllowed) return;
      const retryAfterS = Math.ceil(verdict.retryAfterMs / 1_000);
      throw new APIError('TOO_MANY_REQUESTS', authErrors.tooManyAttempts, { 'Retry-After': String(retryAfterS) });
    }),
    after: createAuthMiddleware(async (ctx) => {
      const email = passwordAccount(ctx.path, ctx.body);
      if (email !== null && ctx.context.newSession) await guard.succeed(email);
    }),
  };
}

function passwordAccount(path: string, body: unknown): string | null {
  if (path !== '/sign-in/email' || typeof body !== 'object' || body === null || !('email' in body)) return null;
  return typeof body.email === 'string' ? body.email : null;
}

function nameInBody(body: unknown): unknown {
  return typeof body === 'object' && body !== null && 'name' in body ? body.name : undefined;
}

function requireName(raw: unknown): string {
  const name = cleanDisplayName(raw);
  if (name === null) throw new APIError('BAD_REQUEST', authErrors.nameMissing);
  return name;
}

export type AuthFailure =
  | 'name-missing'
  | 'email'
  | 'password-short'
  | 'password-long'
  | 'wrong'
  | 'taken'
  | 'too-many-attempts'
  | 'busy'
  | 'offline'
  | 'origin'
  | 'unknown';

export type AuthResult = { ok: true } | { ok: false; failure: AuthFailure; retryAfterS?: number };
export type Account = { name: string; email: string | null; isGuest: boolean };

const ANSWER_TIMEOUT_MS = 15_000;

const failures: Record<string, AuthFailure> = {
  DISPLAY_NAME_MISSING: 'name-missing',
  INVALID_EMAIL: 'email',
  PASSWORD_TOO_SHORT: 'password-short',
  PASSWORD_TOO_LONG: 'password-long',
  INVALID_EMAIL_OR_PASSWORD: 'wrong',
  USER_ALREADY_EXISTS: 'taken',
  USER_ALREADY_EXISTS_USE_ANOTHER_EMAIL: 'taken',
  TOO_MANY_ATTEMPTS: 'too-many-attempts',
  INVALID_ORIGIN: 'origin',
  MISSING_OR_NULL_ORIGIN: 'origin',
};

type Answer = { ok: true; body: unknown } | { ok: false; code: string | null; status: number; retryAfterS: number };

async function ask(path: string, body?: Record<string, unknown>): Promise<Answer | 'offline'> {
  try {
    const response = await fetch(`/api/auth${path}`, {
      method: body === undefined ? 'GET' : 'POST',
      headers: { 'content-type': 'application/json' },
      body: body === undefined ? null : JSON.stringify(body),
      signal: AbortSignal.timeout(ANSWER_TIMEOUT_MS),
    });
    const answer: unknown = await response.json().catch(() => null);
    if (response.ok) return { ok: true, body: answer };
    const code = typeof answer === 'object' && answer !== null && 'code' in answer ? String(answer.code) : null;
    return { ok: false, code, status: response.status, retryAfterS: Number(response.headers.get('retry-after')) || 60 };
  } catch {
    // fetch throws when nothing answered, or not in time.
    return 'offline';
  }
}

function toResult(answer: Answer | 'offline'): AuthResult {
  if (answer === 'offline') return { ok: false, failure: 'offline' };
  if (answer.ok) return { ok: true };
  const known = answer.code === null ? undefined : failures[answer.code];
  if (known === 'too-many-attempts') return { ok: false, failure: known, retryAfterS: answer.retryAfterS };
  return { ok: false, failure: known ?? (answer.status === 429 ? 'busy' : 'unknown') };
}

export async function signIn(input: { email: string; password: string }): Promise<AuthResult> {
  return toResult(await ask('/sign-in/email', input));
}

export async function signUp(input: { name: string; email: string; password: string }): Promise<AuthResult> {
  return toResult(await ask('/sign-up/email', input));
}

/** Comes in with a name only. Somebody who is a guest already stays the same one under the new name. */
export async function enterAsGuest(name: string): Promise<AuthResult> {
  const answer = await ask('/sign-in/anonymous', { name });
  const isGuestAlready =
    answer !== 'offline' && !answer.ok && answer.code === 'ANONYMOUS_USERS_CANNOT_SIGN_IN_AGAIN_ANONYMOUSLY';
  return isGuestAlready ? changeName(name) : toResult(answer);
}

export async function changeName(name: string): Promise<AuthResult> {
  return toResult(await ask('/update-user', { name }));
}

export async function signOut(): Promise<AuthResult> {
  return toResult(await ask('/sign-out', {}));
}

/** Who is signed in here; `none` when nobody is, `error` when the server did not say. */
export async function fetchAccount(): Promise<Account | 'none' | 'error'> {
  const answer = await ask('/get-session');
  if (answer === 'offline' || !answer.ok) return 'error';
  return readAccount(answer.body) ?? 'none';
}

function readAccount(body: unknown): Account | null {
  if (typeof body !== 'object' || body === null || !('user' in body)) return null;
  const user = body.user;
  if (typeof user !== 'object' || user === null || !('name' in user) || typeof user.name !== 'string') return null;
  const isGuest = 'isAnonymous' in user && user.isAnonymous === true;
  const email = 'email' in user && typeof user.email === 'string' ? user.email : null;
  return { name: user.name, email: isGuest ? null : email, isGuest };
}

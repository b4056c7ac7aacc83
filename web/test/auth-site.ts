import { createTestDatabase } from '@coup/db/testing';
import { createAuth } from '../server/auth.ts';
import { verifyBearer } from '../server/verify-token.ts';

const SITE = 'http://localhost:3000';
const CLASSROOM = '192.0.2.10';

export type Answer = { status: number; body: Record<string, unknown>; headers: Headers };

/** Accounts over a database of their own, spoken to as a browser does: over HTTP, with cookies. */
export async function openAuthSite(options: { isProxyTrusted?: boolean } = {}) {
  const database = await createTestDatabase();
  const auth = createAuth({
    db: database.db,
    authSecret: 'a-secret-of-at-least-32-characters!',
    baseUrl: SITE,
    origins: [SITE, 'https://192.0.2.1:3443'],
    isProxyTrusted: options.isProxyTrusted ?? true,
  });
  return {
    db: database.db,
    auth,
    close: database.close,
    createBrowser: (address = CLASSROOM) => createBrowser(auth.handler, address),
    verify: (token: string | null) =>
      verifyBearer({ auth, db: database.db }, token === null ? null : `Bearer ${token}`),
  };
}

export type AuthSite = Awaited<ReturnType<typeof openAuthSite>>;

/** One browser: keeps its cookies, and comes from one address through the proxy. */
function createBrowser(handler: (request: Request) => Promise<Response>, address: string) {
  const cookies = new Map<string, string>();

  async function send(
    path: string,
    body?: Record<string, unknown>,
    headers: Record<string, string> = {},
  ): Promise<Answer> {
    const request = new Request(`${SITE}/api/auth${path}`, {
      method: body === undefined ? 'GET' : 'POST',
      headers: {
        'content-type': 'application/json',
        'x-real-ip': address,
        origin: SITE,
        cookie: [...cookies].map(([name, value]) => `${name}=${value}`).join('; '),
        ...headers,
      },
      body: body === undefined ? null : JSON.stringify(body),
    });
    const response = await handler(request);
    for (const line of response.headers.getSetCookie()) keep(line);
    const answer: unknown = await response.json().catch(() => null);
    const isObject = typeof answer === 'object' && answer !== null;
    return { status: response.status, body: isObject ? { ...answer } : {}, headers: response.headers };
  }

  function keep(line: string) {
    const [pair = '', ...attributes] = line.split(';');
    const [name = '', value = ''] = pair.split('=');
    const isGone = value === '' || attributes.some((attribute) => /^\s*max-age=0$/i.test(attribute));
    if (isGone) cookies.delete(name);
    else cookies.set(name, value);
  }

  async function token(): Promise<string> {
    const answer = await send('/token');
    return String(answer.body.token);
  }

  return { send, token, cookies };
}

import 'server-only';
import type { Person } from '@coup/signaling/protocol';
import { getEnv } from './env.ts';
import { getViewer } from './session.ts';

const MAX_BODY_LENGTH = 32_000;

export type ApiFailure = 'signed-out' | 'origin' | 'invalid' | 'forbidden' | 'not-found' | 'too-many' | 'unavailable';

const statuses: Record<ApiFailure, number> = {
  'signed-out': 401,
  origin: 403,
  forbidden: 403,
  'not-found': 404,
  invalid: 422,
  'too-many': 429,
  unavailable: 503,
};

/** The one shape of a refusal. */
export function refuse(code: ApiFailure): Response {
  return Response.json({ error: { code } }, { status: statuses[code] });
}

/** Who sends a command that changes something: from one of the site's own pages, and signed in. */
export async function readSender(request: Request): Promise<Person | Response> {
  const origin = request.headers.get('origin');
  if (origin === null || !getEnv().origins.includes(origin)) return refuse('origin');
  return (await getViewer()) ?? refuse('signed-out');
}

/** The JSON of a request; undefined for anything else. */
export async function readJson(request: Request): Promise<unknown> {
  const text = await request.text();
  if (text.length > MAX_BODY_LENGTH) return undefined;
  try {
    const body: unknown = JSON.parse(text);
    return body;
  } catch {
    // Not JSON: the schema refuses undefined.
    return undefined;
  }
}

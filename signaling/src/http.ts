import { createHash, timingSafeEqual } from 'node:crypto';
import { type Context, Hono } from 'hono';
import { bodyLimit } from 'hono/body-limit';
import { cors } from 'hono/cors';
import type { Logger } from 'pino';
import { createIceAnswer, type IceConfig } from './ice.ts';
import type { Metrics } from './metrics.ts';
import type { TokenVerifier } from './middleware/verifier.ts';
import { fail, type LiveAnswer } from './protocol/index.ts';
import type { Readiness } from './readiness.ts';
import type { RoomState } from './rooms/room-state.ts';
import { parseTrigger, type Trigger } from './trigger.ts';

type Health = { status: 'ok' | 'draining'; connections: number; uptime: number; version: string };

export type HttpDeps = {
  metrics: Metrics;
  log: Logger;
  verifier: TokenVerifier;
  roomState: RoomState;
  serviceSecret: string;
  allowedOrigins: readonly string[];
  ice: IceConfig;
  getHealth(): Health;
  getReadiness(): Promise<Readiness>;
  trigger(trigger: Trigger): Promise<void>;
};

const MAX_TRIGGER_BYTES = 64 * 1024;

function readBearer(context: Context): string | null {
  const [scheme, token] = (context.req.header('authorization') ?? '').split(' ');
  return scheme?.toLowerCase() === 'bearer' && token ? token : null;
}

/** Compares digests, so that neither content nor length of the secret shows in the time it takes. */
function isSecret(given: string | null, secret: string): boolean {
  const digest = (text: string) => createHash('sha256').update(text).digest();
  return given !== null && timingSafeEqual(digest(given), digest(secret));
}

async function listLive(roomState: RoomState): Promise<LiveAnswer> {
  const rosters = await roomState.listRosters();
  return {
    rooms: rosters.map(({ roomId, participants }) => ({ roomId, participants: participants.map((p) => p.person) })),
  };
}

function addServiceRoutes(app: Hono, deps: HttpDeps): void {
  app.use('/api/*', async (context, next) => {
    if (!isSecret(readBearer(context), deps.serviceSecret)) {
      return context.json(fail('unauthenticated', 'The service secret is missing or wrong.'), 401);
    }
    return await next();
  });
  app.get('/api/live', async (context) => context.json(await listLive(deps.roomState)));
  const limit = bodyLimit({
    maxSize: MAX_TRIGGER_BYTES,
    onError: (context) => context.json(fail('invalid-input', 'The body is too large.'), 413),
  });
  app.post('/api/trigger', limit, async (context) => {
    const body: unknown = await context.req.json().catch(() => undefined);
    const parsed = parseTrigger(body);
    if (!parsed.ok) return context.json(parsed, 422);
    await deps.trigger(parsed.trigger);
    return context.json({ ok: true });
  });
}

/** Everything on this port that is not a socket. */
export function createHttp(deps: HttpDeps): Hono {
  const app = new Hono();
  app.get('/health', (context) => context.json(deps.getHealth()));
  app.get('/ready', async (context) => {
    const { isReady, ...parts } = await deps.getReadiness();
    return context.json({ status: isReady ? 'ready' : 'not ready', ...parts }, isReady ? 200 : 503);
  });
  app.get('/metrics', async (context) =>
    context.body(await deps.metrics.render(), 200, { 'content-type': deps.metrics.contentType }),
  );
  addServiceRoutes(app, deps);
  app.use('/ice', cors({ origin: [...deps.allowedOrigins], allowMethods: ['GET'], allowHeaders: ['authorization'] }));
  app.get('/ice', async (context) => {
    const token = readBearer(context);
    const outcome = token ? await deps.verifier.verify(token) : ({ ok: false, reason: 'invalid' } as const);
    if (!outcome.ok) {
      const isAway = outcome.reason === 'unavailable';
      return context.json(
        isAway ? fail('unavailable', 'Try again.') : fail('unauthenticated', 'The token does not verify.'),
        isAway ? 503 : 401,
      );
    }
    context.header('cache-control', 'no-store');
    return context.json(createIceAnswer(deps.ice, outcome.identity.person.userId, Date.now()));
  });
  app.notFound((context) => context.json(fail('not-found', 'There is nothing here.'), 404));
  app.onError((error, context) => {
    deps.metrics.countFault('http');
    deps.log.error({ err: error, path: context.req.path }, 'request failed');
    return context.json(fail('internal', 'Something went wrong.'), 500);
  });
  return app;
}

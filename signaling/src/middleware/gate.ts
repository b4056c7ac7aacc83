import type { WebSocketData } from '@socket.io/bun-engine';
import type { Logger } from 'pino';
import type { SocketEngine } from '../adapter/engine.ts';
import type { ConnectionRefusal, Metrics } from '../metrics.ts';
import { type ErrorCode, fail } from '../protocol/index.ts';
import type { UserLimit } from './rate-limit.ts';

type GateDeps = {
  sockets: SocketEngine;
  metrics: Metrics;
  log: Logger;
  allowedOrigins: readonly string[];
  limitConnections: UserLimit;
  trustProxy: boolean;
  isDraining(): boolean;
};

const LOOPBACK = new Set(['127.0.0.1', '::1', '::ffff:127.0.0.1']);

/** What stands before the engine: drain, origin and rate are settled before anything is kept for a connection (A5 to A7). */
export function createGate(deps: GateDeps) {
  const { sockets, metrics, log, limitConnections, trustProxy } = deps;
  const origins = new Set(deps.allowedOrigins);

  function refuse(status: number, reason: ConnectionRefusal, code: ErrorCode, message: string): Response {
    metrics.countRefusal(reason);
    return Response.json(fail(code, message), { status });
  }

  async function checkNewConnection(address: string): Promise<Response | null> {
    if (deps.isDraining()) return refuse(503, 'draining', 'unavailable', 'This server is about to restart.');
    // Without a proxy in between, loopback is a developer or a benchmark, not a crowd.
    if (!trustProxy && LOOPBACK.has(address)) return null;
    const retryAfterMs = await limitConnections(address);
    if (retryAfterMs === 0) return null;
    return refuse(429, 'too-many-attempts', 'rate-limited', 'Too many connections from this address.');
  }

  return async (request: Request, server: Bun.Server<WebSocketData>): Promise<Response> => {
    const origin = request.headers.get('origin');
    if (origin !== null && !origins.has(origin)) {
      return refuse(403, 'foreign-origin', 'forbidden', 'This origin may not connect.');
    }
    const address = sockets.addressOf(request, server);
    const isNew = request.method === 'GET' && !new URL(request.url).searchParams.has('sid');
    try {
      const refusal = isNew ? await checkNewConnection(address) : null;
      return refusal ?? (await sockets.handle(request, server, address));
    } catch (error) {
      metrics.countFault('engine');
      log.error({ err: error }, 'engine failed');
      return Response.json(fail('internal', 'Something went wrong.'), { status: 500 });
    }
  };
}

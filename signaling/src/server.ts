import type { WebSocketData } from '@socket.io/bun-engine';
import type { Logger } from 'pino';
import { Server } from 'socket.io';
import { createSocketEngine, SOCKET_PATH } from './adapter/engine.ts';
import type { RedisLink } from './adapter/redis.ts';
import { createChatWriter } from './chat-writer.ts';
import { type Clock, systemClock } from './clock.ts';
import { drainClients } from './drain.ts';
import { createHttp } from './http.ts';
import type { IceConfig } from './ice.ts';
import { createLive, type Live } from './live.ts';
import type { Metrics } from './metrics.ts';
import { createAuthMiddleware } from './middleware/auth.ts';
import { createGate } from './middleware/gate.ts';
import { createUserLimit, DEFAULT_RATE_LIMITS, type RateLimits } from './middleware/rate-limit.ts';
import type { TokenVerifier } from './middleware/verifier.ts';
import { createReadiness } from './readiness.ts';
import { createRoomDirectory } from './rooms/directory.ts';
import { attachSockets } from './socket.ts';
import type { Store } from './store.ts';
import { createTicketOffice } from './tickets.ts';
import { applyTrigger, parseTrigger } from './trigger.ts';
import type { CoupServer } from './who.ts';

export type ServerDeps = {
  store: Store;
  verifier: TokenVerifier;
  metrics: Metrics;
  log: Logger;
  allowedOrigins: readonly string[];
  serviceSecret: string;
  ticketSecret: string;
  ice: IceConfig;
  isDatabaseUp(): Promise<boolean>;
  redis?: RedisLink | undefined;
  trustProxy?: boolean;
  clock?: Clock;
  limits?: Partial<RateLimits>;
  version?: string;
};

export type SignalingServer = ReturnType<typeof createServer>;

/** Shared by what serves and what drains. */
type Lifecycle = { startedMs: number; isDraining: boolean; inFlight: { count: number } };

const MAX_REQUEST_BYTES = 256 * 1024;
/** Seconds; a long poll is answered by the next heartbeat well before. */
const HTTP_IDLE_TIMEOUT_S = 30;
/** Sockets that connect but never show a token are closed after this. */
const CONNECT_TIMEOUT_MS = 10_000;

function createIo(deps: ServerDeps, sockets: ReturnType<typeof createSocketEngine>): CoupServer {
  const { redis, verifier, metrics, log } = deps;
  const io: CoupServer = new Server({
    serveClient: false,
    connectTimeout: CONNECT_TIMEOUT_MS,
    ...(redis ? { adapter: redis.adapter } : {}),
  });
  io.bind(sockets.engine);
  io.use(createAuthMiddleware({ verifier, metrics, log }));
  return io;
}

function serveSockets(deps: ServerDeps, io: CoupServer, live: Live, { inFlight }: Lifecycle): void {
  const { store, metrics, log, clock = systemClock } = deps;
  const limits: RateLimits = { ...DEFAULT_RATE_LIMITS, ...deps.limits };
  const chatWriter = createChatWriter({
    append: store.appendChat,
    patienceMs: store.patienceMs,
    onLateFailure: (error) => log.warn({ err: error }, 'late chat write failed'),
    onStored(event) {
      metrics.countMessages(1);
      if (event.kind === 'message') live.outbox.toRoom(event.roomId, 'chat:appended', { event });
    },
  });
  attachSockets(io, {
    ...live,
    chatWriter,
    metrics,
    log,
    limits,
    inFlight,
    directory: createRoomDirectory({ readEntry: store.enterRoom }),
    tickets: createTicketOffice({ secret: deps.ticketSecret, now: clock.now }),
    readChatPage: store.readChatPage,
    countTicket: metrics.countTicket,
    limitChat: createUserLimit(limits.chatPer10s),
    limitReads: createUserLimit(limits.readsPer10s),
  });
}

function serveHttp(deps: ServerDeps, io: CoupServer, live: Live, lifecycle: Lifecycle) {
  const { clock = systemClock, redis } = deps;
  // Another node checked it already; checked again, since what comes over Redis is input too.
  io.on('trigger', (body) => {
    const parsed = parseTrigger(body);
    if (parsed.ok) void applyTrigger({ io, ...live }, parsed.trigger);
  });
  return createHttp({
    ...deps,
    roomState: live.roomState,
    getHealth: () => ({
      status: lifecycle.isDraining ? 'draining' : 'ok',
      connections: io.sockets.sockets.size,
      uptime: Math.floor((clock.now() - lifecycle.startedMs) / 1_000),
      version: deps.version ?? 'dev',
    }),
    getReadiness: createReadiness({ ...deps, isDraining: () => lifecycle.isDraining }),
    async trigger(trigger) {
      if (redis) io.serverSideEmit('trigger', trigger);
      await applyTrigger({ io, ...live }, trigger);
    },
  });
}

function watchGauges({ metrics }: ServerDeps, io: CoupServer, { roomState }: Live): void {
  metrics.watch({
    connections: () => io.sockets.sockets.size,
    // Socket.IO keeps a room of its own for each socket.
    rooms: () => Math.max(0, io.sockets.adapter.rooms.size - io.sockets.sockets.size),
    listRosters: () => roomState.listRosters(),
  });
}

/** The whole service but its port: `main.ts` and the tests hand it to `Bun.serve`. */
export function createServer(deps: ServerDeps) {
  const { metrics, log, clock = systemClock, trustProxy = false, allowedOrigins } = deps;
  const limits: RateLimits = { ...DEFAULT_RATE_LIMITS, ...deps.limits };
  const lifecycle: Lifecycle = { startedMs: clock.now(), isDraining: false, inFlight: { count: 0 } };
  const sockets = createSocketEngine({
    allowedOrigins,
    trustProxy,
    onBackpressureClose: metrics.countBackpressureClose,
  });
  const io = createIo(deps, sockets);
  const live = createLive({ io, store: deps.store, clock, log });
  serveSockets(deps, io, live, lifecycle);
  watchGauges(deps, io, live);
  const http = serveHttp(deps, io, live, lifecycle);
  const gate = createGate({
    sockets,
    metrics,
    log,
    allowedOrigins,
    trustProxy,
    limitConnections: createUserLimit(limits.connectionsPer10s),
    isDraining: () => lifecycle.isDraining,
  });

  return {
    fetch: (request: Request, server: Bun.Server<WebSocketData>): Response | Promise<Response> =>
      new URL(request.url).pathname === SOCKET_PATH ? gate(request, server) : http.fetch(request),
    websocket: sockets.websocket,
    maxRequestBodySize: MAX_REQUEST_BYTES,
    idleTimeout: HTTP_IDLE_TIMEOUT_S,
    countConnections: () => io.sockets.sockets.size,
    /** X6: readiness fails, new sockets are refused, clients are asked to move, owed answers are given. */
    async drain(): Promise<void> {
      lifecycle.isDraining = true;
      live.freeze();
      await drainClients({ io, clock: systemClock, inFlight: lifecycle.inFlight });
    },
    /** Closes every socket; clients come back to whoever listens next. */
    async close(): Promise<void> {
      lifecycle.isDraining = true;
      await live.close();
      await io.close();
      deps.redis?.close();
    },
  };
}

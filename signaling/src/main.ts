import { createDatabase } from '@coup/db';
import packageJson from '../package.json';
import { connectRedis, type RedisLink } from './adapter/redis.ts';
import { systemClock } from './clock.ts';
import { type Env, readEnv } from './env.ts';
import { createLog } from './log.ts';
import { createMetrics } from './metrics.ts';
import { createTokenVerifier } from './middleware/verifier.ts';
import { createServer, type ServerDeps } from './server.ts';
import { createStore } from './store.ts';

const EXIT_DEADLINE_MS = 9_500;
const STATEMENT_TIMEOUT_MS = 5_000;

function stop(line: string): never {
  process.stderr.write(`signaling: ${line}\n`);
  process.exit(1);
}

const read = readEnv();
const env: Env = read.ok ? read.env : stop(read.problems.join('; '));
const metrics = createMetrics();
const countDroppedLine = () => metrics.countFault('log');
const log = createLog(env.LOG_LEVEL, countDroppedLine);
process.stdout.on('error', countDroppedLine);

// An exception nobody caught is a bug of one request, never a reason to end everybody's calls.
process.on('uncaughtException', (error) => {
  metrics.countFault('uncaught');
  log.error({ err: error }, 'uncaught exception');
});
process.on('unhandledRejection', (reason) => {
  metrics.countFault('unhandled');
  log.error({ err: reason }, 'unhandled rejection');
});

const database = createDatabase(env.DATABASE_URL, {
  applicationName: 'coup-signaling',
  statementTimeoutMs: STATEMENT_TIMEOUT_MS,
});
const store = createStore(database.db);
const verifier = createTokenVerifier({
  readKeys: store.readKeys,
  clock: systemClock,
  onKeyFault: (error) => log.warn({ err: error }, 'signing keys not read'),
});
let redis: RedisLink | undefined;
if (env.REDIS_URL) {
  redis = await connectRedis({ url: env.REDIS_URL, metrics, log }).catch((error: Error) => stop(error.message));
}

const deps: ServerDeps = {
  store,
  verifier,
  metrics,
  log,
  redis,
  allowedOrigins: env.ALLOWED_ORIGINS,
  serviceSecret: env.SERVICE_SECRET,
  ticketSecret: env.TICKET_SECRET,
  ice: { stunUrls: env.STUN_URLS, turnUrls: env.TURN_URLS, turnSecret: env.TURN_SECRET ?? null },
  isDatabaseUp: () => database.ping(),
  trustProxy: env.TRUST_PROXY,
  version: packageJson.version,
};
const server = createServer(deps);

function listen() {
  const { fetch, websocket, maxRequestBodySize, idleTimeout } = server;
  try {
    return Bun.serve({ port: env.PORT, hostname: env.HOST, fetch, websocket, maxRequestBodySize, idleTimeout });
  } catch (error) {
    return stop(`PORT ${env.PORT} cannot be opened: ${error instanceof Error ? error.message : String(error)}`);
  }
}

const listener = listen();
log.info({ port: listener.port, host: env.HOST, redis: redis !== undefined }, 'listening');

let isStopping = false;
async function shutDown(signal: string): Promise<void> {
  if (isStopping) return;
  isStopping = true;
  log.info({ signal }, 'draining');
  setTimeout(() => process.exit(0), EXIT_DEADLINE_MS).unref();
  await server.drain();
  await server.close();
  await listener.stop();
  await database.close();
  log.info('stopped');
  process.exit(0);
}
for (const signal of ['SIGTERM', 'SIGINT'] as const) process.on(signal, () => void shutDown(signal));

import { join } from 'node:path';
import { root } from './paths.ts';
import type { ServiceSpec } from './service.ts';
import type { Settings } from './settings.ts';

/** Generous: a machine that is busy building something else still gets there, and a crash is noticed at once anyway. */
const readyTimeoutMs = 180_000;

export interface Tools {
  bun: string;
  node: string;
}

/** What every service is told besides its own. */
export interface Surroundings {
  settings: Settings;
  secrets: Record<string, string>;
  databaseUrl: string;
  tools: Tools;
}

/** The signaling service; while developing it starts anew on each change (not --hot: its sockets could not follow). */
export function describeSignaling({ settings, secrets, databaseUrl, tools }: Surroundings): ServiceSpec {
  const watch = settings.mode === 'dev' ? ['--watch', '--no-clear-screen'] : [];
  return {
    name: 'signaling',
    command: [tools.bun, ...watch, 'signaling/src/main.ts'],
    cwd: root,
    env: {
      ...inherited(settings.mode),
      ...common(settings, secrets, databaseUrl),
      PORT: String(settings.signalingPort),
      HOST: settings.host,
      TICKET_SECRET: secrets.TICKET_SECRET ?? '',
      REDIS_URL: settings.redisUrl ?? '',
    },
    stopWith: 'SIGTERM to group',
    isReady: () => answers(`${local(settings)}:${settings.signalingPort}/ready`),
    readyTimeoutMs,
    attempts: 1,
  };
}

/** The web service, from its build or, while developing, from its source. */
export function describeWeb(surroundings: Surroundings, entry: string | undefined): ServiceSpec {
  const { settings, secrets, databaseUrl, tools } = surroundings;
  const next = join(root, 'web/node_modules/next/dist/bin/next');
  const develop = [next, 'dev', '-p', String(settings.webPort), '-H', settings.host];
  return {
    name: 'web',
    command: [tools.node, ...(entry ? [entry] : develop)],
    cwd: join(root, 'web'),
    env: {
      ...inherited(settings.mode),
      ...common(settings, secrets, databaseUrl),
      PORT: String(settings.webPort),
      HOSTNAME: settings.host,
      BETTER_AUTH_SECRET: secrets.BETTER_AUTH_SECRET ?? '',
      NEXTJS_URL: settings.siteUrl,
      NEXT_PUBLIC_SOCKET_URL: settings.socketUrl,
      SOCKET_SERVER_URL: process.env.SOCKET_SERVER_URL || `${local(settings)}:${settings.signalingPort}`,
      NEXT_TELEMETRY_DISABLED: '1',
    },
    stopWith: 'SIGTERM to group',
    isReady: () => answers(`${local(settings)}:${settings.webPort}/api/health`),
    readyTimeoutMs,
    attempts: 1,
  };
}

/** The TLS front of `--share`. */
export function describeShare({ settings, tools }: Surroundings, certificateDir: string): ServiceSpec {
  return {
    name: 'share',
    command: [tools.bun, 'scripts/share-proxy.ts'],
    cwd: root,
    env: {
      ...inherited(settings.mode),
      PORT: String(settings.sharePort),
      CERTIFICATE_DIR: certificateDir,
      WEB_PORT: String(settings.webPort),
      SIGNALING_PORT: String(settings.signalingPort),
    },
    stopWith: 'SIGTERM to group',
    isReady: () => answers(`https://127.0.0.1:${settings.sharePort}/api/health`),
    readyTimeoutMs,
    attempts: 1,
  };
}

function common(settings: Settings, secrets: Record<string, string>, databaseUrl: string): Record<string, string> {
  return {
    DATABASE_URL: databaseUrl,
    ALLOWED_ORIGINS: settings.origins.join(','),
    SERVICE_SECRET: secrets.SERVICE_SECRET ?? '',
    TRUST_PROXY: settings.isBehindProxy ? '1' : '',
  };
}

/** Where this machine reaches a service that listens on `host`. */
function local({ host }: Settings): string {
  if (host === '0.0.0.0' || host === '::' || host === 'localhost') return 'http://127.0.0.1';
  return host.includes(':') ? `http://[${host}]` : `http://${host}`;
}

async function answers(url: string): Promise<boolean> {
  try {
    // Our own certificate is not signed by anybody this process knows.
    const response = await fetch(url, { signal: AbortSignal.timeout(5_000), tls: { rejectUnauthorized: false } });
    return response.ok;
  } catch {
    return false;
  }
}

function inherited(mode: Settings['mode']): Record<string, string> {
  const entries = Object.entries(process.env).filter(([name]) => !name.startsWith('npm_') && !name.startsWith('COUP_'));
  const present = entries.flatMap(([name, value]) => (value === undefined ? [] : [[name, value] as const]));
  return { ...Object.fromEntries(present), NODE_ENV: mode === 'dev' ? 'development' : 'production' };
}

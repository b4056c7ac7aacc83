import { parseArgs } from 'node:util';
import { z } from 'zod';
import { Failure } from './failure.ts';
import { lanAddresses, shareHosts } from './lan.ts';

export interface Settings {
  mode: 'start' | 'dev' | 'share';
  isVerbose: boolean;
  /** The address the two services listen on. */
  host: string;
  webPort: number;
  signalingPort: number;
  sharePort: number;
  /** Names and addresses the shared origin is reached by; the first is the one printed. */
  shareHosts: string[];
  /** Where a person opens the site. */
  siteUrl: string;
  /** Every origin a browser may come from. */
  origins: string[];
  /** Where the browser finds signaling: absolute, or `same-origin`. */
  socketUrl: string;
  isBehindProxy: boolean;
  databaseUrl?: string;
  redisUrl?: string;
}

const port = z.coerce.number().int().min(1).max(65_535);

const usage = `npm start               run CoUp on this machine
npm start -- --share    let others on the local network in (TLS)
npm run dev             the same with hot reload
  --verbose             show what the services log

Ports: WEB_PORT (3000), SIGNALING_PORT (4000), SHARE_PORT (3443). A second copy at the same time: COUP_HOME=.coup/second.
DATABASE_URL and REDIS_URL are used where set.`;

/** What to run and where, from the command line and the environment; what is set in the environment wins. */
export function readSettings(args: string[], env: NodeJS.ProcessEnv): Settings {
  const flags = parseFlags(args);
  const mode = flags.share ? 'share' : flags.dev ? 'dev' : 'start';
  const webPort = readPort(env, 'WEB_PORT', 3000);
  const signalingPort = readPort(env, 'SIGNALING_PORT', 4000);
  const sharePort = readPort(env, 'SHARE_PORT', 3443);
  const host = env.HOST || '127.0.0.1';
  const hosts = shareHosts(env.SHARE_HOSTS);
  const reached = mode === 'share' ? sharedAddresses(hosts, sharePort) : plainAddresses(host, webPort, signalingPort);
  const siteOrigins = splitList(env.NEXTJS_URL);
  const siteUrl = siteOrigins[0] ?? reached.siteUrl;
  return {
    mode,
    isVerbose: flags.verbose === true,
    host: mode === 'share' ? '127.0.0.1' : host,
    webPort,
    signalingPort,
    sharePort,
    shareHosts: hosts,
    siteUrl,
    origins: [
      ...new Set([
        siteUrl,
        ...siteOrigins,
        ...(env.ALLOWED_ORIGINS ? splitList(env.ALLOWED_ORIGINS) : reached.origins),
      ]),
    ],
    socketUrl: env.NEXT_PUBLIC_SOCKET_URL || reached.socketUrl,
    isBehindProxy: mode === 'share' || env.TRUST_PROXY === '1' || env.TRUST_PROXY === 'true',
    ...(env.DATABASE_URL ? { databaseUrl: env.DATABASE_URL } : {}),
    ...(env.REDIS_URL ? { redisUrl: env.REDIS_URL } : {}),
  };
}

function parseFlags(args: string[]) {
  const isFlag = { type: 'boolean' } as const;
  const options = { share: isFlag, dev: isFlag, verbose: isFlag, help: isFlag };
  try {
    const { values } = parseArgs({ args, options });
    if (values.help) throw new Failure(usage);
    if (values.share && values.dev)
      throw new Failure('--share and --dev do not go together: the shared origin serves the built web.');
    return values;
  } catch (error) {
    if (error instanceof Failure) throw error;
    throw new Failure(`${error instanceof Error ? error.message : String(error)}\n\n${usage}`);
  }
}

function readPort(env: NodeJS.ProcessEnv, name: string, fallback: number): number {
  const parsed = port.safeParse(env[name] || fallback);
  if (parsed.success) return parsed.data;
  throw new Failure(`${name}=${env[name]} is not a port: choose a number between 1 and 65535.`);
}

function plainAddresses(host: string, webPort: number, signalingPort: number) {
  const isEverywhere = host === '0.0.0.0' || host === '::';
  const isLoopback = host === '127.0.0.1' || host === '::1' || host === 'localhost';
  const lan = isEverywhere ? lanAddresses() : [];
  const name = isLoopback ? 'localhost' : isEverywhere ? (lan[0] ?? 'localhost') : host;
  const names = new Set([name, ...(isLoopback || isEverywhere ? ['localhost', '127.0.0.1'] : []), ...lan]);
  return {
    siteUrl: `http://${bracketed(name)}:${webPort}`,
    origins: [...names].map((each) => `http://${bracketed(each)}:${webPort}`),
    socketUrl: `http://${bracketed(name)}:${signalingPort}`,
  };
}

function sharedAddresses(hosts: string[], sharePort: number) {
  const suffix = sharePort === 443 ? '' : `:${sharePort}`;
  const origins = hosts.map((each) => `https://${bracketed(each)}${suffix}`);
  return { siteUrl: origins[0] ?? `https://localhost${suffix}`, origins, socketUrl: 'same-origin' };
}

const bracketed = (host: string) => (host.includes(':') ? `[${host}]` : host);

function splitList(text: string | undefined): string[] {
  return (text ?? '').split(',').flatMap((part) => part.trim() || []);
}

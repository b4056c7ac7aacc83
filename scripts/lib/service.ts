import { type ChildProcess, spawn } from 'node:child_process';
import type { Custody } from './custody.ts';
import { Failure } from './failure.ts';
import type { LogFile } from './log-file.ts';
import { sendSignal, waitFor } from './processes.ts';

const firstDelayMs = 200;
const longestDelayMs = 10_000;
const calmAfterMs = 30_000;
const stopTimeoutMs = 10_000;
const readyPollMs = 100;

export interface ServiceSpec {
  name: string;
  command: string[];
  cwd: string;
  env: Record<string, string>;
  user?: { uid: number; gid: number };
  /** SIGINT to the process alone is how Postgres wants it; everything else gets SIGTERM as a group. */
  stopWith: 'SIGTERM to group' | 'SIGINT to process';
  isReady(): Promise<boolean>;
  readyTimeoutMs: number;
  /** How often it may die before it was ready for the first time. */
  attempts: number;
  beforeStart?(): Promise<void>;
}

export interface Service {
  name: string;
  /** Resolves once it answers; from then on it is started again whenever it dies. */
  start(): Promise<void>;
  /** Asks it to end, and after 10 s makes it. Nothing of its process group is left. */
  stop(): Promise<void>;
}

interface Run {
  pid: number;
  startedAt: number;
  hasEnded: boolean;
  burial?: Promise<void>;
  /** Resolves with the way it ended. */
  ended: Promise<string>;
}

/** One child process that is kept alive until it is stopped. */
export function createService(
  spec: ServiceSpec,
  { custody, log, say }: { custody: Custody; log: LogFile; say: (text: string) => void },
): Service {
  let current: Run | undefined;
  let starting: Promise<void> = Promise.resolve();
  let supervision: Promise<void> = Promise.resolve();
  const stopping = Promise.withResolvers<void>();
  let isStopping = false;

  const launch = async (): Promise<Run> => {
    await spec.beforeStart?.();
    const [program = '', ...args] = spec.command;
    const child = spawn(program, args, {
      cwd: spec.cwd,
      env: spec.env,
      stdio: ['ignore', 'pipe', 'pipe'],
      // A process group of its own: Ctrl-C must not reach it before the others are told, and all of it can be stopped.
      detached: true,
      ...spec.user,
    });
    const run = observe(child, log);
    if (run.pid > 0) custody.take(spec.name, targetOf(spec, run), signalOf(spec));
    current = run;
    return run;
  };

  const superviseForever = async (first: Run): Promise<void> => {
    let run = first;
    let delayMs = firstDelayMs;
    for (;;) {
      const how = await run.ended;
      await bury(spec, run, custody);
      if (isStopping) return;
      if (performance.now() - run.startedAt > calmAfterMs) delayMs = firstDelayMs;
      say(`${spec.name} ended (${how}); starting it again${delayMs > 1_000 ? ` in ${delayMs / 1_000} s` : ''}`);
      await Promise.race([Bun.sleep(delayMs), stopping.promise]);
      delayMs = Math.min(delayMs * 2, longestDelayMs);
      if (isStopping) return;
      run = await launch();
      if (isStopping) return bury(spec, run, custody);
      if (await becomesReady(spec, run, () => isStopping)) say(`${spec.name} is back`);
    }
  };

  const startFirst = async (): Promise<void> => {
    for (let attempt = 1; attempt <= spec.attempts && !isStopping; attempt++) {
      const run = await launch();
      if (await becomesReady(spec, run, () => isStopping)) {
        supervision = superviseForever(run);
        return;
      }
      const state = run.hasEnded ? `ended at once (${await run.ended})` : 'does not answer';
      await bury(spec, run, custody);
      if (attempt < spec.attempts) await Promise.race([Bun.sleep(attempt * 300), stopping.promise]);
      else if (!isStopping) {
        throw new Failure(`${spec.name} ${state}. Its last lines (all in ${log.path}):\n${log.tail()}`);
      }
    }
  };

  return {
    name: spec.name,
    start() {
      starting = startFirst();
      return starting;
    },
    async stop() {
      isStopping = true;
      stopping.resolve();
      if (current) await bury(spec, current, custody);
      await Promise.allSettled([starting]);
      await supervision;
    },
  };
}

const signalOf = (spec: ServiceSpec) => (spec.stopWith === 'SIGTERM to group' ? 'SIGTERM' : 'SIGINT');
const targetOf = (spec: ServiceSpec, run: Run) => (spec.stopWith === 'SIGTERM to group' ? -run.pid : run.pid);

async function becomesReady(spec: ServiceSpec, run: Run, isStopping: () => boolean): Promise<boolean> {
  const deadline = performance.now() + spec.readyTimeoutMs;
  while (!run.hasEnded && !isStopping() && performance.now() < deadline) {
    if (await spec.isReady()) return true;
    await Promise.race([Bun.sleep(readyPollMs), run.ended]);
  }
  return false;
}

/** Ends a run and whatever is left of its group; safe to call for one that ended by itself, and twice. */
function bury(spec: ServiceSpec, run: Run, custody: Custody): Promise<void> {
  run.burial ??= end(spec, run, custody);
  return run.burial;
}

async function end(spec: ServiceSpec, run: Run, custody: Custody): Promise<void> {
  if (run.pid === 0) return;
  if (!run.hasEnded) sendSignal(targetOf(spec, run), signalOf(spec));
  if (!(await waitFor(() => run.hasEnded, stopTimeoutMs))) sendSignal(-run.pid, 'SIGKILL');
  await run.ended;
  // Children of the child that did not go with it.
  sendSignal(-run.pid, 'SIGKILL');
  custody.release(targetOf(spec, run));
}

function observe(child: ChildProcess, log: LogFile): Run {
  const { promise, resolve } = Promise.withResolvers<string>();
  const run: Run = { pid: child.pid ?? 0, startedAt: performance.now(), hasEnded: false, ended: promise };
  const end = (how: string) => {
    run.hasEnded = true;
    resolve(how);
  };
  for (const stream of [child.stdout, child.stderr]) {
    stream?.setEncoding('utf8');
    stream?.on('data', (chunk: string) => log.write(chunk));
  }
  child.on('error', (error) => end(error.message));
  child.on('exit', (code, signal) => end(signal ?? `exit code ${code}`));
  return run;
}

import { type ChildProcess, type SpawnOptions, spawn } from 'node:child_process';
import { identify, waitFor } from '../lib/processes.ts';

const startTimeoutMs = 240_000;

export interface Launch {
  pid: number;
  output(): string;
  /** Resolves once the output has this; fails with the output when the process ends or the time is over. */
  says(pattern: RegExp): Promise<RegExpExecArray>;
  signal(name: NodeJS.Signals): void;
  /** The exit code, -1 when a signal ended it. */
  ended: Promise<number>;
}

const launches = new Set<ChildProcess>();

/** Runs a command in a clone the way a terminal or a CI job does. */
export function launch(
  command: string[],
  cwd: string,
  env: Record<string, string>,
  options: SpawnOptions = {},
): Launch {
  const [program = '', ...args] = command;
  const child = spawn(program, args, {
    cwd,
    env: { ...cleanEnv(), ...env },
    stdio: ['ignore', 'pipe', 'pipe'],
    ...options,
  });
  launches.add(child);
  let output = '';
  for (const stream of [child.stdout, child.stderr]) stream?.on('data', (chunk) => (output += chunk));
  const ended = new Promise<number>((resolve) => {
    child.on('close', (code) => {
      launches.delete(child);
      resolve(code ?? -1);
    });
  });
  let hasEnded = false;
  void ended.then(() => (hasEnded = true));
  return {
    pid: child.pid ?? 0,
    output: () => output,
    async says(pattern) {
      await waitFor(() => hasEnded || pattern.test(output), startTimeoutMs);
      const found = pattern.exec(output);
      if (found) return found;
      throw new Error(`It never said ${pattern}${hasEnded ? ', and ended' : ''}:\n${output}`);
    },
    signal: (name) => child.kill(name),
    ended,
  };
}

/** Ends what a failed test left running. */
export async function endAllLaunches(): Promise<void> {
  for (const child of launches) child.kill('SIGTERM');
  await waitFor(() => launches.size === 0, 15_000);
}

/** The configuration of whoever runs the tests is not what they are about. */
function cleanEnv(): NodeJS.ProcessEnv {
  const isOwn =
    /^(npm_|COUP_|E2E_|TEST_|DATABASE_URL$|REDIS_URL$|ALLOWED_ORIGINS$|NEXTJS_URL$|NEXT_PUBLIC_|HOST$|SOCKET_)/;
  return Object.fromEntries(Object.entries(process.env).filter(([name]) => !isOwn.test(name)));
}

export interface RunRecord {
  pid: number;
  children: { name: string; pid: number }[];
}

/** The supervisor and its children, as `run.json` names them. */
export async function readRun(home: string): Promise<RunRecord> {
  return Bun.file(`${home}/run.json`).json();
}

export function isAlive(pid: number): boolean {
  return identify(Math.abs(pid)) !== undefined;
}

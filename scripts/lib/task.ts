import { spawn } from 'node:child_process';
import type { Custody } from './custody.ts';
import type { LogFile } from './log-file.ts';
import { sendSignal } from './processes.ts';

/** Runs a command to its end in a process group of its own and answers with its exit code (1 when killed); an abort stops all of it. */
export function runTask(
  command: string[],
  options: {
    name: string;
    cwd: string;
    env: Record<string, string>;
    log: Pick<LogFile, 'write'>;
    custody: Custody;
    signal: AbortSignal;
  },
): Promise<number> {
  const [program = '', ...args] = command;
  const { name, cwd, env, log, custody, signal } = options;
  if (signal.aborted) return Promise.resolve(1);
  const child = spawn(program, args, { cwd, env, stdio: ['ignore', 'pipe', 'pipe'], detached: true });
  const group = -(child.pid ?? 0);
  if (group !== 0) custody.take(name, group, 'SIGTERM');
  for (const stream of [child.stdout, child.stderr]) {
    stream.setEncoding('utf8');
    stream.on('data', (chunk: string) => log.write(chunk));
  }
  const stop = () => sendSignal(group, 'SIGKILL');
  if (group !== 0) signal.addEventListener('abort', stop, { once: true });
  return new Promise((resolve) => {
    const end = (code: number) => {
      signal.removeEventListener('abort', stop);
      if (group !== 0) {
        sendSignal(group, 'SIGKILL');
        custody.release(group);
      }
      resolve(code);
    };
    child.on('error', (error) => {
      log.write(`${error.message}\n`);
      end(1);
    });
    child.on('close', (code) => end(code ?? 1));
  });
}

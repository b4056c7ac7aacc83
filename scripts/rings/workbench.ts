import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import type { Custody } from '../lib/custody.ts';
import { root, sharedDir } from '../lib/paths.ts';
import { runTask } from '../lib/task.ts';

/** Where reports and logs of the tests are kept. */
export const reportDir = join(sharedDir, 'test');

export const tools = { bun: process.env.COUP_BUN || process.execPath, node: process.env.COUP_NODE || 'node' };

/** What a ring needs to run commands: whoever stops the tests stops them too. */
export interface Workbench {
  custody: Custody;
  signal: AbortSignal;
  say(text: string): void;
}

/** Runs a command with its output on the screen and answers with its exit code. */
export async function runVisibly(
  command: string[],
  { custody, signal }: Workbench,
  options: { cwd?: string; env?: Record<string, string> } = {},
): Promise<number> {
  return runCommand(command, { custody, signal, ...options, write: (chunk) => process.stdout.write(chunk) });
}

/** Runs a command and answers with its exit code and output. */
export async function runQuietly(
  command: string[],
  { custody, signal }: Workbench,
): Promise<{ code: number; output: string }> {
  let output = '';
  const write = (chunk: string) => {
    output += chunk;
  };
  const code = await runCommand(command, { custody, signal, write });
  return { code, output };
}

function runCommand(
  command: string[],
  options: Pick<Workbench, 'custody' | 'signal'> & {
    cwd?: string;
    env?: Record<string, string>;
    write: (chunk: string) => void;
  },
): Promise<number> {
  const { custody, signal, cwd = root, env = {}, write } = options;
  const colour: Record<string, string> = process.stdout.isTTY && !process.env.NO_COLOR ? { FORCE_COLOR: '1' } : {};
  const inherited = Object.entries(process.env).flatMap(([name, value]) =>
    value === undefined ? [] : [[name, value]],
  );
  mkdirSync(reportDir, { recursive: true });
  return runTask(command, {
    name: command.join(' ').slice(0, 80),
    cwd,
    env: { ...Object.fromEntries(inherited), ...colour, ...env },
    log: { write },
    custody,
    signal,
  });
}

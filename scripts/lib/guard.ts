import { join } from 'node:path';

export interface Guard {
  /** From now on this process (a negative pid: group) does not outlive the supervisor. */
  watch(pid: number, signal: 'TERM' | 'INT'): void;
  forget(pid: number): void;
  close(): Promise<void>;
}

/** A shell of one megabyte that outlives a `kill -9` of this process just long enough to stop its children. */
export function createGuard(): Guard {
  const shell = Bun.spawn(['sh', join(import.meta.dir, 'guard.sh')], {
    stdio: ['pipe', 'ignore', 'ignore'],
    // A session of its own: Ctrl-C in the terminal must not reach it.
    detached: true,
  });
  const tell = (line: string) => {
    shell.stdin.write(`${line}\n`);
    void shell.stdin.flush();
  };
  return {
    watch: (pid, signal) => tell(`+ ${pid} ${signal}`),
    forget: (pid) => tell(`- ${pid}`),
    async close() {
      await shell.stdin.end();
      await shell.exited;
    },
  };
}

import type { Guard } from './guard.ts';

/** Who answers for a child process when this one cannot: the guard at once, the record for the next start. */
export interface Custody {
  /** A negative pid is a process group. */
  take(name: string, pid: number, signal: 'SIGTERM' | 'SIGINT'): void;
  release(pid: number): void;
}

/** Custody without a record, for runs that leave nothing for a next start to find (tests). */
export function guardOnly(guard: Guard): Custody {
  return {
    take: (_name, pid, signal) => guard.watch(pid, signal === 'SIGINT' ? 'INT' : 'TERM'),
    release: (pid) => guard.forget(pid),
  };
}

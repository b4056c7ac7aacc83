import { mkdirSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { z } from 'zod';
import type { Custody } from './custody.ts';
import { Failure } from './failure.ts';
import type { Guard } from './guard.ts';
import { readJson, writeJson } from './json-file.ts';
import { createExclusively } from './lock.ts';
import { identify, sendSignal, waitFor } from './processes.ts';

const stopTimeoutMs = 10_000;

const recordSchema = z.object({
  pid: z.number(),
  identity: z.string(),
  mode: z.string(),
  address: z.string(),
  children: z.array(
    z.object({ name: z.string(), pid: z.number(), identity: z.string(), signal: z.enum(['SIGTERM', 'SIGINT']) }),
  ),
});
type InstanceRecord = z.infer<typeof recordSchema>;

export interface Instance {
  /** Children left over by an earlier start that was killed, now stopped. */
  leftovers: string[];
  custody(guard: Guard): Custody;
  release(): void;
}

/** The one that runs here already. */
export interface Rival {
  pid: number;
  mode: string;
  address: string;
}

/**
 * Takes this home for one supervisor: `run.json` names it and its children by pid and start time. If its owner lives, it
 * is returned as the rival; if it was killed, what it left behind is stopped first.
 */
export async function claimInstance(home: string, mode: string, address: string): Promise<Instance | Rival> {
  const path = join(home, 'run.json');
  mkdirSync(home, { recursive: true });
  const leftovers: string[] = [];
  const own: InstanceRecord = { pid: process.pid, identity: identify(process.pid) ?? '', mode, address, children: [] };
  while (!createExclusively(path, own)) {
    const found = readJson(path, (value) => recordSchema.parse(value));
    if (!found) continue;
    if (identify(found.pid) === found.identity) return { pid: found.pid, mode: found.mode, address: found.address };
    leftovers.push(...(await stopLeftovers(found)));
    // Somebody else may have been quicker while those were being stopped.
    const current = readJson(path, (value) => recordSchema.parse(value));
    if (current?.pid === found.pid && current.identity === found.identity) rmSync(path, { force: true });
  }
  return {
    leftovers,
    custody: (guard) => ({
      take(name, pid, signal) {
        guard.watch(pid, signal === 'SIGINT' ? 'INT' : 'TERM');
        own.children.push({ name, pid, identity: identify(Math.abs(pid)) ?? '', signal });
        writeJson(path, own);
      },
      release(pid) {
        guard.forget(pid);
        own.children = own.children.filter((child) => child.pid !== pid);
        writeJson(path, own);
      },
    }),
    release: () => rmSync(path, { force: true }),
  };
}

async function stopLeftovers(record: InstanceRecord): Promise<string[]> {
  const isAlive = (child: InstanceRecord['children'][number]) => identify(Math.abs(child.pid)) === child.identity;
  const living = record.children.filter(isAlive);
  for (const child of living) sendSignal(child.pid, child.signal);
  if (!(await waitFor(() => !living.some(isAlive), stopTimeoutMs))) {
    for (const child of living.filter(isAlive)) sendSignal(-Math.abs(child.pid), 'SIGKILL');
    if (!(await waitFor(() => !living.some(isAlive), 2_000))) {
      throw new Failure(
        `Processes of an earlier start cannot be stopped: ${living.map((child) => child.pid).join(', ')}.`,
      );
    }
  }
  return living.map((child) => child.name);
}

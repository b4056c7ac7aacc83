import { linkSync, rmSync } from 'node:fs';
import { z } from 'zod';
import { readJson, writeJson } from './json-file.ts';
import { identify, waitFor } from './processes.ts';

const ownerSchema = z.object({ pid: z.number(), identity: z.string() });
const longestWaitMs = 15 * 60_000;

/** Writes a file unless it is there already. A link appears whole or not at all, so nobody reads half of it. */
export function createExclusively(path: string, content: unknown): boolean {
  const draft = `${path}.new-${process.pid}`;
  writeJson(draft, content);
  try {
    linkSync(draft, path);
    return true;
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'EEXIST') return false;
    throw error;
  } finally {
    rmSync(draft, { force: true });
  }
}

/** Runs the work while no other process holds this lock; a lock whose owner died is taken over. */
export async function withLock<T>(path: string, work: () => Promise<T>): Promise<T> {
  const own = { pid: process.pid, identity: identify(process.pid) ?? '' };
  await waitFor(() => {
    if (createExclusively(path, own)) return true;
    const owner = readJson(path, (value) => ownerSchema.parse(value));
    if (owner && identify(owner.pid) !== owner.identity) rmSync(path, { force: true });
    return false;
  }, longestWaitMs);
  try {
    return await work();
  } finally {
    rmSync(path, { force: true });
  }
}

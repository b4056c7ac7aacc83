import { existsSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import { Failure } from './failure.ts';

/** Reads a small JSON file, undefined when it does not exist. A damaged one is named. */
export function readJson<T>(path: string, parse: (value: unknown) => T): T | undefined {
  if (!existsSync(path)) return undefined;
  const text = readFileSync(path, 'utf8');
  try {
    return parse(JSON.parse(text));
  } catch {
    throw new Failure(`${path} is damaged. Remove it and start again.`);
  }
}

/** Replaces a file in one step, readable by its owner only. */
export function writeJson(path: string, value: unknown): void {
  const draft = `${path}.${process.pid}`;
  writeFileSync(draft, `${JSON.stringify(value, null, 2)}\n`, { mode: 0o600 });
  renameSync(draft, path);
}

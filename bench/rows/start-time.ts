import { execFileSync } from 'node:child_process';
import { chmodSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { startProduct } from '../product.ts';
import type { Result } from '../result.ts';
import { repeat } from '../sample.ts';

const FRESH_RUNS = 3;
const SECOND_RUNS = 7;
const FRESH_LIMIT_S = 90;
const SECOND_LIMIT_S = 6;
const PORTS = { webPort: 49_094, signalingPort: 49_095 };
const root = join(import.meta.dir, '..', '..');

/** Promise 13: from `npm start` in a clone of the last commit to a page that can be read; the package cache is warm. */
export async function measureStart(): Promise<Result[]> {
  const directory = mkdtempSync(join(tmpdir(), 'coup-bench-clone-'));
  // Under root the database runs as a user of its own, who has to get in.
  chmodSync(directory, 0o755);
  const fresh = await repeat(FRESH_RUNS, (run) => {
    const clone = join(directory, `${run}`);
    execFileSync('git', ['clone', '--quiet', '--no-hardlinks', root, clone]);
    return timeStart(clone);
  });
  const second = await repeat(SECOND_RUNS, () => timeStart(join(directory, '0')));
  rmSync(directory, { recursive: true, force: true });
  return [
    { row: 'start: fresh clone', promise: '13', unit: 's', samples: fresh, limit: FRESH_LIMIT_S },
    { row: 'start: second time', promise: '13', unit: 's', samples: second, limit: SECOND_LIMIT_S },
  ];
}

async function timeStart(clone: string): Promise<number> {
  const startedAt = performance.now();
  const product = await startProduct({ ...PORTS, root: clone });
  const seconds = (performance.now() - startedAt) / 1_000;
  await product.stop();
  return seconds;
}

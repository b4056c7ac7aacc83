import { existsSync, readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { root } from '../lib/paths.ts';
import { emptyTally, type Tally, tallyJUnit } from './tally.ts';
import { reportDir, runVisibly, tools, type Workbench } from './workbench.ts';

/** Test files of this repository that match one of these patterns and none of the others, in a fixed order. */
export function findTests(patterns: string[], { except = [] }: { except?: string[] } = {}): string[] {
  const excluded = except.map((pattern) => new Bun.Glob(pattern));
  const found = patterns.flatMap((pattern) => [...new Bun.Glob(pattern).scanSync({ cwd: root })]);
  return found.filter((path) => !/node_modules|\.next/.test(path) && !excluded.some((glob) => glob.match(path))).sort();
}

/** Runs these files with bun test, shows its output, and counts from its report. */
export async function runBunTests(
  name: string,
  files: string[],
  workbench: Workbench,
  { env = {}, timeoutMs = 10_000 }: { env?: Record<string, string>; timeoutMs?: number } = {},
): Promise<Tally> {
  if (files.length === 0) return emptyTally;
  const report = join(reportDir, `${name}.xml`);
  rmSync(report, { force: true });
  const reporter = ['--reporter=junit', `--reporter-outfile=${report}`];
  const command = [tools.bun, 'test', ...reporter, `--timeout=${timeoutMs}`, ...files.map((file) => `./${file}`)];
  const code = await runVisibly(command, workbench, { env });
  return tallyJUnit(existsSync(report) ? readFileSync(report, 'utf8') : undefined, files, code);
}

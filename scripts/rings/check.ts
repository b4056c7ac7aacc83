import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { root } from '../lib/paths.ts';
import { findTests, runBunTests } from './bun-tests.ts';
import { addTallies, singleTally, type Tally } from './tally.ts';
import { runQuietly, tools, type Workbench } from './workbench.ts';

const inModules = (path: string) => join(root, 'node_modules', path);
const workspaces = ['db', 'signaling', 'web', 'e2e'];

const checks: { name: string; command: string[] }[] = [
  { name: 'biome', command: [tools.node, inModules('@biomejs/biome/bin/biome'), 'check'] },
  ...['.', ...workspaces].map((name) => ({
    name: `types of ${name === '.' ? 'scripts and bench' : name}`,
    command: [tools.node, inModules('typescript/bin/tsc'), '-p', name],
  })),
  { name: 'knip', command: [tools.node, inModules('knip/bin/knip.js')] },
];

/** Lint, types, dead code (each counted as one test), then every test that needs no port and no database. */
export async function runCheck(workbench: Workbench): Promise<Tally> {
  const tallies: Tally[] = [];
  const queue = [...checks];
  const work = async () => {
    for (let check = queue.shift(); check; check = queue.shift()) tallies.push(await runTool(check, workbench));
  };
  await Promise.all([work(), work()]);
  const files = findTests(
    ['{signaling,db}/src/**/*.test.ts', 'web/**/*.test.{ts,tsx}', 'scripts/{lib,rings}/**/*.test.ts'],
    {
      except: ['web/test/**'],
    },
  );
  tallies.push(await runBunTests('unit', files, workbench));
  return addTallies(tallies);
}

async function runTool({ name, command }: (typeof checks)[number], workbench: Workbench): Promise<Tally> {
  const since = performance.now();
  if (!existsSync(command[1] ?? '')) return singleTally(false, `${name} is not installed`);
  const { code, output } = await runQuietly(command, workbench);
  workbench.say(`${code === 0 ? '✓' : '✗'} ${name} ${((performance.now() - since) / 1_000).toFixed(1)} s`);
  if (code !== 0) workbench.say(output.trimEnd());
  return singleTally(code === 0, `${name} found something`);
}

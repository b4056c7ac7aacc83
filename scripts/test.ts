// `npm test`, second half: every ring of tests in turn, and one line that sums them up.
import { parseArgs } from 'node:util';
import { guardOnly } from './lib/custody.ts';
import { explainError, Failure } from './lib/failure.ts';
import { createGuard } from './lib/guard.ts';
import { createStopRequest } from './lib/stop-request.ts';
import { startBackends } from './rings/backends.ts';
import { runBrowserTests } from './rings/browser-tests.ts';
import { findTests, runBunTests } from './rings/bun-tests.ts';
import { runCheck } from './rings/check.ts';
import { ensurePrograms, type SystemProgram } from './rings/system-programs.ts';
import { addTallies, requireSome, singleTally, type Tally } from './rings/tally.ts';
import type { Workbench } from './rings/workbench.ts';

const redis: SystemProgram = {
  places: ['redis-server'],
  apt: 'redis-server',
  advice: 'Install Redis (macOS: brew install redis), or set TEST_REDIS_URL.',
};
const chromium: SystemProgram = {
  places: [process.env.CHROMIUM_PATH ?? '/usr/bin/chromium'],
  apt: 'chromium',
  advice: 'Install Chromium and set CHROMIUM_PATH.',
};
const firefox: SystemProgram = {
  places: [process.env.FIREFOX_PATH ?? '/usr/bin/firefox-esr'],
  apt: 'firefox-esr',
  advice: 'Install Firefox and set FIREFOX_PATH.',
};

interface Ring {
  name: string;
  needs: SystemProgram[];
  run(workbench: Workbench, filters: string[]): Promise<Tally>;
}

const rings: Ring[] = [
  { name: 'unit', needs: [], run: (workbench) => runCheck(workbench) },
  { name: 'integration', needs: process.env.TEST_REDIS_URL ? [chromium] : [redis, chromium], run: runIntegration },
  {
    name: 'scripts',
    needs: [],
    run: (workbench, filters) =>
      runBunTests('scripts', choose(findTests(['scripts/test/*.test.ts']), filters), workbench, { timeoutMs: 300_000 }),
  },
  { name: 'e2e', needs: [chromium, firefox], run: runBrowserTests },
];

/** Each workspace in a process of its own, so that one that dies does not hide the others. */
async function runIntegration(workbench: Workbench, filters: string[]): Promise<Tally> {
  const backends = await startBackends(workbench);
  try {
    const tallies: Tally[] = [];
    for (const workspace of ['db', 'signaling', 'web']) {
      const files = choose(findTests([`${workspace}/test/**/*.test.{ts,tsx}`]), filters);
      const options = { env: backends.env, timeoutMs: 30_000 };
      tallies.push(await runBunTests(`integration-${workspace}`, files, workbench, options));
    }
    return addTallies(tallies);
  } finally {
    await backends.stop();
  }
}

function choose(files: string[], filters: string[]): string[] {
  return filters.length === 0 ? files : files.filter((file) => filters.some((filter) => file.includes(filter)));
}

async function runRing(ring: Ring, workbench: Workbench, filters: string[]): Promise<Tally> {
  workbench.say(`\n── ${ring.name} ${'─'.repeat(60 - ring.name.length)}`);
  try {
    await ensurePrograms(ring.needs, workbench);
    return requireSome(await ring.run(workbench, filters));
  } catch (error) {
    const explained = explainError(error);
    const message =
      explained instanceof Failure ? explained.message : String(error instanceof Error ? error.stack : error);
    workbench.say(message);
    return singleTally(false, `could not be run: ${message.split('\n')[0]}`);
  }
}

function chooseRings(args: string[]): { chosen: Ring[]; filters: string[] } {
  const options = { only: { type: 'string', multiple: true } } as const;
  const { values, positionals } = parseArgs({ args, options, allowPositionals: true });
  const names = values.only?.flatMap((list) => list.split(','));
  const unknown = names?.find((name) => !rings.some((ring) => ring.name === name));
  if (unknown)
    throw new Failure(`There is no ring "${unknown}": choose from ${rings.map(({ name }) => name).join(', ')}.`);
  return { chosen: rings.filter(({ name }) => names?.includes(name) ?? true), filters: positionals };
}

async function main(): Promise<number> {
  const { chosen, filters } = chooseRings(process.argv.slice(2));
  const stop = createStopRequest();
  const guard = createGuard();
  const workbench: Workbench = { custody: guardOnly(guard), signal: stop.signal, say: (text) => console.log(text) };
  const results: { name: string; tally: Tally; seconds: number }[] = [];
  for (const ring of chosen) {
    if (stop.signal.aborted) break;
    const since = performance.now();
    const tally = await runRing(ring, workbench, filters);
    results.push({ name: ring.name, tally, seconds: Math.round((performance.now() - since) / 1_000) });
  }
  await guard.close();
  if (stop.signal.aborted) return 130;

  console.log(`\n── result ${'─'.repeat(54)}`);
  for (const { name, tally, seconds } of results) {
    const skipped = tally.skipped > 0 ? `, ${tally.skipped} skipped` : '';
    console.log(`${name.padEnd(12)} ${tally.passed} passed, ${tally.failed} failed${skipped} (${seconds} s)`);
    for (const note of tally.notes) console.log(`             ${note}`);
  }
  const total = addTallies(results.map(({ tally }) => tally));
  console.log(`${total.passed} passed, ${total.failed} failed`);
  return total.failed === 0 ? 0 : 1;
}

try {
  process.exitCode = await main();
} catch (error) {
  if (!(error instanceof Failure)) throw error;
  console.error(error.message);
  process.exitCode = 1;
}

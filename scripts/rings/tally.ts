export interface Tally {
  passed: number;
  failed: number;
  skipped: number;
  /** What went wrong besides failing tests, one line each. */
  notes: string[];
}

export const emptyTally: Tally = { passed: 0, failed: 0, skipped: 0, notes: [] };

export function addTallies(tallies: Tally[]): Tally {
  return tallies.reduce(
    (sum, each) => ({
      passed: sum.passed + each.passed,
      failed: sum.failed + each.failed,
      skipped: sum.skipped + each.skipped,
      notes: [...sum.notes, ...each.notes],
    }),
    emptyTally,
  );
}

/** One thing that is right or wrong as a whole, counted as a test. */
export function singleTally(isGood: boolean, note: string): Tally {
  return isGood ? { ...emptyTally, passed: 1 } : { ...emptyTally, failed: 1, notes: [note] };
}

/** A ring without a test proves nothing: it counts as a failure, so that the last line says what the exit code says. */
export function requireSome(tally: Tally): Tally {
  if (tally.passed + tally.failed > 0) return tally;
  return { ...tally, failed: 1, notes: [...tally.notes, 'ran no test'] };
}

/**
 * Counts from a JUnit report of `bun test`. A file that could not be loaded is missing from the report, and a process
 * that died leaves none; both count as failed.
 */
export function tallyJUnit(report: string | undefined, files: string[], exitCode: number): Tally {
  const attribute = (name: string) =>
    Number(new RegExp(`<testsuites[^>]* ${name}="(\\d+)"`).exec(report ?? '')?.[1] ?? 0);
  const reported = new Set([...(report ?? '').matchAll(/<testsuite [^>]*file="([^"]+)"/g)].map((match) => match[1]));
  const missing = files.filter((file) => !reported.has(file));
  const [failures, skipped] = [attribute('failures'), attribute('skipped')];
  const passed = attribute('tests') - failures - skipped;
  const isUnexplained = exitCode !== 0 && failures + missing.length === 0;
  return {
    passed,
    failed: failures + missing.length + (isUnexplained ? 1 : 0),
    skipped,
    notes: [
      ...missing.map((file) => `${file} could not be run`),
      ...(isUnexplained ? [`the tests passed, yet their process ended with ${exitCode}`] : []),
    ],
  };
}

/** Counts from Playwright's JSON report; a test that needed a second try passed. */
export function tallyPlaywright(report: string | undefined, exitCode: number): Tally {
  const stats = readStats(report);
  if (!stats) return singleTally(false, `the browser tests gave no report (exit code ${exitCode})`);
  const isUnexplained = exitCode !== 0 && stats.unexpected === 0;
  return {
    passed: stats.expected + stats.flaky,
    failed: stats.unexpected + (isUnexplained ? 1 : 0),
    skipped: stats.skipped,
    notes: isUnexplained ? [`the browser tests ended with exit code ${exitCode}`] : [],
  };
}

function readStats(report: string | undefined) {
  if (!report) return undefined;
  const { stats } = JSON.parse(report) as {
    stats?: { expected: number; unexpected: number; flaky: number; skipped: number };
  };
  return stats;
}

import { describe, expect, test } from 'bun:test';
import { addTallies, emptyTally, requireSome, singleTally, tallyJUnit, tallyPlaywright } from './tally.ts';

const junit = `<?xml version="1.0" encoding="UTF-8"?>
<testsuites name="bun test" tests="4" assertions="2" failures="1" skipped="2" time="0.017">
  <testsuite name="a.test.ts" file="db/a.test.ts" tests="4" assertions="2" failures="1" skipped="2" time="0.011">
    <testcase name="ok" classname="" time="0.000059" file="db/a.test.ts" line="2" assertions="1" />
  </testsuite>
</testsuites>`;

describe('counting bun test', () => {
  test('passed, failed and skipped', () => {
    expect(tallyJUnit(junit, ['db/a.test.ts'], 1)).toEqual({ passed: 1, failed: 1, skipped: 2, notes: [] });
  });

  test('a file that could not be loaded is not in the report, and failed', () => {
    const tally = tallyJUnit(junit, ['db/a.test.ts', 'db/b.test.ts'], 1);
    expect(tally.failed).toBe(2);
    expect(tally.notes).toEqual(['db/b.test.ts could not be run']);
  });

  test('without a report everything failed', () => {
    expect(tallyJUnit(undefined, ['a.test.ts', 'b.test.ts'], 139).failed).toBe(2);
  });

  test('an exit code that no test explains is a failure', () => {
    const green = junit.replaceAll('failures="1"', 'failures="0"');
    expect(tallyJUnit(green, ['db/a.test.ts'], 0).failed).toBe(0);
    expect(tallyJUnit(green, ['db/a.test.ts'], 1).failed).toBe(1);
  });
});

describe('counting Playwright', () => {
  const report = (unexpected: number) => JSON.stringify({ stats: { expected: 5, unexpected, flaky: 1, skipped: 2 } });

  test('passed, failed and skipped', () => {
    expect(tallyPlaywright(report(3), 1)).toEqual({ passed: 6, failed: 3, skipped: 2, notes: [] });
  });

  test('no report, or an exit code that no test explains', () => {
    expect(tallyPlaywright(undefined, 1).failed).toBe(1);
    expect(tallyPlaywright(report(0), 1).failed).toBe(1);
    expect(tallyPlaywright(report(0), 0).failed).toBe(0);
  });
});

describe('summing up', () => {
  test('counts and notes add', () => {
    const sum = addTallies([singleTally(true, 'unused'), singleTally(false, 'biome found something'), emptyTally]);
    expect(sum).toEqual({ passed: 1, failed: 1, skipped: 0, notes: ['biome found something'] });
  });

  test('a ring without a test is a failure', () => {
    expect(requireSome({ ...emptyTally, skipped: 3 }).failed).toBe(1);
    expect(requireSome(singleTally(true, '')).failed).toBe(0);
  });
});

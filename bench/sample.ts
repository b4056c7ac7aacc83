export type Summary = { n: number; min: number; median: number; max: number };

/** Middle, best and worst of some runs; of an even count the upper of the two in the middle. */
export function summarise(samples: readonly number[]): Summary {
  const sorted = [...samples].sort((one, other) => one - other);
  const [min = Number.NaN] = sorted;
  const median = sorted[Math.floor(sorted.length / 2)] ?? Number.NaN;
  return { n: sorted.length, min, median, max: sorted.at(-1) ?? Number.NaN };
}

/** Runs a measurement some times, one after another: two at once would measure each other. */
export async function repeat(times: number, measure: (run: number) => Promise<number>): Promise<number[]> {
  const samples: number[] = [];
  for (let run = 0; run < times; run += 1) samples.push(await measure(run));
  return samples;
}

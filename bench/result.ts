import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { type Summary, summarise } from './sample.ts';

/** One measured row. `limit` is what the promise allows the median to be, in `unit`; null where nothing is promised. */
export type Result = {
  row: string;
  promise: string;
  unit: 'ms' | 's' | 'KB';
  samples: readonly number[];
  limit: number | null;
  /** Measured in the same run on the same machine. */
  baseline?: { name: string; samples: readonly number[] };
  note?: string;
};

type Verdict = 'kept' | 'BROKEN' | '-';

function judge(result: Result, summary: Summary): Verdict {
  if (result.limit === null) return '-';
  return summary.median <= result.limit ? 'kept' : 'BROKEN';
}

function format(value: number): string {
  return value >= 100 ? value.toFixed(0) : value.toFixed(1);
}

function toCells(result: Result): string[] {
  const summary = summarise(result.samples);
  const baseline = result.baseline && summarise(result.baseline.samples);
  return [
    result.row,
    `${summary.n}`,
    `${format(summary.min)} / ${format(summary.median)} / ${format(summary.max)} ${result.unit}`,
    baseline ? `${result.baseline?.name}: ${format(baseline.median)} ${result.unit}` : '-',
    baseline ? (summary.median / baseline.median).toFixed(2) : '-',
    result.limit === null ? '-' : `<= ${result.limit} ${result.unit}`,
    judge(result, summary),
  ];
}

/** The rows as a table of plain text. */
export function tabulate(results: readonly Result[]): string {
  const header = ['row', 'n', 'min / median / max', 'baseline (median)', 'ratio', 'promise', 'verdict'];
  const lines = [header, ...results.map(toCells)];
  const widths = header.map((_, column) => Math.max(...lines.map((cells) => (cells[column] ?? '').length)));
  const text = lines.map((cells) =>
    cells
      .map((cell, column) => cell.padEnd(widths[column] ?? 0))
      .join('  ')
      .trimEnd(),
  );
  text.splice(1, 0, widths.map((width) => '-'.repeat(width)).join('  '));
  const notes = results.flatMap((result) => (result.note ? [`${result.row}: ${result.note}`] : []));
  return [...text, '', ...notes].join('\n');
}

/** Keeps the run for later comparison, and answers with the file's path. */
export function store(results: readonly Result[]): string {
  const directory = join(import.meta.dir, 'results');
  mkdirSync(directory, { recursive: true });
  const at = new Date();
  const path = join(directory, `${at.toISOString().replaceAll(':', '-')}.json`);
  const rows = results.map((result) => ({ ...result, summary: summarise(result.samples) }));
  writeFileSync(
    path,
    `${JSON.stringify({ at, bun: Bun.version, cores: navigator.hardwareConcurrency, rows }, null, 2)}\n`,
  );
  return path;
}

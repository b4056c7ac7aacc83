import type { Result } from './result.ts';
import { store, tabulate } from './result.ts';
import { measureCallSetup } from './rows/call-setup.ts';
import { measureJavaScript } from './rows/javascript-weight.ts';
import { measureStart } from './rows/start-time.ts';

const rows = {
  /** Promise 9: how long until the other person's first picture. */
  call: measureCallSetup,
  /** Promise 12: how much JavaScript a page brings. */
  javascript: measureJavaScript,
  /** Promise 13: how long `npm start` takes. */
  start: measureStart,
} satisfies Record<string, () => Promise<Result[]>>;

type RowName = keyof typeof rows;

function isRowName(name: string): name is RowName {
  return Object.hasOwn(rows, name);
}

const asked = process.argv.slice(2);
const unknown = asked.filter((name) => !isRowName(name));
if (unknown.length > 0) {
  console.error(`No such row: ${unknown.join(', ')}. Rows: ${Object.keys(rows).join(', ')}.`);
  process.exit(2);
}

const results: Result[] = [];
for (const name of asked.length > 0 ? asked.filter(isRowName) : (Object.keys(rows) as RowName[])) {
  console.error(`measuring ${name} …`);
  results.push(...(await rows[name]()));
}
console.log(tabulate(results));
console.log(`Stored in ${store(results)}`);
process.exit(0);

// `bun run check`: lint, types, dead code and unit tests; what to run before each commit.
import { guardOnly } from './lib/custody.ts';
import { createGuard } from './lib/guard.ts';
import { createStopRequest } from './lib/stop-request.ts';
import { runCheck } from './rings/check.ts';
import { requireSome } from './rings/tally.ts';

const stop = createStopRequest();
const guard = createGuard();
const tally = requireSome(
  await runCheck({ custody: guardOnly(guard), signal: stop.signal, say: (text) => console.log(text) }),
);
await guard.close();
for (const note of tally.notes) console.log(note);
console.log(`${tally.passed} passed, ${tally.failed} failed`);
process.exitCode = tally.failed === 0 ? 0 : 1;

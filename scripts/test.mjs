// `npm test`
import { runCommand } from './lib/command.mjs';

await runCommand('scripts/test.ts', process.argv.slice(2));

// `npm start`
import { runCommand } from './lib/command.mjs';

await runCommand('scripts/supervise.ts', process.argv.slice(2));

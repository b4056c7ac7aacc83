// `npm run check`, `bench`, `shots`: also where no Bun is on the path.
import { runCommand } from './lib/command.mjs';

const [script, ...args] = process.argv.slice(2);
await runCommand(script, args);

import { cpSync, existsSync, readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { root } from '../lib/paths.ts';
import { freePort } from '../lib/ports.ts';
import { makeOpenTempDir } from './backends.ts';
import { type Tally, tallyPlaywright } from './tally.ts';
import { reportDir, runVisibly, tools, type Workbench } from './workbench.ts';

/** Real browsers against a product of their own: started by Playwright, on free ports, with an empty database. */
export async function runBrowserTests(workbench: Workbench, filters: string[]): Promise<Tally> {
  const home = makeOpenTempDir('coup-e2e-');
  const report = join(reportDir, 'e2e.json');
  rmSync(report, { force: true });
  const env = {
    E2E_HOME: home,
    E2E_JSON_REPORT: report,
    WEB_PORT: String(await freePort()),
    SIGNALING_PORT: String(await freePort()),
    // A database or origin of the person's own is not what the tests are for.
    DATABASE_URL: '',
    REDIS_URL: '',
    ALLOWED_ORIGINS: '',
    NEXTJS_URL: '',
    NEXT_PUBLIC_SOCKET_URL: '',
  };
  try {
    const playwright = join(root, 'e2e/node_modules/@playwright/test/cli.js');
    const code = await runVisibly([tools.node, playwright, 'test', ...filters], workbench, {
      cwd: join(root, 'e2e'),
      env,
    });
    return tallyPlaywright(existsSync(report) ? readFileSync(report, 'utf8') : undefined, code);
  } finally {
    keepLogs(home);
    rmSync(home, { recursive: true, force: true });
  }
}

function keepLogs(home: string): void {
  const kept = join(reportDir, 'e2e-logs');
  rmSync(kept, { recursive: true, force: true });
  if (existsSync(join(home, 'logs'))) cpSync(join(home, 'logs'), kept, { recursive: true });
}

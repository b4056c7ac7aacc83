import { chmodSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { defineConfig } from '@playwright/test';

const webPort = process.env.WEB_PORT ?? '49080';
const signalingPort = process.env.SIGNALING_PORT ?? '49081';
/** Set by whoever runs the product already; otherwise one of our own is started with a database of its own. */
const running = process.env.COUP_URL;
const jsonReport = process.env.E2E_JSON_REPORT;

// The workers load this file too; only the first one makes a folder.
if (process.env.E2E_HOME === undefined) {
  const home = mkdtempSync(join(tmpdir(), 'coup-e2e-home-'));
  // Under root the database runs as a user of its own, who has to get in.
  chmodSync(home, 0o755);
  process.env.E2E_HOME = home;
  process.on('exit', () => rmSync(home, { recursive: true, force: true }));
}

export default defineConfig({
  testDir: 'specs',
  outputDir: 'test-results',
  // Each test is two to six browsers; two at a time is what two cores carry.
  workers: Number(process.env.E2E_WORKERS ?? 2),
  fullyParallel: true,
  retries: 0,
  forbidOnly: Boolean(process.env.CI),
  timeout: 90_000,
  expect: { timeout: 20_000 },
  reporter: jsonReport ? [['list'], ['json', { outputFile: jsonReport }]] : [['list']],
  use: {
    baseURL: running ?? `http://localhost:${webPort}`,
    trace: { mode: 'retain-on-failure', screenshots: false },
    screenshot: 'only-on-failure',
    actionTimeout: 20_000,
  },
  ...(running === undefined
    ? {
        webServer: {
          command: 'node ../scripts/start.mjs',
          url: `http://localhost:${webPort}/en`,
          env: {
            WEB_PORT: webPort,
            SIGNALING_PORT: signalingPort,
            COUP_HOME: process.env.E2E_HOME,
            // For the person who comes over plain http.
            ALLOWED_ORIGINS: `http://study.test:${webPort}`,
          },
          // The first start builds the site.
          timeout: 300_000,
          reuseExistingServer: false,
          gracefulShutdown: { signal: 'SIGTERM' as const, timeout: 20_000 },
        },
      }
    : {}),
});

import { spawn } from 'node:child_process';
import { chmodSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

export type Product = { url: string; stop: () => Promise<void> };

const START_LIMIT_MS = 300_000;
const POLL_MS = 50;

export type StartOptions = { root: string; webPort: number; signalingPort: number; home?: string };

/**
 * The product to measure: the one at COUP_URL where that is set, otherwise one of our own with a database of its own,
 * which ends with `stop`.
 */
export async function openProduct(ports: { webPort: number; signalingPort: number }): Promise<Product> {
  const running = process.env.COUP_URL;
  if (running) return { url: running.replace(/\/$/, ''), stop: async () => undefined };
  const home = mkdtempSync(join(tmpdir(), 'coup-bench-'));
  // Under root the database runs as a user of its own, who has to get in.
  chmodSync(home, 0o755);
  const product = await startProduct({ ...ports, root: join(import.meta.dir, '..'), home });
  return {
    url: product.url,
    stop: async () => {
      await product.stop();
      rmSync(home, { recursive: true, force: true });
    },
  };
}

/** Runs `npm start` of a clone and answers when its first page can be read. */
export async function startProduct(options: StartOptions): Promise<Product> {
  const output: string[] = [];
  const child = spawn('npm', ['start', '--silent'], {
    cwd: options.root,
    stdio: ['ignore', 'pipe', 'pipe'],
    env: {
      ...process.env,
      WEB_PORT: `${options.webPort}`,
      SIGNALING_PORT: `${options.signalingPort}`,
      ...(options.home === undefined ? {} : { COUP_HOME: options.home }),
    },
  });
  for (const stream of [child.stdout, child.stderr]) stream.on('data', (chunk) => output.push(String(chunk)));
  const ended = new Promise<void>((resolve) => child.on('exit', () => resolve()));
  const url = `http://localhost:${options.webPort}`;
  const limit = Date.now() + START_LIMIT_MS;
  while (!(await isUsable(url))) {
    if (child.exitCode !== null || Date.now() > limit) {
      child.kill('SIGTERM');
      throw new Error(`The product did not start:\n${output.join('').slice(-3_000)}`);
    }
    await Bun.sleep(POLL_MS);
  }
  return {
    url,
    stop: async () => {
      child.kill('SIGTERM');
      await ended;
    },
  };
}

async function isUsable(url: string): Promise<boolean> {
  try {
    const response = await fetch(`${url}/en`, { signal: AbortSignal.timeout(5_000) });
    return response.ok && (await response.text()).includes('</html>');
  } catch {
    return false;
  }
}

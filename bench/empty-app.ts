import { execFileSync, spawn } from 'node:child_process';
import { mkdirSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { freePort } from '../scripts/lib/ports.ts';

const directory = join(import.meta.dir, 'results', 'empty-app');
const root = join(import.meta.dir, '..');
const next = join('node_modules', 'next', 'dist', 'bin', 'next');
const POLL_MS = 50;

/** Plain JavaScript: for TypeScript, Next would install packages into the folder. */
const files = {
  'package.json': '{ "name": "empty", "private": true, "type": "module" }\n',
  'next.config.mjs': `export default { turbopack: { root: ${JSON.stringify(root)} } };\n`,
  'app/layout.js': `export default function Layout({ children }) { return <html lang="en"><body>{children}</body></html>; }\n`,
  'app/page.js': 'export default function Page() { return null; }\n',
};

/**
 * The baseline of promise 12: an app with one empty page, built by the very Next and React of `web` (its node_modules are
 * linked in), and served. The product itself has no empty page.
 */
export async function serveEmptyApp(): Promise<{ url: string; stop: () => Promise<void> }> {
  rmSync(directory, { recursive: true, force: true });
  mkdirSync(join(directory, 'app'), { recursive: true });
  symlinkSync(join(root, 'web', 'node_modules'), join(directory, 'node_modules'));
  for (const [name, content] of Object.entries(files)) writeFileSync(join(directory, name), content);
  const env = { ...process.env, NEXT_TELEMETRY_DISABLED: '1' };
  execFileSync('node', [next, 'build'], { cwd: directory, stdio: 'ignore', env });

  const port = await freePort();
  const server = spawn('node', [next, 'start', '-p', `${port}`], { cwd: directory, stdio: 'ignore', env });
  const ended = new Promise<void>((resolve) => server.on('exit', () => resolve()));
  const url = `http://localhost:${port}/`;
  while (
    !(await fetch(url).then(
      (response) => response.ok,
      () => false,
    ))
  ) {
    if (server.exitCode !== null) throw new Error('The empty page could not be served.');
    await Bun.sleep(POLL_MS);
  }
  return {
    url,
    stop: async () => {
      server.kill('SIGTERM');
      await ended;
    },
  };
}

import { existsSync } from 'node:fs';
import { type Browser, chromium } from 'playwright';

const SYSTEM_CHROMIUM = process.env.CHROMIUM_PATH ?? '/usr/bin/chromium';

/** A headless Chromium with a fake camera and microphone, and permission for both. */
export function launchBrowser(): Promise<Browser> {
  return chromium.launch({
    ...(existsSync(SYSTEM_CHROMIUM) ? { executablePath: SYSTEM_CHROMIUM } : {}),
    args: [
      '--no-sandbox',
      '--use-fake-device-for-media-stream',
      '--use-fake-ui-for-media-stream',
      // Timers of a page behind another run at their own pace.
      '--disable-renderer-backgrounding',
      '--disable-background-timer-throttling',
      '--disable-backgrounding-occluded-windows',
    ],
  });
}

export type Site = { origin: string; close(): Promise<void> };

/** Bundles one script of `pages/` with its lazy chunks and serves it on a page of its own, on localhost. */
export async function serveScript(name: string, data: Record<string, string> = {}): Promise<Site> {
  const built = await Bun.build({
    entrypoints: [`${import.meta.dir}/pages/${name}.ts`],
    target: 'browser',
    format: 'esm',
    splitting: true,
  });
  const files = new Map(built.outputs.map((output) => [output.path.replace(/^\.?\/?/, '/'), output]));
  const entry = [...files].find(([, output]) => output.kind === 'entry-point')?.[0];
  const html = `<!doctype html><meta charset="utf-8"><body ${Object.entries(data)
    .map(([key, value]) => `data-${key}="${value}"`)
    .join(' ')}><script type="module" src="${entry}"></script>`;
  const server = Bun.serve({
    port: 0,
    hostname: '127.0.0.1',
    fetch(request) {
      const { pathname } = new URL(request.url);
      const file = files.get(pathname);
      if (file) return new Response(file, { headers: { 'content-type': 'text/javascript' } });
      return pathname === '/'
        ? new Response(html, { headers: { 'content-type': 'text/html' } })
        : new Response(null, { status: 404 });
    },
  });
  return {
    origin: `http://localhost:${server.port}`,
    close: async () => void (await server.stop(true)),
  };
}

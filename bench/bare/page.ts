import { join } from 'node:path';

/**
 * Serves the named baseline of promise 9: a page with nothing but RTCPeerConnection. `#callee` opens its camera and waits;
 * `#caller` opens its camera and calls. They signal over a BroadcastChannel, so no server is in the way.
 */
export async function serveBarePage(): Promise<{ url: string; close: () => Promise<void> }> {
  const built = await Bun.build({ entrypoints: [join(import.meta.dir, 'script.ts')], minify: true });
  const [script] = built.outputs;
  if (!built.success || !script) throw new Error(`The bare page did not build: ${built.logs.join('\n')}`);
  const code = await script.text();
  const html = `<!doctype html><title>bare</title><article aria-label="peer"><video autoplay playsinline muted></video></article><script type="module">${code}</script>`;
  const server = Bun.serve({
    port: 0,
    hostname: '127.0.0.1',
    fetch: () => new Response(html, { headers: { 'content-type': 'text/html' } }),
  });
  return { url: `http://localhost:${server.port}/`, close: () => server.stop(true) };
}

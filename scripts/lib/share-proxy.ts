import { type IncomingMessage, request, type ServerResponse } from 'node:http';
import { createServer, type Server } from 'node:https';
import { connect } from 'node:net';
import type { Duplex } from 'node:stream';

export interface ShareProxyOptions {
  key: string | Buffer;
  cert: string | Buffer;
  webPort: number;
  signalingPort: number;
}

/** Headers that belong to one connection and are not passed on (RFC 9110, 7.6.1). */
const hopByHop = ['connection', 'keep-alive', 'proxy-connection', 'te', 'trailer', 'transfer-encoding', 'upgrade'];
const forwarding = ['x-real-ip', 'x-forwarded-for', 'x-forwarded-proto', 'x-forwarded-host', 'forwarded'];

/**
 * One TLS origin in front of both services. Of signaling only what browsers use is reachable: /api/trigger, /metrics and
 * the live list go to the web, which does not know them.
 */
export function createShareProxy({ key, cert, webPort, signalingPort }: ShareProxyOptions): Server {
  const portFor = (path: string) => (/^\/(socket\.io\/|ice(\?|$))/.test(path) ? signalingPort : webPort);
  const server = createServer({ key, cert }, (incoming, outgoing) => {
    const path = resolvePath(incoming.url);
    if (path === null) outgoing.writeHead(400).end();
    else passRequest(incoming, outgoing, { path, port: portFor(path) });
  });
  server.on('upgrade', (incoming: IncomingMessage, socket: Duplex, head: Buffer) => {
    const path = resolvePath(incoming.url);
    if (path === null) socket.destroy();
    else passUpgrade(incoming, socket, head, { path, port: portFor(path) });
  });
  return server;
}

type Target = { path: string; port: number };

/** What the services will read, so that `/socket.io/../metrics` is decided as the `/metrics` it is. Null for no path. */
function resolvePath(target: string | undefined): string | null {
  const url = target?.startsWith('/') ? URL.parse(`http://share${target}`) : null;
  return url ? url.pathname + url.search : null;
}

function passRequest(incoming: IncomingMessage, outgoing: ServerResponse, { path, port }: Target): void {
  const headers = headersFor(incoming);
  const options = { host: '127.0.0.1', port, method: incoming.method ?? 'GET', path, headers };
  const upstream = request(options, (answer) => {
    const kept = Object.entries(answer.headers).filter(([name]) => !hopByHop.includes(name));
    outgoing.writeHead(answer.statusCode ?? 502, Object.fromEntries(kept));
    answer.pipe(outgoing);
    answer.on('error', () => outgoing.destroy());
  });
  upstream.on('error', () => {
    if (outgoing.headersSent) outgoing.destroy();
    else outgoing.writeHead(502, { 'content-type': 'text/plain' }).end('CoUp is starting. Try again in a moment.\n');
  });
  outgoing.on('close', () => upstream.destroy());
  incoming.pipe(upstream);
}

function passUpgrade(incoming: IncomingMessage, socket: Duplex, head: Buffer, { path, port }: Target): void {
  const upstream = connect(port, '127.0.0.1', () => {
    const headers = {
      ...headersFor(incoming),
      connection: 'Upgrade',
      upgrade: incoming.headers.upgrade ?? 'websocket',
    };
    const lines = Object.entries(headers).flatMap(([name, value]) => [value].flat().map((each) => `${name}: ${each}`));
    upstream.write(`${incoming.method} ${path} HTTP/1.1\r\n${lines.join('\r\n')}\r\n\r\n`);
    if (head.length > 0) upstream.write(head);
    upstream.pipe(socket).pipe(upstream);
  });
  upstream.on('error', () => socket.destroy());
  socket.on('error', () => upstream.destroy());
  upstream.on('close', () => socket.destroy());
  socket.on('close', () => upstream.destroy());
}

/** The browser's headers; where it comes from is told by this proxy and by nobody else. */
function headersFor(incoming: IncomingMessage): Record<string, string | string[]> {
  const own = [...hopByHop, ...forwarding];
  const passed = Object.entries(incoming.headers).flatMap(([name, value]) =>
    value === undefined || own.includes(name) ? [] : [[name, value] as const],
  );
  const address = (incoming.socket.remoteAddress ?? '').replace(/^::ffff:/, '');
  return {
    ...Object.fromEntries(passed),
    'x-real-ip': address,
    'x-forwarded-for': address,
    'x-forwarded-proto': 'https',
    'x-forwarded-host': incoming.headers.host ?? '',
  };
}

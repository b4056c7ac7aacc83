import { randomInt } from 'node:crypto';
import { createServer } from 'node:net';
import { Failure } from './failure.ts';

/** Below the ports that systems hand out by themselves: one of those may be somebody's by the time a build is done. */
const chosenPorts = { first: 20_000, count: 10_000 };

/** A port of this machine that nobody listens on, and that no outgoing connection will be given. */
export async function freePort(): Promise<number> {
  for (;;) {
    const port = chosenPorts.first + randomInt(chosenPorts.count);
    if ((await probePort(port, '127.0.0.1')) === 'free') return port;
  }
}

/** Whether a server could listen there now; 'denied' for a port that needs root. */
export function probePort(port: number, host: string): Promise<'free' | 'taken' | 'denied' | 'no such address'> {
  return new Promise((resolve, reject) => {
    const server = createServer();
    server.once('error', (error: NodeJS.ErrnoException) => {
      if (error.code === 'EADDRINUSE') resolve('taken');
      else if (error.code === 'EACCES') resolve('denied');
      else if (error.code === 'EADDRNOTAVAIL' || error.code === 'EAFNOSUPPORT') resolve('no such address');
      else reject(error);
    });
    server.listen({ port, host, exclusive: true }, () => server.close(() => resolve('free')));
  });
}

/**
 * Fails with the port and the variable that changes it. `localhost` may lead a browser to ::1, so a stranger there
 * counts as taken too.
 */
export async function requirePort(port: number, host: string, purpose: string, variable: string): Promise<void> {
  const advice = `Stop what uses it, or choose another: ${variable}=${port + 100} npm start`;
  const state = await probePort(port, host);
  if (state === 'denied') {
    throw new Failure(
      `Port ${port} (${purpose}) needs root. Choose one above 1023: ${variable}=${port + 3000} npm start`,
    );
  }
  if (state === 'no such address') throw new Failure(`HOST=${host} is not an address of this machine.`);
  const isStrangerOnV6 = host === '127.0.0.1' && (await probePort(port, '::1')) === 'taken';
  if (state === 'taken' || isStrangerOnV6) throw new Failure(`Port ${port} (${purpose}) is already in use. ${advice}`);
}

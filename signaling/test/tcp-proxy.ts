import { createConnection, createServer, type Socket } from 'node:net';

/** How a server can be away: nobody listens, connections end at once, or nothing is ever answered. */
export type Outage = 'refused' | 'closed' | 'silent';

/** A road to a TCP server that a test can block and open again. */
export async function createTcpProxy(target: { host: string; port: number }) {
  const open = new Set<Socket>();
  let outage: Outage | null = null;
  const server = createServer((near) => {
    if (outage === 'closed') near.destroy();
    if (outage) {
      open.add(near);
      return;
    }
    const far = createConnection(target);
    for (const [from, to] of [
      [near, far],
      [far, near],
    ] as const) {
      open.add(from);
      from.on('data', (data) => {
        if (outage !== 'silent') to.write(data);
      });
      from.on('error', () => to.destroy());
      from.on('close', () => {
        open.delete(from);
        to.destroy();
      });
    }
  });
  const listen = async (port: number) => {
    server.listen(port, '127.0.0.1');
    await new Promise((resolve) => server.once('listening', resolve));
  };
  await listen(0);
  const address = server.address();
  if (address === null || typeof address === 'string') throw new Error('no port');
  const { port } = address;
  const cut = () => {
    for (const socket of open) socket.destroy();
  };
  return {
    port,
    block(kind: Outage) {
      outage = kind;
      if (kind === 'refused') server.close();
      if (kind !== 'silent') cut();
    },
    async unblock() {
      if (outage === 'refused') await listen(port);
      outage = null;
      cut();
    },
    close() {
      cut();
      server.close();
    },
  };
}

import type { Clock } from './clock.ts';
import type { CoupServer } from './who.ts';

type DrainOptions = {
  io: CoupServer;
  clock: Clock;
  /** Commands that have no answer yet. */
  inFlight: { count: number };
  random?: () => number;
};

/** Clients move within this time, each at a moment of its own, so that the other nodes are not hit at once. */
const SPREAD_MS = 3_000;
/** After this everyone still here is cut off: with one node there is nowhere to move to. */
const PATIENCE_MS = 4_500;
const POLL_MS = 50;

/** X6: asks every client to move, waits until they have or patience ends, and for answers still owed. */
export async function drainClients({ io, clock, inFlight, random = Math.random }: DrainOptions): Promise<void> {
  const endMs = clock.now() + PATIENCE_MS;
  for (const socket of io.sockets.sockets.values()) {
    socket.emit('server:draining', { afterMs: Math.floor(random() * SPREAD_MS) });
  }
  while ((io.sockets.sockets.size > 0 || inFlight.count > 0) && clock.now() < endMs) {
    await new Promise<void>((resolve) => clock.schedule(POLL_MS, resolve));
  }
}

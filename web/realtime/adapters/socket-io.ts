import { protocolError } from '@coup/signaling/protocol';
import { io } from 'socket.io-client';
import * as z from 'zod/mini';
import type { SocketFactory, SocketRefusal } from '../ports.ts';

/** What Socket.IO's middleware sends along with a refusal. */
function readRefusal(error: Error): SocketRefusal | null {
  if (!('data' in error)) return null;
  const parsed = z.safeParse(protocolError, error.data);
  return parsed.success ? { code: parsed.data.code, retryAfterMs: parsed.data.retryAfterMs ?? null } : null;
}

/** A Socket.IO socket whose reconnecting is left to `connection.ts`. */
export const createSocketIoSocket: SocketFactory = ({ url, room, getAuth, listener }) => {
  const socket = io(url, {
    // WebSocket first: polling behind several nodes needs sticky routing. Polling where a proxy forbids WebSocket.
    transports: ['websocket', 'polling'],
    tryAllTransports: true,
    query: { room },
    auth: (give) => give(getAuth()),
    autoConnect: false,
    reconnection: false,
    forceNew: true,
  });
  let stopWaiting: () => void = () => undefined;
  const failAttempt = (refusal: SocketRefusal | null) => {
    stopWaiting();
    // The transport may be up although the namespace refused or is silent: the next attempt starts from nothing.
    socket.disconnect();
    listener.onConnectFailed(refusal);
  };
  socket.on('connect', () => {
    stopWaiting();
    listener.onConnect();
  });
  socket.on('disconnect', (reason) => {
    // What this side asked for needs no telling.
    if (reason !== 'io client disconnect') listener.onDisconnect();
  });
  socket.on('connect_error', (error) => failAttempt(readRefusal(error)));
  socket.onAny((name: string, payload: unknown) => listener.onFact(name, payload));
  return {
    connect(timeoutMs) {
      stopWaiting();
      // The manager's own limit ends at the open transport; this one covers the server's word as well.
      const timer = setTimeout(() => failAttempt(null), 2 * timeoutMs);
      stopWaiting = () => clearTimeout(timer);
      socket.io.timeout(timeoutMs);
      socket.connect();
    },
    request: (name, input, timeoutMs) => socket.timeout(timeoutMs).emitWithAck(name, input),
    disconnect() {
      stopWaiting();
      socket.disconnect();
    },
  };
};

import { type BunWebSocket, Server as Engine, type WebSocketData } from '@socket.io/bun-engine';
import { MAX_PACKET_BYTES, PING_INTERVAL_MS, PING_TIMEOUT_MS } from '../protocol/index.ts';

export const SOCKET_PATH = '/socket.io/';

type BunServer = Bun.Server<WebSocketData>;
type EngineOptions = {
  allowedOrigins: readonly string[];
  trustProxy: boolean;
  onBackpressureClose: () => void;
};

export type SocketEngine = ReturnType<typeof createSocketEngine>;

/** What Bun may keep unsent for one socket before it is closed: a client that stopped reading must not fill our memory. */
const BACKPRESSURE_LIMIT_BYTES = 1 << 20;

/** The engine ignores what `send` answers: 0 means that the limit is passed, and Bun closes the socket. */
function watchSends(ws: BunWebSocket, onBackpressureClose: () => void): void {
  const send: typeof ws.send = ws.send.bind(ws);
  let isOver = false;
  ws.send = (data, compress) => {
    const result = send(data, compress);
    if (result === 0 && !isOver) {
      isOver = true;
      onBackpressureClose();
    }
    return result;
  };
}

/**
 * The Bun engine with the options that Socket.IO would ignore, a limit on unread data, and the client's address, which
 * is gone after an upgrade unless it is read before.
 */
export function createSocketEngine({ allowedOrigins, trustProxy, onBackpressureClose }: EngineOptions) {
  const engine = new Engine({
    path: SOCKET_PATH,
    pingInterval: PING_INTERVAL_MS,
    pingTimeout: PING_TIMEOUT_MS,
    maxHttpBufferSize: MAX_PACKET_BYTES,
    cors: { origin: [...allowedOrigins], credentials: true, methods: ['GET', 'POST'] },
  });
  const addresses = new WeakMap<Request, string>();
  const { websocket } = engine.handler();

  // Must be registered before Socket.IO binds, which reads the address in its own listener.
  engine.on('connection', (socket, request) => {
    Object.assign(socket, { remoteAddress: addresses.get(request) ?? 'unknown' });
  });

  return {
    engine,
    /** Where a request comes from; headers count only behind a proxy of ours. */
    addressOf(request: Request, server: BunServer): string {
      const forwarded = trustProxy ? request.headers.get('x-real-ip') : null;
      return forwarded ?? server.requestIP(request)?.address ?? 'unknown';
    },
    handle(request: Request, server: BunServer, address: string): Promise<Response> {
      addresses.set(request, address);
      return engine.handleRequest(request, server);
    },
    websocket: {
      ...websocket,
      open(ws: BunWebSocket) {
        watchSends(ws, onBackpressureClose);
        websocket.open(ws);
      },
      backpressureLimit: BACKPRESSURE_LIMIT_BYTES,
      closeOnBackpressureLimit: true,
    },
  };
}

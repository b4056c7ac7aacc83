import { io, type Socket } from 'socket.io-client';
import {
  type Ack,
  type ClientToServerEvents,
  type CommandData,
  type CommandInput,
  type CommandName,
  type Fact,
  type FactName,
  facts,
  PROTOCOL_VERSION,
  type ServerToClientEvents,
} from '../src/protocol/index.ts';

const WAIT_MS = 15_000;

type Recorded = { [N in FactName]: { name: N; fact: Fact<N> } }[FactName];
type AnySend = (name: string, ...args: unknown[]) => Promise<unknown>;

export type TestClient = ReturnType<typeof createTestClient>;
export type ClientOptions = {
  token?: string;
  protocol?: number;
  transports?: ('polling' | 'websocket')[];
  auth?: Record<string, unknown>;
};

/** A browser's socket as the tests see it: typed commands, and every fact kept in order. */
export function createTestClient(url: string, options: ClientOptions) {
  const socket: Socket<ServerToClientEvents, ClientToServerEvents> = io(url, {
    transports: options.transports ?? ['websocket'],
    auth: options.auth ?? { token: options.token, protocol: options.protocol ?? PROTOCOL_VERSION },
    reconnection: false,
    forceNew: true,
    autoConnect: false,
  });
  const recorded: Recorded[] = [];
  const waiting = new Set<() => void>();
  socket.onAny((name: FactName, fact) => {
    recorded.push({ name, fact });
    for (const check of waiting) check();
  });

  function waitUntil<T>(what: string, read: () => T | undefined): Promise<T> {
    return new Promise((resolve, reject) => {
      const check = () => {
        const value = read();
        if (value === undefined) return;
        clearTimeout(timer);
        waiting.delete(check);
        resolve(value);
      };
      const timer = setTimeout(() => {
        waiting.delete(check);
        reject(new Error(`${what} did not happen; seen: ${JSON.stringify(recorded).slice(0, 2_000)}`));
      }, WAIT_MS);
      waiting.add(check);
      check();
    });
  }

  function list<N extends FactName>(name: N): Fact<N>[] {
    return recorded.flatMap((entry) => (entry.name === name ? [facts[name].parse(entry.fact) as Fact<N>] : []));
  }

  return {
    socket,
    recorded,
    /** Every fact of this name so far, checked against the contract. */
    list,
    /** The first fact of this name, past or future, for which `isIt` holds. */
    next: <N extends FactName>(name: N, isIt: (fact: Fact<N>) => boolean = () => true): Promise<Fact<N>> =>
      waitUntil(name, () => list(name).find(isIt)),
    forget: () => recorded.splice(0),
    send<N extends CommandName>(name: N, input: CommandInput<N>): Promise<Ack<CommandData<N>>> {
      const emit = socket.timeout(WAIT_MS).emitWithAck.bind(socket.timeout(WAIT_MS)) as AnySend;
      return emit(name, input) as Promise<Ack<CommandData<N>>>;
    },
    /** Whatever a hostile page might send. */
    sendRaw(name: string, ...args: unknown[]): Promise<Ack<unknown>> {
      const emit = socket.timeout(WAIT_MS).emitWithAck.bind(socket.timeout(WAIT_MS)) as AnySend;
      return emit(name, ...args) as Promise<Ack<unknown>>;
    },
    /** Resolves when connected; rejects with the server's refusal. */
    connect(): Promise<void> {
      return new Promise((resolve, reject) => {
        socket.once('connect', () => resolve());
        socket.once('connect_error', reject);
        socket.connect();
      });
    },
    /** Why the socket ends. */
    disconnected(): Promise<string> {
      return new Promise((resolve) => {
        if (socket.disconnected) resolve('already');
        else socket.once('disconnect', (reason) => resolve(reason));
      });
    },
    /** Ends the transport without a word, as a closed tab does. */
    cut: () => socket.io.engine.close(),
    close: () => socket.disconnect(),
  };
}

/** The data of an answer that must be a success. */
export function expectOk<T>(ack: Ack<T>): T {
  if (!ack.ok)
    throw new Error(
      `expected success, got ${ack.error.code}: ${ack.error.message} ${JSON.stringify(ack.error.issues ?? [])}`,
    );
  return ack.data;
}

/** The code of an answer that must be a refusal. */
export function expectRefusal(ack: Ack<unknown>): string {
  if (ack.ok) throw new Error(`expected a refusal, got ${JSON.stringify(ack.data)}`);
  return ack.error.code;
}

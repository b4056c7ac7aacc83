import {
  ACK_TIMEOUT_MS,
  type CommandData,
  type CommandInput,
  type CommandName,
  commands,
  type Fact,
  type FactName,
  facts,
  PROTOCOL_VERSION,
  protocolError,
} from '@coup/signaling/protocol';
import * as z from 'zod/mini';
import { type Answer, noAnswer } from './answer.ts';
import type { Clock, Random } from './clock.ts';
import type { ConnectionState } from './connection-state.ts';
import type { FetchToken, PageState, Socket, SocketFactory, SocketRefusal } from './ports.ts';
import { connectTimeoutMs, reconnectDelayMs } from './reconnect.ts';
import { createStore, type Store } from './store.ts';
import { createTokenKeeper, type TokenKeeper } from './token-keeper.ts';

/** Any fact, named and checked against its schema. */
export type AnyFact = { [N in FactName]: { name: N; fact: Fact<N> } }[FactName];

export type ConnectionOptions = {
  url: string;
  room: string;
  initialToken: string | null;
  fetchToken: FetchToken;
  createSocket: SocketFactory;
  page: PageState;
  clock: Clock;
  random: Random;
  onFact: (fact: AnyFact) => void;
};

/** The socket of this tab and everything that keeps it up. */
export type Connection = {
  getState(): ConnectionState;
  subscribe(listener: () => void): () => void;
  open(): void;
  /** Never rejects; `timeout` where no answer came. */
  command<N extends CommandName>(name: N, input: CommandInput<N>): Promise<Answer<CommandData<N>>>;
  getToken(): string | null;
  close(): void;
};

type ConnectionCore = ConnectionOptions & {
  store: Store<ConnectionState>;
  tokens: TokenKeeper;
  socket: Socket;
  attempt: number;
  /** A token was fetched because the last one was refused; a second refusal is final. */
  hasFreshToken: boolean;
  isConnecting: boolean;
  cancelRetry: () => void;
};

export function createConnection(options: ConnectionOptions): Connection {
  const tokens = createTokenKeeper(options);
  const socket = options.createSocket({
    url: options.url,
    room: options.room,
    getAuth: () => ({ token: tokens.get() ?? '', protocol: PROTOCOL_VERSION }),
    listener: {
      onConnect: () => onConnect(core),
      onDisconnect: () => onDisconnect(core),
      onConnectFailed: (refusal) => void onConnectFailed(core, refusal),
      onFact: (name, payload) => onFact(core, name, payload),
    },
  });
  const core: ConnectionCore = {
    ...options,
    store: createStore<ConnectionState>({ status: 'connecting' }),
    tokens,
    socket,
    attempt: 0,
    hasFreshToken: false,
    isConnecting: false,
    cancelRetry: () => undefined,
  };
  const stopOnline = options.page.onOnline(() => {
    if (core.store.getState().status === 'reconnecting') connect(core);
  });
  return {
    getState: core.store.getState,
    subscribe: core.store.subscribe,
    open: () => connect(core),
    command: (name, input) => command(core, name, input),
    getToken: tokens.get,
    close() {
      stopOnline();
      end(core, { status: 'closed' });
    },
  };
}

function connect(core: ConnectionCore): void {
  if (core.isConnecting || isOver(core) || core.store.getState().status === 'connected') return;
  core.cancelRetry();
  core.isConnecting = true;
  if (core.tokens.get() !== null) core.socket.connect(connectTimeoutMs(core.attempt));
  else void connectWithNewToken(core);
}

/** The first token, or the one after a refusal. Without the site the socket waits for it. */
async function connectWithNewToken(core: ConnectionCore): Promise<void> {
  core.hasFreshToken = true;
  const status = await core.tokens.renew();
  if (isOver(core)) return;
  if (status === 'token') core.socket.connect(connectTimeoutMs(core.attempt));
  else if (status === 'signed-out') end(core, { status: 'refused', reason: 'unauthenticated' });
  else {
    core.hasFreshToken = false;
    core.isConnecting = false;
    retryLater(core, null);
  }
}

function onConnect(core: ConnectionCore): void {
  if (isOver(core)) return;
  core.isConnecting = false;
  core.hasFreshToken = false;
  core.attempt = 0;
  core.store.setState({ status: 'connected' });
}

/** A socket that this side has already given up is not lost a second time. */
function onDisconnect(core: ConnectionCore): void {
  if (core.store.getState().status === 'connected') retryLater(core, null);
}

async function onConnectFailed(core: ConnectionCore, refusal: SocketRefusal | null): Promise<void> {
  if (isOver(core)) return;
  if (refusal?.code === 'outdated-client') return end(core, { status: 'refused', reason: 'outdated-client' });
  if (refusal?.code === 'session-ended') return end(core, { status: 'refused', reason: 'unauthenticated' });
  if (refusal?.code === 'unauthenticated') {
    if (core.hasFreshToken) return end(core, { status: 'refused', reason: 'unauthenticated' });
    return await connectWithNewToken(core);
  }
  core.isConnecting = false;
  retryLater(core, refusal?.retryAfterMs ?? null);
}

function retryLater(core: ConnectionCore, afterMs: number | null): void {
  core.cancelRetry();
  core.attempt += 1;
  core.isConnecting = false;
  core.store.setState({ status: 'reconnecting', attempt: core.attempt });
  const delayMs = afterMs ?? reconnectDelayMs(core.attempt, core.random.fraction());
  core.cancelRetry = core.clock.after(delayMs, () => connect(core));
}

function onFact(core: ConnectionCore, name: string, payload: unknown): void {
  const fact = readFact(name, payload);
  if (fact === null || isOver(core)) return;
  if (fact.name === 'server:draining') {
    // The server has spread its clients over time already; stretching it here would outlast the server's patience.
    core.cancelRetry();
    core.cancelRetry = core.clock.after(fact.fact.afterMs, () => move(core));
  }
  if (fact.name === 'socket:ended') onSocketEnded(core, fact.fact.code);
  core.onFact(fact);
}

/** Leaves a server that asked us to. Links are untouched; the first try is at once. */
function move(core: ConnectionCore): void {
  if (core.store.getState().status !== 'connected') return;
  core.socket.disconnect();
  core.attempt += 1;
  core.store.setState({ status: 'reconnecting', attempt: core.attempt });
  connect(core);
}

const FLOOD_PAUSE_MS = 15_000;

function onSocketEnded(core: ConnectionCore, code: Fact<'socket:ended'>['code']): void {
  if (code === 'outdated-client') end(core, { status: 'refused', reason: 'outdated-client' });
  else if (code === 'rate-limited' || code === 'unavailable' || code === 'internal') {
    core.socket.disconnect();
    retryLater(core, FLOOD_PAUSE_MS);
  } else end(core, { status: 'refused', reason: 'unauthenticated' });
}

/** A fact of this protocol version in its right shape, or null: unknown names come from newer servers. */
function readFact(name: string, payload: unknown): AnyFact | null {
  if (!isFactName(name)) return null;
  const parsed = z.safeParse<z.core.$ZodType<unknown>>(facts[name], payload);
  return parsed.success ? ({ name, fact: parsed.data } as AnyFact) : null;
}

function isFactName(name: string): name is FactName {
  return Object.hasOwn(facts, name);
}

async function command<N extends CommandName>(
  core: ConnectionCore,
  name: N,
  input: CommandInput<N>,
): Promise<Answer<CommandData<N>>> {
  if (core.store.getState().status !== 'connected') return noAnswer('The socket is away.');
  let ack: unknown;
  try {
    ack = await core.socket.request(name, input, ACK_TIMEOUT_MS);
  } catch {
    return noAnswer('No answer came in time.');
  }
  return readAck(name, ack);
}

const ackShape = z.union([
  z.object({ ok: z.literal(true), data: z.unknown() }),
  z.object({ ok: z.literal(false), error: protocolError }),
]);

function readAck<N extends CommandName>(name: N, ack: unknown): Answer<CommandData<N>> {
  const shaped = z.safeParse(ackShape, ack);
  if (shaped.success && !shaped.data.ok) return { ok: false, error: shaped.data.error };
  if (shaped.success && shaped.data.ok) {
    const data = z.safeParse<z.core.$ZodType<unknown>>(commands[name].data, shaped.data.data);
    if (data.success) return { ok: true, data: data.data as CommandData<N> };
  }
  return { ok: false, error: { code: 'internal', message: `The answer to ${name} is not of this protocol.` } };
}

function isOver(core: ConnectionCore): boolean {
  const { status } = core.store.getState();
  return status === 'refused' || status === 'closed';
}

function end(core: ConnectionCore, state: Extract<ConnectionState, { status: 'refused' | 'closed' }>): void {
  core.cancelRetry();
  core.tokens.close();
  core.store.setState(state);
  core.socket.disconnect();
}

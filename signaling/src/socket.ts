import type { Logger } from 'pino';
import * as z from 'zod/mini';
import { isDatabaseAway } from './database-fault.ts';
import { type ChatDeps, readHistory, sendMessage } from './handlers/chat.ts';
import { type PresenceDeps, updatePresence } from './handlers/presence.ts';
import { closeRoom, dropSocket, openRoom, type RoomDeps } from './handlers/room.ts';
import { changeMedia, joinCall, leaveCall, relaySignal, type VideoDeps } from './handlers/video.ts';
import type { Metrics } from './metrics.ts';
import { msUntilFresh, type RateLimits, spendEvent, type UserLimit } from './middleware/rate-limit.ts';
import { type Ack, type CommandData, type CommandName, commands, fail, type ParsedInput } from './protocol/index.ts';
import type { CoupServer, CoupSocket, Who } from './who.ts';

export type SocketDeps = ChatDeps &
  PresenceDeps &
  RoomDeps &
  VideoDeps & {
    metrics: Metrics;
    log: Logger;
    limits: RateLimits;
    /** For commands that read the database. */
    limitReads: UserLimit;
    /** Commands under way; a drain waits for them. */
    inFlight: { count: number };
  };

type Handler<N extends CommandName> = (
  deps: SocketDeps,
  who: Who,
  input: ParsedInput<N>,
) => Promise<Ack<CommandData<N>>>;

/** Every command: parse (its schema) → authorise and act (its handler) → ack (the handler's answer). */
const table: { [N in CommandName]: Handler<N> } = {
  'room:open': openRoom,
  'room:close': closeRoom,
  'presence:update': updatePresence,
  'call:join': joinCall,
  'call:leave': leaveCall,
  'call:media': changeMedia,
  'call:signal': relaySignal,
  'chat:send': sendMessage,
  'chat:history': readHistory,
};

const readsDatabase = new Set<CommandName>(['room:open', 'chat:history']);
const MAX_ISSUES = 5;

function isCommand(name: unknown): name is CommandName {
  return typeof name === 'string' && Object.hasOwn(table, name);
}

function describe(error: z.core.$ZodError): { path: string; message: string }[] {
  return error.issues.slice(0, MAX_ISSUES).map(({ path, message }) => ({ path: path.map(String).join('.'), message }));
}

async function run<N extends CommandName>(deps: SocketDeps, who: Who, name: N, input: unknown): Promise<Ack<unknown>> {
  const parsed = z.safeParse(commands[name].input, input);
  if (!parsed.success) {
    return fail('invalid-input', `The input of ${name} is not valid.`, { issues: describe(parsed.error) });
  }
  if (readsDatabase.has(name)) {
    const retryAfterMs = await deps.limitReads(who.person.userId);
    if (retryAfterMs > 0) return fail('rate-limited', 'Too many requests.', { retryAfterMs });
  }
  try {
    return await table[name](deps, who, parsed.data as ParsedInput<N>);
  } catch (error) {
    if (isDatabaseAway(error)) return fail('unavailable', 'The database does not answer now; try again.');
    deps.metrics.countFault('handler');
    deps.log.error({ err: error, command: name, userId: who.person.userId, socketId: who.socketId }, 'handler failed');
    return fail('internal', 'Something went wrong.');
  }
}

/** B6: more than any client sends. The socket is told why and closed. */
function endFlood(deps: SocketDeps, socket: CoupSocket): void {
  const { who } = socket.data;
  deps.metrics.countFlood();
  deps.log.warn({ userId: who.person.userId, socketId: who.socketId }, 'flood: socket closed');
  socket.emit('socket:ended', { code: 'rate-limited', message: 'This connection sent far too much.' });
  socket.disconnect(true);
}

async function answer(deps: SocketDeps, socket: CoupSocket, name: unknown, args: unknown[]): Promise<void> {
  const startedMs = performance.now();
  const reply = args.at(-1);
  const respond = typeof reply === 'function' ? (ack: Ack<unknown>) => void reply(ack) : () => {};
  const { eventBudget, who } = socket.data;
  const verdict = spendEvent(eventBudget, startedMs, deps.limits);
  if (verdict === 'flood') return endFlood(deps, socket);

  const command = isCommand(name) ? name : null;
  let ack: Ack<unknown>;
  if (verdict === 'over') {
    const retryAfterMs = msUntilFresh(eventBudget, startedMs);
    ack = fail('rate-limited', 'Too many events at once.', { retryAfterMs });
  } else if (!command) ack = fail('invalid-input', 'There is no such command.');
  else ack = await run(deps, who, command, args[0]);
  deps.metrics.countCommand(command ?? 'unknown', ack.ok ? 'ok' : ack.error.code, startedMs);
  respond(ack);
}

/** Attaches the table to every socket that gets past authentication. */
export function attachSockets(io: CoupServer, deps: SocketDeps): void {
  // One listener for all events of all sockets, instead of nine closures for each socket.
  function onEvent(this: CoupSocket, name: unknown, ...args: unknown[]): void {
    deps.inFlight.count += 1;
    answer(deps, this, name, args)
      .catch((error: unknown) => {
        deps.metrics.countFault('socket');
        deps.log.error({ err: error, socketId: this.id }, 'answering failed');
      })
      .finally(() => {
        deps.inFlight.count -= 1;
      });
  }

  function onDisconnect(this: CoupSocket, reason: string): void {
    // Only silence is a vanishing: every other end was said by somebody (X1, X2).
    const cause = reason === 'ping timeout' ? 'vanished' : 'closed';
    dropSocket(deps, this.data.who, cause).catch((error: unknown) => {
      deps.metrics.countFault('disconnect');
      deps.log.error({ err: error, socketId: this.id }, 'disconnect failed');
    });
  }

  io.on('connection', (socket) => {
    socket.onAny(onEvent);
    socket.on('disconnect', onDisconnect);
  });
}

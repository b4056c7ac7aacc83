import {
  type CommandData,
  DEFAULT_HISTORY_PAGE,
  type ErrorCode,
  MAX_HISTORY_PAGE,
  type Room,
} from '@coup/signaling/protocol';
import type { Call } from '../call/call-state.ts';
import type { SignalingEvent, SignalingPort } from '../call/ports.ts';
import { acceptRoster, emptyView, type RosterView } from '../call/roster-view.ts';
import { type ChatFeed, type ChatOptions, createChat } from '../chat/chat.ts';
import type { OutboxStore } from '../chat/ports.ts';
import { createPresence, type PresenceFeed } from '../presence/presence.ts';
import { type AnswerCode, noAnswer } from './answer.ts';
import type { Clock, Random } from './clock.ts';
import { type AnyFact, type Connection, createConnection } from './connection.ts';
import type { FetchToken, PageState, SocketFactory } from './ports.ts';
import { reconnectDelayMs } from './reconnect.ts';
import type { RoomSession, RoomState } from './room-session-state.ts';
import { createStore, type Store } from './store.ts';

export type RoomSessionOptions = {
  slug: string;
  /** Origin of the signaling service. */
  socketUrl: string;
  initialToken: string | null;
  fetchToken: FetchToken;
  createSocket: SocketFactory;
  page: PageState;
  clock: Clock;
  random: Random;
  outboxStore: OutboxStore;
  initialChat?: ChatOptions['initialPage'];
  /** Loads the call's code and builds it; asked for once. */
  loadCall: (ports: { roomId: string; signaling: SignalingPort; getToken: () => string | null }) => Promise<Call>;
};

type SessionCore = RoomSessionOptions & {
  store: Store<RoomState>;
  connection: Connection;
  chatFeed: ChatFeed;
  presenceFeed: PresenceFeed;
  rosterView: RosterView;
  /** The room is open on the socket of now. */
  isReady: boolean;
  wasConnected: boolean;
  attempt: number;
  cancelRetry: () => void;
  callListeners: Set<(event: SignalingEvent) => void>;
  call: Promise<Call> | null;
  /** For callers that wait for the room's id. */
  onceOpen: Set<(room: Room) => void>;
};

/** Everything live about one room in one tab. It starts at once and goes on until `close`. */
export function createRoomSession(options: RoomSessionOptions): RoomSession {
  const { chat, feed: chatFeed } = createChat({
    ...options,
    port: {
      isReady: () => core.isReady,
      send: (clientId, body) =>
        inRoom(core, (roomId) => core.connection.command('chat:send', { roomId, clientId, body })),
      history: (range) => inRoom(core, (roomId) => readHistory(core, roomId, range)),
    },
    ...(options.initialChat ? { initialPage: options.initialChat } : {}),
  });
  const { presence, feed: presenceFeed } = createPresence();
  const core: SessionCore = {
    ...options,
    store: createStore<RoomState>({ status: 'opening' }),
    connection: createConnection({
      ...options,
      url: options.socketUrl,
      room: options.slug,
      onFact: (fact) => onFact(core, fact),
    }),
    chatFeed,
    presenceFeed,
    rosterView: emptyView,
    isReady: false,
    wasConnected: false,
    attempt: 0,
    cancelRetry: () => undefined,
    callListeners: new Set(),
    call: null,
    onceOpen: new Set(),
  };
  const stops = [core.connection.subscribe(() => onConnection(core)), options.page.onVisibility(() => tellAway(core))];
  core.connection.open();
  return {
    getConnection: core.connection.getState,
    getRoom: core.store.getState,
    subscribe(listener) {
      const unsubscribe = [core.connection.subscribe(listener), core.store.subscribe(listener)];
      return () => unsubscribe.forEach((stop) => void stop());
    },
    chat,
    presence,
    openCall: () => openCall(core),
    close: () => close(core, stops),
  };
}

function onConnection(core: SessionCore): void {
  const isConnected = core.connection.getState().status === 'connected';
  if (isConnected === core.wasConnected) return;
  core.wasConnected = isConnected;
  if (isConnected) void openRoom(core);
  else onLost(core);
}

function onLost(core: SessionCore): void {
  core.cancelRetry();
  core.isReady = false;
  core.presenceFeed.lost();
  tellCall(core, { type: 'lost' });
}

/** On every socket anew: it says what is so now, and brings what was missed. */
async function openRoom(core: SessionCore): Promise<void> {
  const afterSeq = core.chatFeed.getResumePoint();
  const answer = await core.connection.command('room:open', {
    slug: core.slug,
    isAway: core.page.isHidden(),
    ...(afterSeq === undefined ? {} : { afterSeq }),
  });
  if (!core.wasConnected || core.store.getState().status === 'deleted') return;
  if (answer.ok) onOpened(core, answer.data);
  else onNotOpened(core, answer.error.code, answer.error.retryAfterMs ?? null);
}

function onOpened(core: SessionCore, data: CommandData<'room:open'>): void {
  core.attempt = 0;
  core.isReady = true;
  core.rosterView = acceptRoster(core.rosterView, data.roster, core.clock.now(), true);
  core.store.setState({
    status: 'open',
    room: data.room,
    role: data.role,
    roster: core.rosterView.roster ?? data.roster,
  });
  core.presenceFeed.opened(data.presence);
  core.chatFeed.opened(data.chat, data.me);
  for (const listener of core.onceOpen) listener(data.room);
  core.onceOpen.clear();
  tellCall(core, { type: 'ready' });
}

const finalCodes = new Set<AnswerCode>(['not-found', 'forbidden', 'session-ended', 'outdated-client', 'invalid-input']);

function onNotOpened(core: SessionCore, code: AnswerCode, retryAfterMs: number | null): void {
  core.attempt += 1;
  const known: ErrorCode = code === 'timeout' ? 'unavailable' : code;
  const isFinal = finalCodes.has(code);
  // A room that was open stays on screen while the server is in trouble.
  if (isFinal || (core.store.getState().status !== 'open' && core.attempt > 1)) {
    core.store.setState({ status: 'failed', code: known });
    core.chatFeed.failed();
  }
  if (isFinal) return;
  const delayMs = retryAfterMs ?? reconnectDelayMs(core.attempt, core.random.fraction());
  core.cancelRetry = core.clock.after(delayMs, () => void openRoom(core));
}

function onFact(core: SessionCore, told: AnyFact): void {
  const { name, fact } = told;
  const state = core.store.getState();
  if (state.status !== 'open' || roomIdOf(told) !== state.room.roomId) return;
  switch (name) {
    case 'chat:appended':
      core.chatFeed.appended(fact.event);
      break;
    case 'presence:changed':
      core.presenceFeed.changed(fact);
      break;
    case 'presence:gone':
      core.presenceFeed.gone(fact);
      break;
    case 'room:updated':
      core.store.setState({ ...state, room: fact.room });
      break;
    case 'room:deleted':
      core.store.setState({ status: 'deleted' });
      tellCall(core, { type: 'ended', code: 'not-found' });
      break;
    case 'call:roster':
      core.rosterView = acceptRoster(core.rosterView, fact, core.clock.now());
      core.store.setState({ ...state, roster: core.rosterView.roster ?? fact });
      tellCall(core, { type: 'roster', roster: fact });
      break;
    case 'call:left':
      tellCall(core, { type: 'left', participantId: fact.participantId });
      break;
    case 'call:signalled':
      tellCall(core, { type: 'signalled', from: fact.from, stamp: fact.stamp, signal: fact.signal });
      break;
    case 'call:ended':
      tellCall(core, { type: 'ended', code: fact.code });
      break;
    case 'server:draining':
    case 'socket:ended':
      break;
  }
}

/** A socket may watch more than one room for a moment; what is not about ours is not for us. */
function roomIdOf({ name, fact }: AnyFact): string | null {
  switch (name) {
    case 'chat:appended':
      return fact.event.roomId;
    case 'room:updated':
      return fact.room.roomId;
    case 'server:draining':
    case 'socket:ended':
      return null;
    default:
      return fact.roomId;
  }
}

function tellCall(core: SessionCore, event: SignalingEvent): void {
  for (const listener of [...core.callListeners]) listener(event);
}

function tellAway(core: SessionCore): void {
  const isAway = core.page.isHidden();
  if (core.isReady) void inRoom(core, (roomId) => core.connection.command('presence:update', { roomId, isAway }));
}

async function openCall(core: SessionCore): Promise<Call> {
  core.call ??= buildCall(core);
  try {
    return await core.call;
  } catch (error) {
    // A chunk that did not load may load at the next try.
    core.call = null;
    throw error;
  }
}

async function buildCall(core: SessionCore): Promise<Call> {
  const { roomId } = await waitForRoom(core);
  return await core.loadCall({ roomId, signaling: signalingPort(core), getToken: core.connection.getToken });
}

function waitForRoom(core: SessionCore): Promise<Room> {
  const state = core.store.getState();
  if (state.status === 'open') return Promise.resolve(state.room);
  return new Promise((resolve) => core.onceOpen.add(resolve));
}

function signalingPort(core: SessionCore): SignalingPort {
  return {
    isReady: () => core.isReady,
    command: async (name, input) =>
      core.isReady ? await core.connection.command(name, input) : noAnswer('The room is not open on any socket.'),
    subscribe(listener) {
      core.callListeners.add(listener);
      return () => core.callListeners.delete(listener);
    },
  };
}

async function readHistory(
  core: SessionCore,
  roomId: string,
  range: { beforeSeq: number } | { afterSeq: number } | 'newest',
) {
  if (range === 'newest') return await core.connection.command('chat:history', { roomId });
  const limit = 'afterSeq' in range ? MAX_HISTORY_PAGE : DEFAULT_HISTORY_PAGE;
  return await core.connection.command('chat:history', { roomId, limit, ...range });
}

async function inRoom<T>(core: SessionCore, ask: (roomId: string) => Promise<T>) {
  const state = core.store.getState();
  return state.status === 'open' && core.isReady
    ? await ask(state.room.roomId)
    : noAnswer('The room is not open on any socket.');
}

/** Navigating away leaves the call and the room; a reload never gets here, so that it can come back. */
function close(core: SessionCore, stops: readonly (() => void)[]): void {
  const state = core.store.getState();
  for (const stop of stops) stop();
  core.cancelRetry();
  void core.call?.then((call) => {
    call.leave();
    call.close();
  });
  if (state.status === 'open' && core.isReady) {
    void core.connection.command('room:close', { roomId: state.room.roomId });
  }
  core.isReady = false;
  core.chatFeed.close();
  core.connection.close();
}

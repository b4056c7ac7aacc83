import { isDatabaseAway } from '../database-fault.ts';
import type { Outbox } from '../outbox.ts';
import {
  type Ack,
  type ChatPage,
  type CommandData,
  DEFAULT_HISTORY_PAGE,
  fail,
  type Nothing,
  type ParsedInput,
  succeed,
} from '../protocol/index.ts';
import type { RoomDirectory } from '../rooms/directory.ts';
import type { Presence } from '../rooms/presence.ts';
import type { RoomState } from '../rooms/room-state.ts';
import type { DisconnectCause } from '../rooms/rules.ts';
import type { OpenRoom, Who } from '../who.ts';
import type { ChatPageRequest } from './chat.ts';

export type RoomDeps = {
  directory: RoomDirectory;
  readChatPage: (request: ChatPageRequest) => Promise<ChatPage>;
  presence: Presence;
  roomState: RoomState;
  outbox: Outbox;
};

/** A tab shows one room; a few more leave room for one that is being left. */
const MAX_OPEN_ROOMS = 8;

const refusals = {
  'session-ended': () => fail('session-ended', 'This session has ended.'),
  'not-found': () => fail('not-found', 'There is no such room.'),
  banned: () => fail('forbidden', 'You cannot enter this room.'),
} as const;

/** With the database away the page is empty and claims nothing: the client keeps what it has (X7). */
async function readPage(deps: RoomDeps, roomId: string, afterSeq: number | undefined): Promise<ChatPage> {
  try {
    const limit = DEFAULT_HISTORY_PAGE;
    return await deps.readChatPage(afterSeq === undefined ? { roomId, limit } : { roomId, afterSeq, limit });
  } catch (error) {
    if (!isDatabaseAway(error)) throw error;
    return { events: [], hasMore: false, latestSeq: afterSeq ?? 0 };
  }
}

/** J1, P1, C6: from here on chat and presence flow; the answer says what is so now. Repeating it resumes. */
export async function openRoom(
  deps: RoomDeps,
  who: Who,
  input: ParsedInput<'room:open'>,
): Promise<Ack<CommandData<'room:open'>>> {
  const { person, sessionId, socketId } = who;
  const entry = await deps.directory.enter({ slug: input.slug, userId: person.userId, sessionId });
  if (entry.status !== 'entered') return refusals[entry.status]();
  const { room, role } = entry;
  const { roomId } = room;
  const before = who.openRooms.get(roomId);
  if (!before && who.openRooms.size >= MAX_OPEN_ROOMS) return fail('forbidden', 'Too many rooms are open in this tab.');
  // Watched first and read afterwards, so that nothing falls between the page and the first fact.
  if (before) Object.assign(before, { room, role });
  else who.openRooms.set(roomId, { room, role, participantId: null });
  deps.outbox.watch(socketId, roomId);
  const chat = await readPage(deps, roomId, input.afterSeq);
  if (!who.isConnected || !who.openRooms.has(roomId)) return fail('not-in-room', 'The room was closed meanwhile.');
  deps.presence.open(roomId, socketId, person, input.isAway ?? false);
  const roster = await deps.roomState.getRoster(roomId);
  return succeed({ me: person, role, room, roster, presence: deps.presence.list(roomId), chat });
}

/** P4: the room is out of sight; whoever was in its call leaves it. */
export async function closeRoom(deps: RoomDeps, who: Who, input: ParsedInput<'room:close'>): Promise<Ack<Nothing>> {
  const { roomId } = input;
  const open = who.openRooms.get(roomId);
  if (!open) return succeed({});
  who.openRooms.delete(roomId);
  deps.outbox.unwatch(who.socketId, roomId);
  if (open.participantId !== null) await deps.roomState.leave(roomId, open.participantId, who.socketId);
  deps.presence.close(roomId, who.socketId, who.person.userId);
  return succeed({});
}

/** X1, X2, P5: the socket went; its seats and its presence wait out their grace. */
export async function dropSocket(deps: RoomDeps, who: Who, cause: DisconnectCause): Promise<void> {
  who.isConnected = false;
  const rooms: [string, OpenRoom][] = [...who.openRooms];
  for (const [roomId, { participantId }] of rooms) {
    if (participantId !== null) await deps.roomState.disconnect(roomId, participantId, who.socketId, cause);
    deps.presence.drop(roomId, who.socketId, who.person.userId);
  }
}

import type { ChatWriter } from '../chat-writer.ts';
import type { UserLimit } from '../middleware/rate-limit.ts';
import { type Ack, type ChatPage, type CommandData, fail, type ParsedInput, succeed } from '../protocol/index.ts';
import type { Who } from '../who.ts';

export type ChatPageRequest = { roomId: string; beforeSeq?: number; afterSeq?: number; limit: number };
export type ChatDeps = {
  chatWriter: ChatWriter;
  readChatPage: (request: ChatPageRequest) => Promise<ChatPage>;
  limitChat: UserLimit;
};

const notInRoom = () => fail('not-in-room', 'Open the room first.');

/** C1 to C4: stored, then told to the room, then acknowledged; the same client id again is answered, not told again. */
export async function sendMessage(
  deps: ChatDeps,
  who: Who,
  input: ParsedInput<'chat:send'>,
): Promise<Ack<CommandData<'chat:send'>>> {
  const { roomId, clientId, body } = input;
  if (!who.openRooms.has(roomId)) return notInRoom();
  const retryAfterMs = await deps.limitChat(who.person.userId);
  if (retryAfterMs > 0) return fail('rate-limited', 'Too many messages at once.', { retryAfterMs });
  const result = await deps.chatWriter.write({ kind: 'message', roomId, clientId, author: who.person, body });
  if (result.status === 'no-room') return fail('not-found', 'This room is no more.');
  if (result.event.kind !== 'message') return fail('invalid-input', 'This client id names another kind of event.');
  return succeed({ event: result.event });
}

/** C5: a page of the log, in one direction. */
export async function readHistory(
  deps: ChatDeps,
  who: Who,
  input: ParsedInput<'chat:history'>,
): Promise<Ack<ChatPage>> {
  const { roomId, beforeSeq, afterSeq, limit } = input;
  if (!who.openRooms.has(roomId)) return notInRoom();
  if (beforeSeq !== undefined && afterSeq !== undefined) {
    return fail('invalid-input', 'Ask in one direction only.', {
      issues: [{ path: 'afterSeq', message: 'Cannot be combined with beforeSeq.' }],
    });
  }
  return succeed(
    await deps.readChatPage({
      roomId,
      limit,
      ...(beforeSeq === undefined ? {} : { beforeSeq }),
      ...(afterSeq === undefined ? {} : { afterSeq }),
    }),
  );
}

import { type Ack, fail, type Nothing, type ParsedInput, succeed } from '../protocol/index.ts';
import type { Presence } from '../rooms/presence.ts';
import type { Who } from '../who.ts';

export type PresenceDeps = { presence: Presence };

/** P3: what the tab says of itself; the call outranks it. */
export async function updatePresence(
  deps: PresenceDeps,
  who: Who,
  input: ParsedInput<'presence:update'>,
): Promise<Ack<Nothing>> {
  if (!who.openRooms.has(input.roomId)) return fail('not-in-room', 'Open the room first.');
  deps.presence.setAway(input.roomId, who.socketId, who.person.userId, input.isAway);
  return succeed({});
}

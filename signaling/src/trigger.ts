import * as z from 'zod/mini';
import type { Outbox } from './outbox.ts';
import { type Fact, fail, type ProtocolError, type TriggerName, triggers, uuid } from './protocol/index.ts';
import type { Presence } from './rooms/presence.ts';
import type { RoomState } from './rooms/room-state.ts';
import type { CoupServer } from './who.ts';

/** Something the web made known about a room. */
export type Trigger = { [N in TriggerName]: { event: N; room: string; data: Fact<N> } }[TriggerName];

const triggerSchema = z.discriminatedUnion('event', [
  z.object({ event: z.literal('room:updated'), room: uuid, data: triggers['room:updated'] }),
  z.object({ event: z.literal('room:deleted'), room: uuid, data: triggers['room:deleted'] }),
]) satisfies z.ZodMiniType<Trigger>;

/** A trigger the web may send, or what is wrong with it (T2). */
export function parseTrigger(body: unknown): { ok: true; trigger: Trigger } | { ok: false; error: ProtocolError } {
  const parsed = triggerSchema.safeParse(body);
  if (!parsed.success) {
    const issues = parsed.error.issues.map(({ path, message }) => ({ path: path.map(String).join('.'), message }));
    return fail('invalid-input', 'The trigger is not valid.', { issues });
  }
  const trigger = parsed.data;
  const named = trigger.event === 'room:updated' ? trigger.data.room.roomId : trigger.data.roomId;
  if (named !== trigger.room) {
    return fail('invalid-input', 'The trigger is not valid.', {
      issues: [{ path: 'data', message: 'Names another room.' }],
    });
  }
  return { ok: true, trigger };
}

type TriggerDeps = { io: CoupServer; outbox: Outbox; presence: Presence; roomState: RoomState };

/** Does on this node what a trigger asks for: everyone in the room hears it, and what we know of the room follows. */
export async function applyTrigger({ io, outbox, presence, roomState }: TriggerDeps, trigger: Trigger): Promise<void> {
  const roomId = trigger.room;
  const socketIds = [...(io.sockets.adapter.rooms.get(roomId) ?? [])];
  const watchers = socketIds.flatMap((id) => io.sockets.sockets.get(id)?.data.who ?? []);
  if (trigger.event === 'room:updated') {
    for (const { openRooms } of watchers) {
      const open = openRooms.get(roomId);
      if (open) open.room = trigger.data.room;
    }
    outbox.toRoomHere(roomId, 'room:updated', trigger.data);
    return;
  }
  await roomState.endCall(roomId, 'not-found');
  outbox.toRoomHere(roomId, 'room:deleted', trigger.data);
  presence.forget(roomId);
  for (const { openRooms, socketId } of watchers) {
    openRooms.delete(roomId);
    outbox.unwatch(socketId, roomId);
  }
}

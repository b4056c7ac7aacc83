import 'server-only';
import { createRoom, deleteRoom, type Room, updateRoom } from '@coup/db/queries/rooms';
import type { Person } from '@coup/signaling/protocol';
import { RateLimiterMemory } from 'rate-limiter-flexible';
import type { RoomInput } from './room-input.ts';
import { getServices } from './services.ts';

const ROOMS_PER_MINUTE = 10;
const making = new RateLimiterMemory({ points: ROOMS_PER_MINUTE, duration: 60 });

/** Makes a room for somebody; null when they have made many just now. */
export async function makeRoom(owner: Person, input: RoomInput): Promise<Room | null> {
  const isAllowed = await making.consume(owner.userId).then(
    () => true,
    () => false,
  );
  return isAllowed ? createRoom(getServices().database.db, { ...input, ownerId: owner.userId }) : null;
}

export type Change = { status: 'done'; isAnnounced: boolean } | { status: 'forbidden' } | { status: 'not-found' };

/** Changes a room for its owner, and tells those who are in it. */
export async function changeRoom(owner: Person, roomId: string, changes: RoomInput): Promise<Change> {
  const { database, signaling } = getServices();
  const result = await updateRoom(database.db, { roomId, ownerId: owner.userId, changes });
  if (result.status !== 'updated') return result;
  return { status: 'done', isAnnounced: await signaling.trigger('room:updated', roomId, { room: result.room }) };
}

/** Deletes a room for its owner, and tells those who are in it. */
export async function removeRoom(owner: Person, roomId: string): Promise<Change> {
  const { database, signaling } = getServices();
  const result = await deleteRoom(database.db, { roomId, ownerId: owner.userId });
  if (result.status !== 'deleted') return result;
  return { status: 'done', isAnnounced: await signaling.trigger('room:deleted', roomId, { roomId }) };
}

import 'server-only';
import { type JoinedRoom, listPublicRooms, listRoomsOf, type PublicRoom } from '@coup/db/queries/rooms';
import { type LiveStatus, liveFor } from './live-rooms.ts';
import { getServices } from './services.ts';
import { shareFor } from './share-for.ts';
import { within } from './within.ts';

const PAGE_SIZE = 24;
const YOURS_SHOWN = 12;
/** The page does not wait longer for who is in; the browser asks again by itself. */
const LIVE_PATIENCE_MS = 400;

export type RoomLists = { yours: JoinedRoom[]; open: PublicRoom[]; hasMore: boolean; live: LiveStatus };
export type RoomListInput = { userId: string | null; search: string; pages: number };

/** Everything the list of rooms shows, asked for at once. */
export async function readRoomLists({ userId, search, pages }: RoomListInput): Promise<RoomLists> {
  const { database, signaling } = getServices();
  const limit = PAGE_SIZE * pages;
  const [open, yours, answer] = await Promise.all([
    listPublicRooms(database.db, { limit: limit + 1, search }),
    userId === null || search !== '' ? [] : listRoomsOf(database.db, userId, YOURS_SHOWN),
    within(LIVE_PATIENCE_MS, signaling.live()),
  ]);
  const known = new Set([...open, ...yours].map(({ roomId }) => roomId));
  return {
    yours,
    open: open.slice(0, limit),
    hasMore: open.length > limit,
    live: liveFor(answer ?? { status: 'unavailable' }, (id) => known.has(id)),
  };
}

/** Who is in, in public rooms and in the viewer's own. */
export async function readLive(userId: string | null): Promise<LiveStatus> {
  const { database, signaling } = getServices();
  const answer = await signaling.live();
  // Nobody in, or nobody knows: then there is nothing to look up.
  if (answer.status === 'unavailable' || answer.rooms.length === 0) return liveFor(answer, () => false);
  const [open, yours] = await Promise.all([busyPublicRooms(), userId === null ? [] : listRoomsOf(database.db, userId)]);
  const own = new Set(yours.map(({ roomId }) => roomId));
  return liveFor(answer, (roomId) => open.has(roomId) || own.has(roomId));
}

/** A room with people in it is among those where something happened last. */
const busyPublicRooms = shareFor(5_000, async () => {
  const rooms = await listPublicRooms(getServices().database.db, { limit: 500 });
  return new Set(rooms.map(({ roomId }) => roomId));
});

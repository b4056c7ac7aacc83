import { and, desc, eq, isNull, lt, or, type SQL, sql } from 'drizzle-orm';
import type { Database, DatabaseOrTransaction } from '../client.ts';
import { createSlug, isSlug } from '../room-slug.ts';
import { membership, type roles, room, type visibilities } from '../schema/rooms.ts';

export type Visibility = (typeof visibilities)[number];
export type Role = (typeof roles)[number];

/** A durable study room, as both services speak of it. */
export type Room = {
  roomId: string;
  slug: string;
  name: string;
  topic: string;
  description: string;
  visibility: Visibility;
  capacity: number;
  ownerId: string | null;
};

export type NewRoom = {
  ownerId: string;
  name: string;
  visibility: Visibility;
  topic?: string | undefined;
  description?: string | undefined;
  capacity?: number | undefined;
};

const roomColumns = {
  roomId: room.id,
  slug: room.slug,
  name: room.name,
  topic: room.topic,
  description: room.description,
  visibility: room.visibility,
  capacity: room.capacity,
  ownerId: room.ownerId,
};

const SLUG_ATTEMPTS = 8;

/** Makes a room under a new address, with its owner as the first member. */
export async function createRoom(db: DatabaseOrTransaction, input: NewRoom): Promise<Room> {
  return await db.transaction(async (tx) => {
    for (let attempt = 0; attempt < SLUG_ATTEMPTS; attempt += 1) {
      const slug = createSlug(input.name, input.visibility);
      const [created] = await tx
        .insert(room)
        .values({ ...input, slug })
        .onConflictDoNothing({ target: room.slug })
        .returning(roomColumns);
      if (!created) continue;
      await tx.insert(membership).values({ roomId: created.roomId, userId: input.ownerId, role: 'owner' });
      return created;
    }
    throw new Error(`No free address for a room after ${SLUG_ATTEMPTS} attempts.`);
  });
}

export async function findRoomBySlug(db: DatabaseOrTransaction, slug: string): Promise<Room | null> {
  const address = slug.normalize('NFC');
  if (!isSlug(address)) return null;
  const [found] = await db.select(roomColumns).from(room).where(eq(room.slug, address));
  return found ?? null;
}

export async function findRoomById(db: DatabaseOrTransaction, roomId: string): Promise<Room | null> {
  const [found] = await db.select(roomColumns).from(room).where(eq(room.id, roomId));
  return found ?? null;
}

export type PublicRoom = Room & { activeAt: Date };

export type PublicRoomsPage = {
  limit: number;
  /** Only rooms whose name or topic contains this, whatever the case. */
  search?: string | undefined;
  /** The last room of the page before. */
  after?: { activeAt: Date; roomId: string } | undefined;
};

/** Public rooms, those where something happened last first. */
export async function listPublicRooms(db: DatabaseOrTransaction, page: PublicRoomsPage): Promise<PublicRoom[]> {
  const conditions: (SQL | undefined)[] = [eq(room.visibility, sql`'public'`)];
  const search = page.search?.replaceAll('\0', '').trim();
  if (search) {
    const pattern = `%${search.normalize('NFC').replaceAll(/[\\%_]/g, '\\$&')}%`;
    conditions.push(
      sql`(normalize(${room.name}, NFC) ilike ${pattern} or normalize(${room.topic}, NFC) ilike ${pattern})`,
    );
  }
  if (page.after) {
    const { activeAt, roomId } = page.after;
    conditions.push(or(lt(room.activeAt, activeAt), and(eq(room.activeAt, activeAt), lt(room.id, roomId))));
  }
  return await db
    .select({ ...roomColumns, activeAt: room.activeAt })
    .from(room)
    .where(and(...conditions))
    .orderBy(desc(room.activeAt), desc(room.id))
    .limit(page.limit);
}

export type JoinedRoom = Room & { role: Role; activeAt: Date };

/** The rooms a person belongs to, public or not, those where something happened last first. */
export async function listRoomsOf(db: DatabaseOrTransaction, userId: string, limit = 100): Promise<JoinedRoom[]> {
  return await db
    .select({ ...roomColumns, role: membership.role, activeAt: room.activeAt })
    .from(membership)
    .innerJoin(room, eq(room.id, membership.roomId))
    .where(and(eq(membership.userId, userId), isNull(membership.bannedAt)))
    .orderBy(desc(room.activeAt), desc(room.id))
    .limit(limit);
}

type Changeable = Pick<Room, 'name' | 'topic' | 'description' | 'visibility' | 'capacity'>;
export type RoomChanges = { [K in keyof Changeable]?: Changeable[K] | undefined };
export type RoomUpdate = { status: 'updated'; room: Room } | { status: 'forbidden' } | { status: 'not-found' };
export type RoomDeletion = { status: 'deleted' } | { status: 'forbidden' } | { status: 'not-found' };
type OwnedRoom = { roomId: string; ownerId: string };

/** Changes a room for its owner. The address stays, so that links go on working. */
export async function updateRoom(
  db: DatabaseOrTransaction,
  { roomId, ownerId, changes }: OwnedRoom & { changes: RoomChanges },
): Promise<RoomUpdate> {
  const { name, topic, description, visibility, capacity } = changes;
  const [updated] = await db
    .update(room)
    .set({ name, topic, description, visibility, capacity, updatedAt: new Date() })
    .where(and(eq(room.id, roomId), eq(room.ownerId, ownerId)))
    .returning(roomColumns);
  if (updated) return { status: 'updated', room: updated };
  return { status: await whyNotOwned(db, roomId) };
}

/** Deletes a room for its owner, with its chat, memberships and attendance. */
export async function deleteRoom(db: DatabaseOrTransaction, { roomId, ownerId }: OwnedRoom): Promise<RoomDeletion> {
  const deleted = await db
    .delete(room)
    .where(and(eq(room.id, roomId), eq(room.ownerId, ownerId)))
    .returning({ roomId: room.id });
  if (deleted.length > 0) return { status: 'deleted' };
  return { status: await whyNotOwned(db, roomId) };
}

async function whyNotOwned(db: DatabaseOrTransaction, roomId: string): Promise<'forbidden' | 'not-found'> {
  return (await findRoomById(db, roomId)) ? 'forbidden' : 'not-found';
}

export type RoomEntry =
  | { status: 'entered'; room: Room; role: Role }
  | { status: 'session-ended' }
  | { status: 'not-found' }
  | { status: 'banned' };

type EntryRow = Omit<Room, 'roomId'> & {
  roomId: string | null;
  isSessionLive: boolean;
  isBanned: boolean;
  role: Role | null;
};

/**
 * Lets a person into a room: session, ban and membership in one statement, because everybody comes at once after a
 * reconnect. Whoever does not belong to the room yet becomes a member.
 */
export async function enterRoom(
  db: Database,
  { slug, userId, sessionId }: { slug: string; userId: string; sessionId: string },
): Promise<RoomEntry> {
  const address = slug.normalize('NFC');
  if (!isSlug(address)) return { status: 'not-found' };
  const [row] = await db.$client<EntryRow[]>`
    with live as (
      select user_id from session where id = ${sessionId} and user_id = ${userId} and expires_at > now()
    ), found as (
      select room.*, membership.role, membership.banned_at
      from room left join membership on membership.room_id = room.id and membership.user_id = ${userId}
      where room.slug = ${address}
    ), joined as (
      insert into membership (room_id, user_id, role)
      select found.id, live.user_id, 'member' from found, live where found.role is null
      -- Two tabs at once: the later one reads what the earlier one made.
      on conflict (room_id, user_id) do update set role = membership.role
      returning role, banned_at
    )
    select
      exists (select from live) as "isSessionLive",
      found.id as "roomId", found.slug, found.name, found.topic, found.description, found.visibility, found.capacity,
      found.owner_id as "ownerId",
      coalesce(found.role, joined.role) as role,
      coalesce(found.banned_at, joined.banned_at) is not null as "isBanned"
    from (values (1)) as always left join found on true left join joined on true`;
  if (!row?.isSessionLive) return { status: 'session-ended' };
  const { isSessionLive: _, isBanned, role, roomId, ...rest } = row;
  if (!roomId || !role) return { status: 'not-found' };
  if (isBanned) return { status: 'banned' };
  return { status: 'entered', room: { roomId, ...rest }, role };
}

import { and, eq, or, sql } from 'drizzle-orm';
import type { DatabaseOrTransaction } from '../client.ts';
import { attendance } from '../schema/attendance.ts';
import { user } from '../schema/auth.ts';
import { chatEvent } from '../schema/chat.ts';
import { membership, room } from '../schema/rooms.ts';

/** Who somebody is to others. */
export type Person = { userId: string; name: string; isGuest: boolean };

export async function findUser(db: DatabaseOrTransaction, userId: string): Promise<Person | null> {
  const [found] = await db
    .select({ userId: user.id, name: user.name, isGuest: sql<boolean>`coalesce(${user.isAnonymous}, false)` })
    .from(user)
    .where(eq(user.id, userId));
  return found ?? null;
}

export type Reparenting = { status: 'moved'; roomIds: string[] } | { status: 'not-a-guest' } | { status: 'no-user' };
type Move = { guestId: string; userId: string };

/**
 * Gives what a guest has (rooms, memberships, messages, attendance) to the account they signed in to.
 * Call it before the guest's row is deleted; repeating it is harmless.
 */
export async function reparentGuest(db: DatabaseOrTransaction, move: Move): Promise<Reparenting> {
  return await db.transaction(async (tx) => {
    const guest = await findUser(tx, move.guestId);
    if (!guest?.isGuest || move.guestId === move.userId) return { status: 'not-a-guest' };
    const person = await findUser(tx, move.userId);
    if (!person) return { status: 'no-user' };
    const roomIds = await lockRoomsOf(tx, move.guestId);
    await moveOwnership(tx, move);
    await moveMemberships(tx, move);
    await moveMessages(tx, move.guestId, person, roomIds);
    await tx.update(attendance).set({ userId: move.userId }).where(eq(attendance.userId, move.guestId));
    return { status: 'moved', roomIds };
  });
}

/** In the order of ids, as appending chat does, so that neither waits for the other for ever. */
async function lockRoomsOf(tx: DatabaseOrTransaction, userId: string): Promise<string[]> {
  const belongs = sql`exists (select from ${membership} where ${membership.roomId} = ${room.id}
    and ${membership.userId} = ${userId})`;
  const locked = await tx
    .select({ roomId: room.id })
    .from(room)
    .where(or(eq(room.ownerId, userId), belongs))
    .orderBy(room.id)
    .for('no key update');
  return locked.map(({ roomId }) => roomId);
}

async function moveOwnership(tx: DatabaseOrTransaction, { guestId, userId }: Move): Promise<void> {
  await tx.update(room).set({ ownerId: userId }).where(eq(room.ownerId, guestId));
}

/** Of two roles the higher stays, of two joinings the earlier; a ban follows the person, but not into their own room. */
async function moveMemberships(tx: DatabaseOrTransaction, { guestId, userId }: Move): Promise<void> {
  const ranks = sql`array['member', 'moderator', 'owner']`;
  await tx.execute(sql`
    insert into membership as mine (room_id, user_id, role, joined_at, banned_at)
    select room_id, ${userId}, role, joined_at, banned_at from membership where user_id = ${guestId}
    on conflict (room_id, user_id) do update set
      role = case when array_position(${ranks}, excluded.role) > array_position(${ranks}, mine.role)
        then excluded.role else mine.role end,
      joined_at = least(mine.joined_at, excluded.joined_at),
      banned_at = case when 'owner' in (mine.role, excluded.role) then null
        else coalesce(mine.banned_at, excluded.banned_at) end`);
  await tx.delete(membership).where(eq(membership.userId, guestId));
}

/** A message sent again after signing in is there under both authors; the guest's copy then stays as it is. */
async function moveMessages(
  tx: DatabaseOrTransaction,
  guestId: string,
  person: Person,
  roomIds: readonly string[],
): Promise<void> {
  const isSentAgain = sql`exists (select from ${chatEvent} as mine where mine.room_id = ${chatEvent.roomId}
    and mine.author_id = ${person.userId} and mine.client_id = ${chatEvent.clientId})`;
  for (const roomId of roomIds) {
    await tx
      .update(chatEvent)
      .set({ authorId: person.userId, authorName: person.name, authorIsGuest: person.isGuest })
      .where(and(eq(chatEvent.roomId, roomId), eq(chatEvent.authorId, guestId), sql`not ${isSentAgain}`));
  }
}

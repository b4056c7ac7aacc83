import { and, eq, inArray, isNull, lt, sql } from 'drizzle-orm';
import type { DatabaseOrTransaction } from '../client.ts';
import { FOREIGN_KEY_VIOLATION, sqlState } from '../postgres-error.ts';
import { attendance } from '../schema/attendance.ts';
import { room } from '../schema/rooms.ts';

export type AttendanceStart = { roomId: string; userId: string; participantId: string; at: Date };
export type StartedAttendance = { status: 'started'; attendanceId: string } | { status: 'gone' };

/**
 * Opens a stay, or answers with the participant's open one. `gone`: the room or the person was deleted meanwhile.
 * Close stale stays on a timer, or a return after hours would continue the old one.
 */
export async function startAttendance(db: DatabaseOrTransaction, start: AttendanceStart): Promise<StartedAttendance> {
  try {
    const [stay] = await db
      .insert(attendance)
      .values({
        roomId: start.roomId,
        userId: start.userId,
        participantId: start.participantId,
        startedAt: start.at,
        lastSeenAt: start.at,
      })
      .onConflictDoUpdate({
        target: [attendance.roomId, attendance.participantId],
        targetWhere: isNull(attendance.endedAt),
        set: { lastSeenAt: sql`greatest(${attendance.lastSeenAt}, excluded.last_seen_at)` },
      })
      .returning({ attendanceId: attendance.id });
    if (!stay) return { status: 'gone' };
    await markActive(db, start.roomId);
    return { status: 'started', attendanceId: stay.attendanceId };
  } catch (error) {
    if (sqlState(error) === FOREIGN_KEY_VIOLATION) return { status: 'gone' };
    throw error;
  }
}

/** To the minute, as appending chat does. */
async function markActive(db: DatabaseOrTransaction, roomId: string): Promise<void> {
  await db
    .update(room)
    .set({ activeAt: sql`now()` })
    .where(and(eq(room.id, roomId), lt(room.activeAt, sql`now() - interval '1 minute'`)));
}

/** Says that these stays go on. Answers the ids that are still open; the others were closed and need a new start. */
export async function touchAttendance(
  db: DatabaseOrTransaction,
  attendanceIds: readonly string[],
  at: Date,
): Promise<string[]> {
  if (attendanceIds.length === 0) return [];
  const touched = await db
    .update(attendance)
    .set({ lastSeenAt: sql`greatest(${attendance.lastSeenAt}, ${at.toISOString()}::timestamptz)` })
    .where(and(inArray(attendance.id, [...attendanceIds]), isNull(attendance.endedAt)))
    .returning({ attendanceId: attendance.id });
  return touched.map((stay) => stay.attendanceId);
}

/** Closes a stay; closing it again changes nothing. Answers whether this call closed it. */
export async function endAttendance(db: DatabaseOrTransaction, attendanceId: string, at: Date): Promise<boolean> {
  const moment = sql`greatest(${attendance.lastSeenAt}, ${at.toISOString()}::timestamptz)`;
  const ended = await db
    .update(attendance)
    .set({ lastSeenAt: moment, endedAt: moment })
    .where(and(eq(attendance.id, attendanceId), isNull(attendance.endedAt)))
    .returning({ attendanceId: attendance.id });
  return ended.length > 0;
}

/** Closes open stays not seen since `before`, at the time they were last seen. Answers how many. */
export async function closeStaleAttendance(db: DatabaseOrTransaction, before: Date): Promise<number> {
  const closed = await db
    .update(attendance)
    .set({ endedAt: attendance.lastSeenAt })
    .where(and(isNull(attendance.endedAt), lt(attendance.lastSeenAt, before)))
    .returning({ attendanceId: attendance.id });
  return closed.length;
}

import type { AttendanceStart, StartedAttendance } from '@coup/db/queries/attendance';
import type { Logger } from 'pino';
import type { Clock } from './clock.ts';
import type { Participant } from './protocol/index.ts';
import type { RoomState } from './rooms/room-state.ts';

export type AttendanceStore = {
  start(start: AttendanceStart): Promise<StartedAttendance>;
  /** Answers the ids that are still open. */
  touch(attendanceIds: readonly string[], at: Date): Promise<string[]>;
  end(attendanceId: string, at: Date): Promise<boolean>;
  closeStale(before: Date): Promise<number>;
};

type Stay = { roomId: string; participant: Participant; attendanceId: string | null; work: Promise<void> };
type AttendanceOptions = { store: AttendanceStore; roomState: RoomState; clock: Clock; log: Logger };

const TOUCH_INTERVAL_MS = 60_000;
const STALE_AFTER_MS = 3 * TOUCH_INTERVAL_MS;

/**
 * Records who studied when, following the seats. The database may fail at any time: a stay that could not be written is
 * tried again at the next touch, and no call ever waits for it.
 */
export function recordAttendance({ store, roomState, clock, log }: AttendanceOptions): { close(): Promise<void> } {
  const stays = new Map<string, Stay>();
  const keyOf = (roomId: string, participantId: string) => `${roomId}/${participantId}`;

  async function attempt(what: string, work: () => Promise<unknown>): Promise<void> {
    try {
      await work();
    } catch (error) {
      log.warn({ err: error, what }, 'attendance not written');
    }
  }

  async function start(stay: Stay, at: Date): Promise<void> {
    const { roomId, participant } = stay;
    const { participantId } = participant;
    const started = await store.start({ roomId, participantId, userId: participant.person.userId, at });
    if (started.status === 'started') stay.attendanceId = started.attendanceId;
  }

  async function end(stay: Stay, at: Date): Promise<void> {
    if (stay.attendanceId) await store.end(stay.attendanceId, at);
  }

  // One after the other for each stay: its end may come before its start has been written.
  function enqueue(stay: Stay, what: string, work: () => Promise<unknown>): void {
    stay.work = stay.work.then(() => attempt(what, work));
  }

  async function touchAll(): Promise<void> {
    const now = new Date(clock.now());
    await store.closeStale(new Date(now.getTime() - STALE_AFTER_MS));
    const seen = [...stays.values()].map((stay) => ({ stay, attendanceId: stay.attendanceId }));
    const ids = seen.flatMap(({ attendanceId }) => attendanceId ?? []);
    const open = new Set(ids.length > 0 ? await store.touch(ids, now) : []);
    for (const { stay, attendanceId } of seen) {
      if (attendanceId !== null && open.has(attendanceId)) continue;
      enqueue(stay, 'start', async () => {
        if (stay.attendanceId === attendanceId) await start(stay, now);
      });
    }
  }

  let cancelTouch = () => {};
  async function touchRepeatedly(): Promise<void> {
    await attempt('touch', touchAll);
    cancelTouch = clock.schedule(TOUCH_INTERVAL_MS, () => void touchRepeatedly());
  }
  void touchRepeatedly();

  const unsubscribe = roomState.subscribe(({ roomId, seated, departed }) => {
    const at = new Date(clock.now());
    for (const participant of seated) {
      const stay: Stay = { roomId, participant, attendanceId: null, work: Promise.resolve() };
      stays.set(keyOf(roomId, participant.participantId), stay);
      enqueue(stay, 'start', () => start(stay, at));
    }
    for (const { participant } of departed) {
      const key = keyOf(roomId, participant.participantId);
      const stay = stays.get(key);
      stays.delete(key);
      if (stay) enqueue(stay, 'end', () => end(stay, at));
    }
  });

  return {
    /** Stays are left open: their people come back to another node, or count as stale in three minutes. */
    async close() {
      unsubscribe();
      cancelTouch();
      await Promise.all([...stays.values()].map(({ work }) => work));
    },
  };
}

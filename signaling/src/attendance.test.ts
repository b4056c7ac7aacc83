import { expect, test } from 'bun:test';
import { type AttendanceStore, recordAttendance } from './attendance.ts';
import { createLog } from './log.ts';
import { createMemoryRoomState } from './rooms/room-state.memory.ts';
import { createFakeClock } from './testing/fake-clock.ts';

const MINUTE_MS = 60_000;
const settle = () => new Promise((resolve) => setImmediate(resolve));

function setUp() {
  const clock = createFakeClock();
  const roomState = createMemoryRoomState({ clock });
  const calls: string[] = [];
  const state = { isAway: false, isClosedByAnother: false, started: 0 };
  const say = async (what: string) => {
    if (state.isAway) throw Object.assign(new Error('refused'), { code: 'ECONNREFUSED' });
    calls.push(what);
  };
  const store: AttendanceStore = {
    async start() {
      await say('start');
      state.started += 1;
      return { status: 'started', attendanceId: `stay ${state.started}` };
    },
    async touch(ids) {
      await say(`touch ${ids.join()}`);
      return state.isClosedByAnother ? [] : [...ids];
    },
    async end(id) {
      await say(`end ${id}`);
      return true;
    },
    async closeStale() {
      await say('close stale');
      return 0;
    },
  };
  recordAttendance({ store, roomState, clock, log: createLog('silent') });
  const seat = () =>
    roomState.join('room', {
      socketId: 'socket',
      person: { userId: 'ada', name: 'Ada', isGuest: false },
      incarnation: 'page',
      media: { microphone: false, camera: false, screen: false },
      capacity: 6,
      claim: null,
      newParticipantId: 'participant',
    });
  return { clock, roomState, calls, state, seat };
}

test('X9 a stay starts with the seat, is touched every minute and ends with it', async () => {
  const { clock, roomState, calls, seat } = setUp();
  await seat();
  await settle();
  clock.advance(MINUTE_MS);
  await settle();
  await roomState.leave('room', 'participant', 'socket');
  await settle();
  expect(calls).toEqual(['close stale', 'start', 'close stale', 'touch stay 1', 'end stay 1']);
});

test('X9 an end that comes before its start is written waits for it', async () => {
  const { roomState, calls, seat } = setUp();
  await seat();
  await roomState.leave('room', 'participant', 'socket');
  await settle();
  expect(calls).toEqual(['close stale', 'start', 'end stay 1']);
});

test('X7 with the database away the call notices nothing, and the stay is written later', async () => {
  const { clock, calls, state, seat } = setUp();
  await settle();
  state.isAway = true;
  expect((await seat()).ok).toBe(true);
  await settle();
  clock.advance(MINUTE_MS);
  await settle();
  state.isAway = false;
  clock.advance(MINUTE_MS);
  await settle();
  expect(calls).toEqual(['close stale', 'close stale', 'start']);
});

test('X9 a stay that somebody closed is started again', async () => {
  const { clock, calls, state, seat } = setUp();
  await seat();
  await settle();
  state.isClosedByAnother = true;
  clock.advance(MINUTE_MS);
  await settle();
  expect(calls.slice(-2)).toEqual(['touch stay 1', 'start']);
});

import type { LiveRooms } from './signaling-client.ts';

/** Who is in one call, as the list of rooms shows it. */
export type LiveRoom = { count: number; people: { userId: string; name: string }[] };
/** By room id; rooms without anybody in the call are left out. */
export type LiveByRoom = Record<string, LiveRoom>;
export type LiveStatus = { status: 'live'; rooms: LiveByRoom } | { status: 'unavailable' };

/** Enough faces for a card. */
const SHOWN_PEOPLE = 6;

/** Only rooms the asker may know of: the rest of the answer names people in unlisted rooms. */
export function liveFor(answer: LiveRooms, mayKnow: (roomId: string) => boolean): LiveStatus {
  if (answer.status === 'unavailable') return answer;
  const rooms: LiveByRoom = {};
  for (const { roomId, participants } of answer.rooms) {
    if (participants.length === 0 || !mayKnow(roomId)) continue;
    const people = participants.slice(0, SHOWN_PEOPLE).map(({ userId, name }) => ({ userId, name }));
    rooms[roomId] = { count: participants.length, people };
  }
  return { status: 'live', rooms };
}

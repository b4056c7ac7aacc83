'use client';

import { AvatarRow } from '../kit/avatar.tsx';
import { useLiveRoom } from './live-context.tsx';
import type { LiveWords } from './live-words.ts';

export type RoomLifeProps = { roomId: string; capacity: number; words: LiveWords };

/** Faces, how many study here now, and how many seats are free. Where nobody knows: the seats alone. */
export function RoomLife({ roomId, capacity, words }: RoomLifeProps) {
  const live = useLiveRoom(roomId);
  if (live === null) return <span className="text-ink-faint">{words.seats[capacity]}</span>;
  const seats = words.seatsFree[Math.max(0, capacity - live.count)];
  if (live.count === 0) {
    return (
      <>
        <span className="text-ink-faint">{words.nobody}</span>
        <span className="ml-auto text-ink-faint">{seats}</span>
      </>
    );
  }
  const names = live.people.map(({ name }) => name).join(', ');
  return (
    <>
      <AvatarRow people={live.people} max={3} label={words.whoIsIn.replace('{names}', () => names)} />
      <span className="tabular font-strong text-lamp-ink">{words.studying[live.count]}</span>
      <span className="tabular ml-auto text-ink-faint">{seats}</span>
    </>
  );
}

'use client';

import { MAX_LIVE_PARTICIPANTS, type Participant, type Room } from '@coup/signaling/protocol';
import { useTranslations } from 'use-intl';
import { Avatar } from '../kit/avatar.tsx';

/** How many can be in the call now: what the room allows, and what a call carries. */
export function seatsOf(room: Room): number {
  return Math.min(room.capacity, MAX_LIVE_PARTICIPANTS);
}

/** A reading lamp on the table: lit where somebody sits, an outline where nobody does. */
function Lamp({ isLit }: { isLit: boolean }) {
  return (
    <svg viewBox="0 0 48 40" aria-hidden="true" className="h-10 w-12">
      {isLit && <path d="M12 15h24l8 25H4Z" className="fill-lamp-wash" />}
      <path
        d="M24 14v24M17 38.75h14"
        strokeWidth="2"
        strokeLinecap="round"
        className={isLit ? 'stroke-lamp' : 'stroke-edge/60'}
      />
      <path
        d="M24 3c8 0 13.5 4.6 14.5 11 .1.6-.3 1-.9 1H10.4c-.6 0-1-.4-.9-1C10.5 7.6 16 3 24 3Z"
        strokeWidth="1.5"
        className={isLit ? 'fill-lamp stroke-lamp' : 'fill-sunk stroke-edge/60'}
      />
    </svg>
  );
}

/** One place at the table. */
function Seat({ participant }: { participant: Participant | undefined }) {
  const words = useTranslations('lobby');
  const isTaken = participant !== undefined;
  return (
    <li className="flex min-w-0 flex-col items-center">
      <span className="flex w-full justify-center border-edge/70 border-b-2">
        <Lamp isLit={isTaken} />
      </span>
      {isTaken ? (
        <Avatar {...participant.person} className="mt-2" />
      ) : (
        <span aria-hidden className="mt-2 size-9 rounded-full border border-edge/60 border-dashed" />
      )}
      <span className="mt-1 w-full truncate px-1 text-center text-fine text-ink-soft">
        {isTaken ? <bdi>{participant.person.name}</bdi> : <span className="text-ink-faint">{words('freeSeat')}</span>}
      </span>
    </li>
  );
}

/** The table of the call, a lamp at each place: who is in, and how many are free. */
export function Seats({ participants, seats }: { participants: readonly Participant[]; seats: number }) {
  const words = useTranslations('lobby');
  const free = Math.max(0, seats - participants.length);
  return (
    <ul
      aria-label={words('seats', { taken: participants.length, all: seats })}
      className="grid grid-cols-3 gap-y-5 pt-1 @[26rem]:grid-cols-6"
    >
      {participants.map((participant) => (
        <Seat key={participant.participantId} participant={participant} />
      ))}
      {Array.from({ length: free }, (_, index) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: free places are all the same.
        <Seat key={`free-${index}`} participant={undefined} />
      ))}
    </ul>
  );
}

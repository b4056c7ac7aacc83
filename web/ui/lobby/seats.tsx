'use client';

import { MAX_LIVE_PARTICIPANTS, type Participant, type Room } from '@coup/signaling/protocol';
import { useTranslations } from 'use-intl';
import { hueOf, initialsOf } from '../kit/initials.ts';

/** How many can be in the call now: what the room allows, and what a call carries. */
export function seatsOf(room: Room): number {
  return Math.min(room.capacity, MAX_LIVE_PARTICIPANTS);
}

/** A desk: its lamp is lit where somebody sits. */
function Desk({ participant }: { participant: Participant | undefined }) {
  const words = useTranslations('lobby');
  const isTaken = participant !== undefined;
  return (
    <li className="flex w-18 flex-col items-center gap-1.5">
      <span
        aria-hidden
        data-hue={isTaken ? hueOf(participant.person.userId) : undefined}
        className={
          isTaken
            ? 'hue-field relative flex h-14 w-full items-center justify-center rounded-box font-strong'
            : 'relative flex h-14 w-full items-center justify-center rounded-box border border-edge/50 border-dashed'
        }
      >
        {isTaken && initialsOf(participant.person.name)}
        <svg viewBox="0 0 24 10" className="absolute -top-2.5 left-1/2 w-7 -translate-x-1/2" aria-hidden="true">
          <path
            d="M12 1a9 7.5 0 0 1 9 7.5.5.5 0 0 1-.5.5h-17a.5.5 0 0 1-.5-.5A9 7.5 0 0 1 12 1Z"
            className={isTaken ? 'fill-lamp-ink' : 'fill-paper stroke-edge/70'}
          />
        </svg>
      </span>
      <span className="w-full truncate text-center text-fine text-ink-soft">
        {isTaken ? <bdi>{participant.person.name}</bdi> : <span className="text-ink-faint">{words('freeSeat')}</span>}
      </span>
    </li>
  );
}

/** The desks of the call, one lamp on each: who is in, and how many are free. */
export function Seats({ participants, seats }: { participants: readonly Participant[]; seats: number }) {
  const words = useTranslations('lobby');
  const free = Math.max(0, seats - participants.length);
  return (
    <ul
      aria-label={words('seats', { taken: participants.length, all: seats })}
      className="flex flex-wrap gap-x-3 gap-y-5 pt-3"
    >
      {participants.map((participant) => (
        <Desk key={participant.participantId} participant={participant} />
      ))}
      {Array.from({ length: free }, (_, index) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: free desks are all the same.
        <Desk key={`free-${index}`} participant={undefined} />
      ))}
    </ul>
  );
}

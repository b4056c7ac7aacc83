'use client';

import type { PresenceEntry } from '@coup/signaling/protocol';
import { clsx } from 'clsx';
import { DoorOpen, MoonStar, Video } from 'lucide-react';
import { useTranslations } from 'use-intl';
import { Avatar } from '../kit/avatar.tsx';
import { CopyButton } from '../kit/copy-button.tsx';
import { Skeleton } from '../kit/skeleton.tsx';
import { usePresence, useRoom, useRoomContext } from '../room/room-context.ts';
import { useDelayed } from '../room/use-delayed.ts';

const icons = { call: Video, room: DoorOpen, away: MoonStar };

function PersonRow({ entry, isOwner, isMe }: { entry: PresenceEntry; isOwner: boolean; isMe: boolean }) {
  const words = useTranslations('people');
  const { person, state } = entry;
  const Icon = icons[state];
  const remarks = [isMe && words('you'), person.isGuest && words('guest'), isOwner && words('owner')].filter(Boolean);
  return (
    <li className="flex min-h-13 items-center gap-3 px-4 py-1.5">
      <Avatar {...person} className={clsx(state === 'away' && 'opacity-60')} />
      <div className="min-w-0 flex-1">
        <p className={clsx('truncate', state === 'away' && 'text-ink-soft')}>
          <bdi>{person.name}</bdi>
        </p>
        {remarks.length > 0 && <p className="truncate text-fine text-ink-faint">{remarks.join(' · ')}</p>}
      </div>
      <p
        className={clsx(
          'flex shrink-0 items-center gap-1.5 text-fine',
          state === 'call' ? 'font-strong text-lamp-ink' : 'text-ink-faint',
        )}
      >
        <Icon aria-hidden className="size-4" />
        {words(state)}
      </p>
    </li>
  );
}

function PeopleSkeleton() {
  return (
    <div className="flex flex-col">
      {['w-28', 'w-36', 'w-20'].map((width) => (
        <div key={width} className="flex min-h-13 items-center gap-3 px-4">
          <Skeleton isRound className="size-9" />
          <Skeleton className={clsx('h-4', width)} />
        </div>
      ))}
    </div>
  );
}

/** Everybody who is here, and where: in the call, in the room, away. */
export function PeoplePanel() {
  const words = useTranslations('people');
  const roomWords = useTranslations('room');
  const { viewer, getInvitation } = useRoomContext();
  const { ownerId } = useRoom();
  const { people, isLive } = usePresence();
  const isLongAway = useDelayed(!isLive && people.length > 0, 1_000);
  return (
    <div className="flex min-h-0 flex-1 flex-col">
      {isLongAway && <p className="border-b px-4 py-2 text-fine text-ink-soft">{words('notLive')}</p>}
      <div className="min-h-0 flex-1 overflow-y-auto py-2">
        {people.length === 0 && !isLive && (
          <>
            <p className="sr-only">{words('loading')}</p>
            <PeopleSkeleton />
          </>
        )}
        {people.length === 0 && isLive && <p className="px-4 py-3 text-ink-soft text-small">{words('empty')}</p>}
        {people.length > 0 && (
          <ul aria-label={words('label')}>
            {people.map((entry) => (
              <PersonRow
                key={entry.person.userId}
                entry={entry}
                isOwner={entry.person.userId === ownerId}
                isMe={entry.person.userId === viewer.userId}
              />
            ))}
          </ul>
        )}
      </div>
      <div className="border-t p-3">
        <CopyButton
          getText={getInvitation}
          label={roomWords('copyInvitation')}
          copiedLabel={roomWords('invitationCopied')}
          className="w-full"
        />
      </div>
    </div>
  );
}

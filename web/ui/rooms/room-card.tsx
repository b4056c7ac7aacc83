import { Link2, Settings } from 'lucide-react';
import type { Locale } from '../../messages/locales.ts';
import { getWords } from '../../server/translations.ts';
import { Badge } from '../kit/badge.tsx';
import { Card } from '../kit/card.tsx';
import { PageLink } from '../kit/page-link.tsx';
import { links } from '../shell/links.ts';
import type { LiveWords } from './live-words.ts';
import { RoomLife } from './room-life.tsx';

export type ListedRoom = {
  roomId: string;
  slug: string;
  name: string;
  topic: string;
  visibility: 'public' | 'unlisted';
  capacity: number;
};
export type RoomCardProps = { room: ListedRoom; isOwner: boolean; locale: Locale; liveWords: LiveWords };

/** A room in the list: what it is for, and who sits in it now. The whole card is the link. */
export function RoomCard({ room, isOwner, locale, liveWords }: RoomCardProps) {
  const words = getWords(locale, 'rooms');
  return (
    <Card isLink className="flex min-h-40 min-w-0 flex-col">
      <div className="flex items-start justify-between gap-3">
        <h3 className="min-w-0 font-strong text-lead">
          <PageLink
            href={links.room(locale, room.slug)}
            className="wrap-anywhere line-clamp-2 outline-none after:absolute after:inset-0 after:rounded-box"
          >
            {room.name}
          </PageLink>
        </h3>
        {isOwner && (
          <PageLink
            href={links.roomSettings(locale, room.slug)}
            aria-label={words.settings.replace('{name}', () => room.name)}
            className="relative z-10 -mt-2 -mr-2.5 inline-flex size-11 shrink-0 items-center justify-center rounded-box text-ink-faint hover:bg-sunk hover:text-ink [&_svg]:size-4.5"
          >
            <Settings aria-hidden />
          </PageLink>
        )}
      </div>
      {room.topic !== '' && <p className="wrap-anywhere mt-1 line-clamp-2 text-small text-ink-soft">{room.topic}</p>}
      {room.visibility === 'unlisted' && (
        <p className="mt-2">
          <Badge>
            <Link2 aria-hidden />
            {words.unlisted}
          </Badge>
        </p>
      )}
      <div className="mt-auto flex min-h-7 flex-wrap items-center gap-x-3 gap-y-1 pt-5 text-small">
        <RoomLife roomId={room.roomId} capacity={room.capacity} words={liveWords} />
      </div>
    </Card>
  );
}

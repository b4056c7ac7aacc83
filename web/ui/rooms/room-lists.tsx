import type { Person } from '@coup/signaling/protocol';
import type { ReactNode } from 'react';
import type { Locale } from '../../messages/locales.ts';
import type { RoomLists as Lists } from '../../server/room-list.ts';
import { getWords } from '../../server/translations.ts';
import { ButtonLink, buttonClass } from '../kit/button.tsx';
import { EmptyState } from '../kit/empty-state.tsx';
import { Notice } from '../kit/notice.tsx';
import { Skeleton } from '../kit/skeleton.tsx';
import { links } from '../shell/links.ts';
import { LiveProvider } from './live-context.tsx';
import { LiveNotice } from './live-notice.tsx';
import { getLiveWords, type LiveWords } from './live-words.ts';
import { type ListedRoom, RoomCard } from './room-card.tsx';

export type RoomListsProps = {
  locale: Locale;
  viewer: Person | null;
  search: string;
  pages: number;
  /** Null when they could not be read. */
  lists: Lists | null;
};

/** Both lists with who is in, or the reason why not. */
export function RoomLists({ lists, ...props }: RoomListsProps) {
  const { locale, viewer, search, pages } = props;
  if (lists === null) return <RoomsError locale={locale} />;
  const words = getWords(locale, 'rooms');
  const own = new Set(lists.yours.map(({ roomId }) => roomId));
  const open = search === '' ? lists.open.filter(({ roomId }) => !own.has(roomId)) : lists.open;
  const shared = { locale, liveWords: getLiveWords(locale), viewer };
  return (
    <LiveProvider initial={lists.live}>
      <LiveNotice title={words.liveUnavailable} hint={words.liveUnavailableHint} />
      {lists.yours.length > 0 && <Section title={words.yours} rooms={lists.yours} {...shared} />}
      <OpenRooms {...props} lists={{ ...lists, open }} liveWords={shared.liveWords} />
      {lists.hasMore && (
        <p className="mt-8 flex justify-center">
          <a href={moreHref(locale, search, pages + 1)} className={buttonClass('outline')}>
            {words.older}
          </a>
        </p>
      )}
    </LiveProvider>
  );
}

function moreHref(locale: Locale, search: string, pages: number) {
  const query = new URLSearchParams({ ...(search === '' ? {} : { q: search }), pages: String(pages) });
  return `${links.rooms(locale)}?${query.toString()}`;
}

function OpenRooms({
  locale,
  viewer,
  search,
  lists,
  liveWords,
}: RoomListsProps & { lists: Lists; liveWords: LiveWords }) {
  const words = getWords(locale, 'rooms');
  if (lists.open.length > 0) {
    const title = search === '' ? words.public : words.resultsFor.replace('{search}', () => search);
    return <Section title={title} rooms={lists.open} locale={locale} viewer={viewer} liveWords={liveWords} />;
  }
  if (search !== '') {
    return (
      <EmptyState
        title={words.noResults.replace('{search}', () => search)}
        action={<ButtonLink href={links.rooms(locale)}>{words.searchClear}</ButtonLink>}
      >
        {words.noResultsHint}
      </EmptyState>
    );
  }
  if (lists.yours.length > 0) return null;
  return (
    <EmptyState
      title={words.empty}
      action={
        <ButtonLink href={links.create(locale)} variant="primary">
          {words.create}
        </ButtonLink>
      }
    >
      {words.emptyHint}
    </EmptyState>
  );
}

type SectionProps = {
  title: string;
  rooms: readonly (ListedRoom & { ownerId: string | null })[];
  locale: Locale;
  viewer: Person | null;
  liveWords: LiveWords;
};

function Section({ title, rooms, locale, viewer, liveWords }: SectionProps) {
  return (
    <section className="mb-10 last:mb-0">
      <h2 className="mb-4 font-strong text-ink-soft text-small">{title}</h2>
      <RoomGrid>
        {rooms.map((room) => (
          <li key={room.roomId} className="grid">
            <RoomCard
              room={room}
              isOwner={viewer !== null && room.ownerId === viewer.userId}
              locale={locale}
              liveWords={liveWords}
            />
          </li>
        ))}
      </RoomGrid>
    </section>
  );
}

function RoomGrid({ children }: { children: ReactNode }) {
  return <ul className="grid gap-4 sm:grid-cols-2 lg:grid-cols-3">{children}</ul>;
}

/** The shape of the list while it is on its way. */
export function RoomListsSkeleton({ locale }: { locale: Locale }) {
  return (
    <div role="status">
      <span className="sr-only">{getWords(locale, 'rooms').loading}</span>
      <div aria-hidden className="grid gap-4 sm:grid-cols-2 lg:grid-cols-3">
        {['a', 'b', 'c', 'd', 'e', 'f'].map((key) => (
          <div key={key} className="flex min-h-40 flex-col gap-3 rounded-box border bg-raised p-5">
            <Skeleton className="h-5 w-3/5" />
            <Skeleton className="h-4 w-4/5" />
            <Skeleton className="mt-auto h-6 w-2/5" />
          </div>
        ))}
      </div>
    </div>
  );
}

function RoomsError({ locale }: { locale: Locale }) {
  const words = getWords(locale, 'rooms');
  return (
    <Notice
      tone="error"
      title={words.error}
      action={
        <a href={links.rooms(locale)} className={buttonClass('outline', 'small')}>
          {words.retry}
        </a>
      }
    >
      {words.errorHint}
    </Notice>
  );
}

import type { Metadata } from 'next';
import { Suspense } from 'react';
import type { Locale } from '../../../../messages/locales.ts';
import { readLocale } from '../../../../server/locale-param.ts';
import { readRoomLists } from '../../../../server/room-list.ts';
import { getViewer } from '../../../../server/session.ts';
import { getWords } from '../../../../server/translations.ts';
import { within } from '../../../../server/within.ts';
import { ButtonLink } from '../../../../ui/kit/button.tsx';
import { RoomLists, RoomListsSkeleton } from '../../../../ui/rooms/room-lists.tsx';
import { RoomSearch } from '../../../../ui/rooms/room-search.tsx';
import { links } from '../../../../ui/shell/links.ts';

type Props = {
  params: Promise<{ locale: string }>;
  searchParams: Promise<Record<string, string | string[] | undefined>>;
};

const SKELETON_AFTER_MS = 150;
const MAX_PAGES = 20;
const MAX_SEARCH_LENGTH = 80;

export async function generateMetadata({ params }: Props): Promise<Metadata> {
  return { title: getWords(await readLocale(params), 'rooms').title };
}

export default async function RoomsPage({ params, searchParams }: Props) {
  const locale = await readLocale(params);
  const query = await searchParams;
  const search = typeof query.q === 'string' ? query.q.replaceAll('\u0000', '').trim().slice(0, MAX_SEARCH_LENGTH) : '';
  const pages = Math.min(MAX_PAGES, Math.max(1, Number(query.pages) || 1));
  const words = getWords(locale, 'rooms');
  const reading = readViewersLists(search, pages);
  // A list that comes at once comes with the page: a skeleton that only flashes helps nobody.
  const soon = await within(SKELETON_AFTER_MS, reading);
  return (
    <div className="mx-auto w-full max-w-6xl px-4 py-8 sm:px-6 sm:py-10">
      <div className="mb-8 flex flex-wrap items-end justify-between gap-x-6 gap-y-5">
        <div>
          <h1 className="font-strong text-title">{words.title}</h1>
          <p className="mt-1 text-ink-soft">{words.lead}</p>
        </div>
        <div className="flex w-full flex-wrap items-center gap-2 sm:w-auto">
          <RoomSearch search={search} words={words} />
          <ButtonLink href={links.create(locale)} variant="primary" className="max-sm:w-full">
            {words.create}
          </ButtonLink>
        </div>
      </div>
      {soon !== undefined ? (
        <RoomLists locale={locale} search={search} pages={pages} {...soon} />
      ) : (
        <Suspense fallback={<RoomListsSkeleton locale={locale} />}>
          <LaterLists locale={locale} search={search} pages={pages} reading={reading} />
        </Suspense>
      )}
    </div>
  );
}

type Reading = ReturnType<typeof readViewersLists>;

async function readViewersLists(search: string, pages: number) {
  // A visitor sees the public rooms also while nobody can say who they are.
  const viewer = await getViewer().catch(() => null);
  const lists = await readRoomLists({ userId: viewer?.userId ?? null, search, pages }).catch((error: unknown) => {
    console.error('rooms: the list could not be read', error);
    return null;
  });
  return { viewer, lists };
}

type LaterListsProps = { locale: Locale; search: string; pages: number; reading: Reading };

async function LaterLists({ reading, ...props }: LaterListsProps) {
  return <RoomLists {...props} {...(await reading)} />;
}

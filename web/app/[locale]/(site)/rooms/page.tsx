import type { Metadata } from 'next';
import { Suspense } from 'react';
import { readLocale } from '../../../../server/locale-param.ts';
import { getViewer } from '../../../../server/session.ts';
import { getWords } from '../../../../server/translations.ts';
import { ButtonLink } from '../../../../ui/kit/button.tsx';
import { RoomLists, RoomListsSkeleton } from '../../../../ui/rooms/room-lists.tsx';
import { RoomSearch } from '../../../../ui/rooms/room-search.tsx';
import { links } from '../../../../ui/shell/links.ts';

type Props = {
  params: Promise<{ locale: string }>;
  searchParams: Promise<Record<string, string | string[] | undefined>>;
};

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
      <Suspense key={`${search} ${pages}`} fallback={<RoomListsSkeleton locale={locale} />}>
        <ViewersRooms locale={locale} search={search} pages={pages} />
      </Suspense>
    </div>
  );
}

type ViewersRoomsProps = Omit<Parameters<typeof RoomLists>[0], 'viewer'>;

async function ViewersRooms(props: ViewersRoomsProps) {
  // A visitor sees the public rooms also while nobody can say who they are.
  const viewer = await getViewer().catch(() => null);
  return <RoomLists {...props} viewer={viewer} />;
}

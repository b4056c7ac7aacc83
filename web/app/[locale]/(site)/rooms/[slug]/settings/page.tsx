import { ArrowLeft } from 'lucide-react';
import type { Metadata } from 'next';
import { notFound } from 'next/navigation';
import { readLocale } from '../../../../../../server/locale-param.ts';
import { readRoom } from '../../../../../../server/read-room.ts';
import { getViewer } from '../../../../../../server/session.ts';
import { getWords } from '../../../../../../server/translations.ts';
import { buttonClass } from '../../../../../../ui/kit/button.tsx';
import { Notice } from '../../../../../../ui/kit/notice.tsx';
import { RoomSettings } from '../../../../../../ui/rooms/room-settings.tsx';
import { links } from '../../../../../../ui/shell/links.ts';

type Props = { params: Promise<{ locale: string; slug: string }> };

export async function generateMetadata({ params }: Props): Promise<Metadata> {
  return { title: getWords(await readLocale(params), 'settings').title };
}

export default async function RoomSettingsPage({ params }: Props) {
  const locale = await readLocale(params);
  const room = await readRoom((await params).slug);
  if (room === null) notFound();
  const viewer = await getViewer();
  const words = getWords(locale, 'settings');
  const { roomId, name, topic, description, visibility, capacity } = room;
  return (
    <div className="mx-auto w-full max-w-xl px-4 py-10 sm:px-6">
      {/* A whole load: the room page holds sockets of its own. */}
      <a href={links.room(locale, room.slug)} className={buttonClass('quiet', 'small', '-ml-3 mb-4')}>
        <ArrowLeft aria-hidden />
        {words.back}
      </a>
      <h1 className="mb-8 font-strong text-title">{words.title}</h1>
      {viewer === null || viewer.userId !== room.ownerId ? (
        <Notice>{words.notOwner}</Notice>
      ) : (
        <RoomSettings
          locale={locale}
          room={{ roomId, name, topic, description, visibility, capacity }}
          words={words}
          formWords={getWords(locale, 'create')}
        />
      )}
    </div>
  );
}

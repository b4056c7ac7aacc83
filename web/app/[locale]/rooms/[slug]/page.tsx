import type { Metadata } from 'next';
import { notFound } from 'next/navigation';
import { getEnv } from '../../../../server/env.ts';
import { readLocale } from '../../../../server/locale-param.ts';
import { readRoom } from '../../../../server/read-room.ts';
import { getViewer, mintSocketToken } from '../../../../server/session.ts';
import { pickMessages } from '../../../../server/translations.ts';
import { RoomApp } from '../../../../ui/room/room-app.tsx';
import { RoomDoor } from '../../../../ui/rooms/room-door.tsx';
import { WordsProvider } from '../../../../ui/shell/words-provider.tsx';

const roomNamespaces = ['room', 'lobby', 'call', 'chat', 'people', 'kit'] as const;

type Props = { params: Promise<{ locale: string; slug: string }> };

export async function generateMetadata({ params }: Props): Promise<Metadata> {
  const room = await readRoom((await params).slug);
  // An unlisted address is a secret between those who have it; no room's page is for search engines.
  return room === null ? {} : { title: room.name, description: room.topic, robots: { index: false } };
}

export default async function RoomPage({ params }: Props) {
  const locale = await readLocale(params);
  const room = await readRoom((await params).slug);
  if (room === null) notFound();
  const viewer = await getViewer();
  if (viewer === null) return <RoomDoor locale={locale} room={room} />;
  return (
    <WordsProvider locale={locale} messages={pickMessages(locale, roomNamespaces)}>
      <RoomApp
        locale={locale}
        room={room}
        viewer={viewer}
        socketUrl={getEnv().socketUrl}
        initialToken={await mintSocketToken()}
      />
    </WordsProvider>
  );
}

import type { Room } from '@coup/db/queries/rooms';
import type { Locale } from '../../messages/locales.ts';
import { readLive } from '../../server/room-list.ts';
import { getTranslator, getWords } from '../../server/translations.ts';
import { ComeIn } from '../account/come-in.tsx';
import { links } from '../shell/links.ts';
import { SiteFrame } from '../shell/site-frame.tsx';

/** A room's page for somebody who has not come in: which room it is, and a name to go in with. */
export async function RoomDoor({ locale, room }: { locale: Locale; room: Room }) {
  const live = room.visibility === 'public' ? await readLive(null) : null;
  const count = live?.status === 'live' ? (live.rooms[room.roomId]?.count ?? 0) : 0;
  const words = getWords(locale, 'entry');
  const whoIsIn = count > 0 ? `${getTranslator(locale, 'entry')('inRoomNow', { count })} ` : '';
  return (
    <SiteFrame locale={locale}>
      <ComeIn locale={locale} path={links.room(locale, room.slug)} title={room.name} lead={`${whoIsIn}${words.lead}`}>
        {(room.topic !== '' || room.description !== '') && (
          <div className="-mt-1 mb-5 border-b pb-5 text-small">
            {room.topic !== '' && <p className="font-strong">{room.topic}</p>}
            {room.description !== '' && (
              <p className="mt-1 line-clamp-4 whitespace-pre-line text-ink-soft">{room.description}</p>
            )}
          </div>
        )}
      </ComeIn>
    </SiteFrame>
  );
}

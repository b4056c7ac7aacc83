'use client';

import { useLocale, useTranslations } from 'use-intl';
import { isLocale } from '../../messages/locales.ts';
import { Button, ButtonLink } from '../kit/button.tsx';
import { EmptyState } from '../kit/empty-state.tsx';
import { links } from '../shell/links.ts';
import { roomFailureKey } from './failure-words.ts';
import { useConnection, useRoomState } from './room-context.ts';

export type RoomFailureCode = ReturnType<typeof roomFailureKey> | 'deleted';

/** Why there is no room to show, or null when there is one. */
export function useRoomFailure(): RoomFailureCode | null {
  const connection = useConnection();
  const room = useRoomState();
  if (connection.status === 'refused') return connection.reason;
  if (room.status === 'deleted') return 'deleted';
  return room.status === 'failed' ? roomFailureKey(room.code) : null;
}

/** The way on from each failure. */
export function RoomFailureActions({ code }: { code: RoomFailureCode }) {
  const words = useTranslations('room');
  const locale = useLocale();
  const language = isLocale(locale) ? locale : 'en';
  const rooms = (
    <ButtonLink
      href={links.rooms(language)}
      variant={code === 'not-found' || code === 'deleted' ? 'primary' : 'outline'}
    >
      {words('backToRooms')}
    </ButtonLink>
  );
  const reload = (
    <Button variant="primary" onClick={() => location.reload()}>
      {code === 'outdated-client' ? words('reload') : words('tryAgain')}
    </Button>
  );
  const signIn = (
    <Button variant="primary" onClick={() => location.assign(links.signIn(language, location.pathname))}>
      {words('signIn')}
    </Button>
  );
  const actions = {
    'not-found': rooms,
    deleted: rooms,
    forbidden: rooms,
    unauthenticated: signIn,
    'outdated-client': reload,
    unavailable: (
      <>
        {reload}
        {rooms}
      </>
    ),
    unknown: (
      <>
        {reload}
        {rooms}
      </>
    ),
  };
  return actions[code];
}

/** What happened to the room, what is safe, and the way on. */
export function RoomFailure({ code }: { code: RoomFailureCode }) {
  const failed = useTranslations(`room.failed.${code}`);
  return (
    <main id="stage" className="flex min-h-0 flex-1 items-center justify-center [grid-area:stage]">
      <div role="alert">
        <EmptyState title={failed('title')} action={<RoomFailureActions code={code} />}>
          {failed('body')}
        </EmptyState>
      </div>
    </main>
  );
}

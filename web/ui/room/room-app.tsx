'use client';

import type { ChatPage, Person, Room } from '@coup/signaling/protocol';
import { useCallback, useEffect, useMemo, useState } from 'react';
import type { LocalMedia } from '../../call/local-media-state.ts';
import type { Locale } from '../../messages/locales.ts';
import { type BrowserRoom, createBrowserRoom } from '../../realtime/adapters/browser-room.ts';
import { links } from '../shell/links.ts';
import { openingSession } from './opening-session.ts';
import { RoomContext, type RoomContextValue } from './room-context.ts';
import { RoomScreen } from './room-screen.tsx';

export type RoomAppProps = {
  room: Room;
  viewer: Person;
  /** Origin of the signaling service, or `same-origin`. */
  socketUrl: string;
  initialToken: string | null;
  initialChat?: ChatPage;
  locale: Locale;
};

/** The devices wait for the browser, as everything live does. */
const noMediaYet = () => new Promise<LocalMedia>(() => undefined);

/** A room page: the session lives as long as the page is mounted. Needs a use-intl provider around it. */
export function RoomApp({ room, viewer, socketUrl, initialToken, initialChat, locale }: RoomAppProps) {
  const [live, setLive] = useState<BrowserRoom | null>(null);
  const { slug } = room;

  // biome-ignore lint/correctness/useExhaustiveDependencies: token and first chat page start a session; newer ones must not end it.
  useEffect(() => {
    const opened = createBrowserRoom({
      slug,
      socketUrl,
      ...(initialToken !== null && { initialToken }),
      ...(initialChat !== undefined && { initialChat }),
    });
    setLive(opened);
    return () => {
      setLive(null);
      opened.close();
    };
  }, [slug, socketUrl]);

  const getInvitation = useCallback(() => `${location.origin}${links.room(locale, slug)}`, [locale, slug]);
  const value = useMemo<RoomContextValue>(
    () => ({
      session: live?.session ?? openingSession,
      openMedia: live?.openMedia ?? noMediaYet,
      initialRoom: room,
      viewer,
      getInvitation,
    }),
    [live, room, viewer, getInvitation],
  );
  return (
    <RoomContext value={value}>
      <RoomScreen />
    </RoomContext>
  );
}

'use client';

import { MessageSquare, Users } from 'lucide-react';
import { useLocale, useTranslations } from 'use-intl';
import { isLocale } from '../../messages/locales.ts';
import { useRoomUi } from '../../stores/room-ui.ts';
import { Avatar } from '../kit/avatar.tsx';
import { LogoMark } from '../kit/logo.tsx';
import { PageLink } from '../kit/page-link.tsx';
import { links } from '../shell/links.ts';
import { ConnectionStatus } from './connection-status.tsx';
import { PanelToggle } from './panel-toggle.tsx';
import { usePresence, useRoom } from './room-context.ts';

const FACES = 4;

function PeopleHere() {
  const words = useTranslations('room');
  const showPanel = useRoomUi((ui) => ui.showPanel);
  const here = usePresence().people.filter((entry) => entry.state !== 'away');
  if (here.length === 0) return null;
  return (
    <button
      type="button"
      onClick={() => showPanel('people')}
      className="flex min-h-10 items-center gap-2 rounded-box px-2 text-ink-soft text-small hover:bg-sunk hover:text-ink max-md:hidden"
    >
      <span aria-hidden className="flex -space-x-0.5">
        {here.slice(0, FACES).map(({ person }) => (
          <Avatar key={person.userId} {...person} size="small" className="ring-2 ring-paper" />
        ))}
      </span>
      <span className="tabular">{words('peopleHere', { count: here.length })}</span>
    </button>
  );
}

/** The room's name and topic, who is here, and whether this tab is connected. */
export function RoomHeader() {
  const words = useTranslations('room');
  const locale = useLocale();
  const room = useRoom();
  return (
    <header className="flex min-h-14 items-center gap-3 border-b px-3 [grid-area:header] sm:px-4 low:min-h-10">
      <a href="#stage" className="sr-only focus:not-sr-only focus:px-2">
        {words('skipToStage')}
      </a>
      <a href="#panel" className="sr-only focus:not-sr-only focus:px-2">
        {words('skipToChat')}
      </a>
      <PageLink
        href={links.rooms(isLocale(locale) ? locale : 'en')}
        aria-label={words('backToRooms')}
        className="inline-flex size-10 shrink-0 items-center justify-center rounded-box hover:bg-sunk touch:size-11"
      >
        <LogoMark />
      </PageLink>
      <div className="min-w-0 flex-1 md:flex md:items-baseline md:gap-3">
        <h1 className="truncate font-strong text-body leading-5" dir="auto">
          {room.name}
        </h1>
        {room.topic !== '' && (
          <p className="min-w-0 truncate text-fine text-ink-soft low:hidden" dir="auto">
            {room.topic}
          </p>
        )}
      </div>
      <ConnectionStatus />
      <PeopleHere />
      <div className="flex max-md:hidden">
        <PanelToggle panel="chat" icon={MessageSquare} />
        <PanelToggle panel="people" icon={Users} />
      </div>
    </header>
  );
}

'use client';

import { clsx } from 'clsx';
import { X } from 'lucide-react';
import { useTranslations } from 'use-intl';
import { useRoomUi } from '../../stores/room-ui.ts';
import { ChatPanel } from '../chat/chat-panel.tsx';
import { Badge } from '../kit/badge.tsx';
import { IconButton } from '../kit/icon-button.tsx';
import { Tabs } from '../kit/tabs.tsx';
import { PeoplePanel } from '../people/people-panel.tsx';
import { usePresence } from './room-context.ts';
import { usePanel } from './use-panel.ts';
import { useUnread } from './use-unread.ts';

/** Chat and people: beside the stage where it is wide, a sheet under the stage on a phone. It stays mounted when closed. */
export function SidePanel() {
  const words = useTranslations('room');
  const { showPanel, closePanel } = useRoomUi();
  const { front, isOpen, isAuto } = usePanel();
  const unread = useUnread();
  const here = usePresence().people.filter((entry) => entry.state !== 'away').length;
  return (
    <aside
      id="panel"
      aria-label={words('panel')}
      tabIndex={-1}
      className={clsx(
        'min-h-0 min-w-0 flex-col border-t bg-raised outline-none [grid-area:panel]',
        'h-[58dvh] md:h-auto md:w-92 md:border-t-0 md:border-l low:h-auto low:w-80 low:border-t-0 low:border-l',
        isOpen ? 'flex' : 'hidden',
        isAuto && 'max-md:hidden',
      )}
    >
      <Tabs
        label={words('panel')}
        value={front}
        onChange={showPanel}
        className="flex-1"
        tabs={[
          {
            value: 'chat',
            label: words('chat'),
            aside: front !== 'chat' && unread > 0 && <Badge tone="live">{unread}</Badge>,
            content: <ChatPanel isVisible={isOpen && front === 'chat'} />,
          },
          {
            value: 'people',
            label: words('people'),
            aside: here > 0 && <span className="tabular font-regular text-ink-faint">{here}</span>,
            content: <PeoplePanel />,
          },
        ]}
        end={
          <IconButton
            label={words('closePanel')}
            icon={<X />}
            onClick={closePanel}
            tooltipSide="below"
            tooltipAlign="end"
          />
        }
      />
    </aside>
  );
}

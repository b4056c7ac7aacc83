'use client';

import { clsx } from 'clsx';
import type { LucideIcon } from 'lucide-react';
import { useTranslations } from 'use-intl';
import { type RoomPanel, useRoomUi } from '../../stores/room-ui.ts';
import { Tooltip } from '../kit/tooltip.tsx';
import { usePanel } from './use-panel.ts';
import { useUnread } from './use-unread.ts';

export type PanelToggleProps = {
  panel: RoomPanel;
  icon: LucideIcon;
  /** As in the bar: larger, with the word under the picture where there is room. */
  isLabelled?: boolean;
};

/** Opens its panel, or closes it when it is the one in front. */
export function PanelToggle({ panel, icon: Icon, isLabelled = false }: PanelToggleProps) {
  const words = useTranslations('room');
  const { front, isOpen } = usePanel();
  const { showPanel, closePanel } = useRoomUi();
  const unread = useUnread();
  const isFront = isOpen && front === panel;
  const count = panel === 'chat' && !isFront ? unread : 0;
  const label = count > 0 ? words('chatUnread', { count }) : words(panel);
  return (
    <Tooltip label={label} side="below" align="end">
      <button
        type="button"
        aria-label={label}
        aria-expanded={isFront}
        aria-controls="panel"
        onClick={() => (isFront ? closePanel() : showPanel(panel))}
        className={clsx(
          'relative inline-flex flex-col items-center justify-center gap-0.5 rounded-box text-ink-soft transition-colors hover:bg-sunk hover:text-ink aria-expanded:bg-sunk aria-expanded:text-ink [&_svg]:size-5',
          isLabelled ? 'size-12 text-fine sm:size-14 low:h-11 low:w-12' : 'size-11',
        )}
      >
        <Icon aria-hidden />
        {isLabelled && <span className="max-sm:hidden low:hidden">{words(panel)}</span>}
        {count > 0 && (
          <span
            aria-hidden
            className="tabular absolute top-1 right-1 min-w-4.5 rounded-full bg-lamp px-1 text-center font-strong text-[0.6875rem] text-on-lamp leading-4.5"
          >
            {count > 99 ? '99+' : count}
          </span>
        )}
      </button>
    </Tooltip>
  );
}

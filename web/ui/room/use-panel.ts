'use client';

import { useSyncExternalStore } from 'react';
import { type RoomPanel, useRoomUi } from '../../stores/room-ui.ts';

const WIDE = '(min-width: 48rem)';

function subscribe(listener: () => void) {
  const query = matchMedia(WIDE);
  query.addEventListener('change', listener);
  return () => query.removeEventListener('change', listener);
}

export type PanelView = { front: RoomPanel; isOpen: boolean; isAuto: boolean };

/** Which panel is in front and whether it is open. Until somebody chooses, it is open where there is room. */
export function usePanel(): PanelView {
  const panel = useRoomUi((ui) => ui.panel);
  const lastPanel = useRoomUi((ui) => ui.lastPanel);
  const isWide = useSyncExternalStore(
    subscribe,
    () => matchMedia(WIDE).matches,
    () => true,
  );
  if (panel === 'auto') return { front: lastPanel, isOpen: isWide, isAuto: true };
  return { front: panel ?? lastPanel, isOpen: panel !== null, isAuto: false };
}

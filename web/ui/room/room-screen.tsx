'use client';

import { useRoomUi } from '../../stores/room-ui.ts';
import { CallArea } from './call-area.tsx';
import { RoomFailure, useRoomFailure } from './room-failure.tsx';
import { RoomHeader } from './room-header.tsx';
import { SidePanel } from './side-panel.tsx';

/** The room: header, stage with its bar, one panel. On a phone they stand under each other, the bar at the thumb. */
export function RoomScreen() {
  const failure = useRoomFailure();
  const isInCall = useRoomUi((ui) => ui.isInCall);
  return (
    <div className="safe-sides safe-top grid h-dvh grid-cols-[minmax(0,1fr)] grid-rows-[auto_minmax(0,1fr)_auto_auto] overflow-hidden [grid-template-areas:'header'_'stage'_'panel'_'bar'] md:grid-cols-[minmax(0,1fr)_auto] md:grid-rows-[auto_minmax(0,1fr)_auto] md:[grid-template-areas:'header_header'_'stage_panel'_'bar_panel'] low:grid-cols-[minmax(0,1fr)_auto] low:grid-rows-[auto_minmax(0,1fr)_auto] low:[grid-template-areas:'header_header'_'stage_panel'_'bar_panel']">
      <RoomHeader />
      {failure === null || isInCall ? (
        <>
          <CallArea />
          <SidePanel />
        </>
      ) : (
        <RoomFailure code={failure} />
      )}
    </div>
  );
}

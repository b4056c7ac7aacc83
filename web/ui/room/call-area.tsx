'use client';

import { lazy, Suspense } from 'react';
import { useTranslations } from 'use-intl';
import { Button } from '../kit/button.tsx';
import { Notice } from '../kit/notice.tsx';
import { Waiting } from '../kit/waiting.tsx';
import { DeviceFailureNotice } from '../lobby/device-failure-notice.tsx';
import { Lobby } from '../lobby/lobby.tsx';
import { ControlBar } from '../stage/control-bar.tsx';
import { EndedCard } from '../stage/ended-card.tsx';
import { useConnection, useRoomState } from './room-context.ts';
import { RoomFailureActions, useRoomFailure } from './room-failure.tsx';
import { type CallControl, useCallControl } from './use-call-control.ts';
import { useDelayed } from './use-delayed.ts';

const loadStage = () => import('../stage/stage.tsx');
const Stage = lazy(loadStage);

const UNREACHABLE_MS = 5_000;

function ServerOutOfReach() {
  const words = useTranslations('room.offline');
  const isAway = useDelayed(useConnection().status === 'reconnecting', UNREACHABLE_MS);
  if (!isAway) return null;
  return (
    <div className="p-3 pb-0">
      <Notice tone="warning" title={words('title')} isLive>
        {words('body')}
      </Notice>
    </div>
  );
}

/** The room or the sign-in is gone while the call still flows: said, and nothing taken away. */
function RoomFailureNotice() {
  const words = useTranslations('room');
  const failure = useRoomFailure();
  if (failure === null) return null;
  return (
    <div className="p-3 pb-0">
      <Notice
        tone="warning"
        title={words(`failed.${failure}.title`)}
        action={failure === 'unauthenticated' ? <RoomFailureActions code={failure} /> : undefined}
        isLive
      >
        {words(`failed.${failure}.body`)}
      </Notice>
    </div>
  );
}

function DeviceFailures({ control }: { control: CallControl }) {
  const { media } = control.parts;
  const { camera, microphone } = control.devices;
  if (media === null || (camera.status !== 'failed' && microphone.status !== 'failed')) return null;
  return (
    <div className="flex flex-col gap-2 p-3 pb-0">
      {camera.status === 'failed' && <DeviceFailureNotice media={media} kind="camera" failure={camera.failure} />}
      {microphone.status === 'failed' && (
        <DeviceFailureNotice media={media} kind="microphone" failure={microphone.failure} />
      )}
    </div>
  );
}

function StageContent({ control }: { control: CallControl }) {
  const words = useTranslations('call');
  const room = useRoomState();
  const { state, parts, devices, isResuming } = control;
  if (state.status === 'joined' && parts.call !== null && parts.media !== null) {
    return (
      <>
        <RoomFailureNotice />
        <DeviceFailures control={control} />
        <Suspense fallback={null}>
          <Stage call={parts.call} state={state} media={parts.media} />
        </Suspense>
      </>
    );
  }
  if (state.status === 'ended') {
    return <EndedCard reason={state.reason} isJoining={control.isJoining} onRejoin={control.rejoin} />;
  }
  if (isResuming) {
    return (
      <div className="flex flex-1 items-center justify-center">
        <Waiting>{words('rejoining')}</Waiting>
      </div>
    );
  }
  return (
    <Lobby
      participants={room.status === 'open' ? room.roster.participants : null}
      media={parts.media}
      devices={devices}
      isTesting={control.isTesting}
      onTest={control.test}
      failure={state.status === 'failed' && !control.isJoining ? state.failure : null}
      hasOpenFailed={parts.hasFailed}
      isLocalOnly={parts.call?.isLocalOnly?.() ?? false}
    />
  );
}

/** The stage and its bar: the lobby before the call, the tiles in it, the way back after it. */
export function CallArea() {
  const words = useTranslations('lobby');
  const control = useCallControl();
  const room = useRoomState();
  const { state, parts, devices, isTesting } = control;
  const warm = () => {
    parts.warm();
    // A chunk that does not come now is asked for again when it is needed.
    loadStage().catch(() => undefined);
  };
  const isJoined = state.status === 'joined';
  const canJoin = !isJoined && state.status !== 'ended';
  const microphone = devices.microphone.status;
  return (
    <>
      <main
        id="stage"
        tabIndex={-1}
        onPointerEnter={warm}
        onFocus={warm}
        className="flex min-h-0 min-w-0 flex-col bg-sunk outline-none [grid-area:stage]"
      >
        {!isJoined && <ServerOutOfReach />}
        <StageContent control={control} />
      </main>
      <ControlBar
        media={parts.media}
        microphone={isTesting && microphone === 'on' ? 'off' : microphone}
        camera={devices.camera.status}
        onMicrophone={control.toggleMicrophone}
        onCamera={control.toggleCamera}
        onDevices={() => void parts.ensureMedia()}
        onApproach={warm}
        hasDevices={state.status !== 'ended'}
        onLeave={isJoined ? control.leave : undefined}
      >
        {canJoin && (
          <Button
            variant="primary"
            size="large"
            className="max-md:order-first max-md:mx-1 max-md:mb-1 max-md:w-full md:ml-4"
            disabled={room.status !== 'open' || control.isJoining}
            onClick={control.join}
          >
            {control.isJoining ? words('joining') : words('joinCall')}
          </Button>
        )}
      </ControlBar>
    </>
  );
}

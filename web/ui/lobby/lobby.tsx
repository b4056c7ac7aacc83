'use client';

import type { Participant } from '@coup/signaling/protocol';
import type { ReactNode } from 'react';
import { useTranslations } from 'use-intl';
import type { CallFailure } from '../../call/call-state.ts';
import type { LocalMedia, LocalMediaState } from '../../call/local-media-state.ts';
import { CopyButton } from '../kit/copy-button.tsx';
import { Notice } from '../kit/notice.tsx';
import { Waiting } from '../kit/waiting.tsx';
import { callFailureKey } from '../room/failure-words.ts';
import { useRoom, useRoomContext } from '../room/room-context.ts';
import { useDelayed } from '../room/use-delayed.ts';
import { CameraPreview } from './camera-preview.tsx';
import { DeviceFailureNotice } from './device-failure-notice.tsx';
import { MicrophoneTest } from './microphone-test.tsx';
import { Seats, seatsOf } from './seats.tsx';

const QUIET_MS = 300;

export type LobbyProps = {
  /** Who is in the call; null until the room has answered. */
  participants: readonly Participant[] | null;
  media: LocalMedia | null;
  devices: LocalMediaState;
  isTesting: boolean;
  onTest: (isOn: boolean) => void;
  /** Why the last try to join failed. */
  failure: CallFailure | null;
  hasOpenFailed: boolean;
  /** No STUN or TURN server is configured. */
  isLocalOnly: boolean;
};

function WhoIsIn({ participants }: { participants: readonly Participant[] }) {
  const words = useTranslations('lobby');
  const roomWords = useTranslations('room');
  const { getInvitation } = useRoomContext();
  const seats = seatsOf(useRoom());
  const isFull = participants.length >= seats;
  return (
    <section className="@container flex flex-col gap-3">
      <h2 className="font-strong text-title">
        {participants.length === 0 ? words('nobodyIn') : words('peopleIn', { count: participants.length })}
      </h2>
      <p className="text-ink-soft text-small">{participants.length === 0 ? words('nobodyInHint') : words('noTalk')}</p>
      <Seats participants={participants} seats={seats} />
      {isFull && (
        <Notice title={words('fullTitle', { all: seats })} isLive>
          {words('fullBody')}
        </Notice>
      )}
      <CopyButton
        size="small"
        variant="quiet"
        getText={getInvitation}
        label={roomWords('copyInvitation')}
        copiedLabel={roomWords('invitationCopied')}
        className="-ml-3 self-start"
      />
    </section>
  );
}

/** Says what it waits for, but only when the wait is long enough to be noticed. */
function OpeningRoom() {
  const words = useTranslations('lobby');
  const isSlow = useDelayed(true, QUIET_MS);
  return isSlow ? <Waiting>{words('openingRoom')}</Waiting> : null;
}

/** Before the call, in the place of the stage: how one looks and sounds, and who is in. Nothing opens unasked. */
export function Lobby(props: LobbyProps) {
  const { participants, media, devices, isTesting, onTest, failure, hasOpenFailed, isLocalOnly } = props;
  const words = useTranslations('lobby');
  const callWords = useTranslations('call');
  const { camera, microphone } = devices;
  const notices: ReactNode[] = [];
  if (failure !== null) {
    notices.push(
      <Notice key="join" tone="error" isLive>
        {callWords(`failure.${callFailureKey(failure)}`)}
      </Notice>,
    );
  }
  if (hasOpenFailed) {
    notices.push(
      <Notice key="open" tone="error" isLive>
        {words('openFailed')}
      </Notice>,
    );
  }
  if (media !== null && camera.status === 'failed') {
    notices.push(<DeviceFailureNotice key="camera" media={media} kind="camera" failure={camera.failure} />);
  }
  if (media !== null && microphone.status === 'failed') {
    notices.push(<DeviceFailureNotice key="microphone" media={media} kind="microphone" failure={microphone.failure} />);
  }
  return (
    <section aria-label={words('label')} className="min-h-0 flex-1 overflow-y-auto">
      <div className="mx-auto grid min-h-full max-w-5xl content-center gap-x-8 gap-y-5 p-4 sm:p-6 lg:grid-cols-[minmax(0,1.2fr)_minmax(18rem,1fr)] low:grid-cols-2">
        {notices.length > 0 && <div className="col-span-full flex flex-col gap-3">{notices}</div>}
        <div className="flex flex-col gap-4">
          <CameraPreview camera={camera} />
          <MicrophoneTest media={media} microphone={microphone} isTesting={isTesting} onTest={onTest} />
          {isLocalOnly && <p className="text-fine text-ink-faint">{words('localNetworkOnly')}</p>}
        </div>
        <div className="self-center max-lg:self-start">
          {participants === null ? <OpeningRoom /> : <WhoIsIn participants={participants} />}
        </div>
      </div>
    </section>
  );
}

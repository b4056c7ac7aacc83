'use client';

import { type RefObject, useLayoutEffect, useRef, useState } from 'react';
import { useTranslations } from 'use-intl';
import type { Call, CallState } from '../../call/call-state.ts';
import type { LocalMedia } from '../../call/local-media-state.ts';
import { useRoomUi } from '../../stores/room-ui.ts';
import { Button } from '../kit/button.tsx';
import { useStore } from '../room/room-context.ts';
import { useRoomFailure } from '../room/room-failure.tsx';
import { useDelayed } from '../room/use-delayed.ts';
import { AloneInvitation } from './alone-invitation.tsx';
import { MediaElement } from './media-element.tsx';
import { RemoteTile } from './remote-tile.tsx';
import { turnOnSound } from './sound.ts';
import { type Box, layoutStage, type TileRect } from './stage-layout.ts';
import { placeAt, Tile } from './tile.tsx';
import { useTrackStream } from './use-track-stream.ts';

const GAP_PX = 8;
const QUIET_MS = 1_000;

/** The size of an element, followed as it changes. */
function useBox(element: RefObject<HTMLElement | null>): Box {
  const [box, setBox] = useState<Box>({ width: 0, height: 0 });
  useLayoutEffect(() => {
    if (element.current === null) return;
    const read = (rect: Box) => setBox({ width: Math.floor(rect.width), height: Math.floor(rect.height) });
    read(element.current.getBoundingClientRect());
    const observer = new ResizeObserver(([entry]) => entry && read(entry.contentRect));
    observer.observe(element.current);
    return () => observer.disconnect();
  }, [element]);
  return box;
}

type JoinedState = Extract<CallState, { status: 'joined' }>;

function SelfTile({ state, media, rect }: { state: JoinedState; media: LocalMedia; rect: TileRect | undefined }) {
  const words = useTranslations('call');
  const { camera, microphone } = useStore(media);
  const stream = useTrackStream(camera);
  const { participantId, person } = state.self;
  return (
    <Tile
      rect={rect}
      participantId={participantId}
      person={person}
      label={words('you', { name: person.name })}
      link="connected"
      hasMicrophone={microphone.status === 'on'}
      word={null}
    >
      <MediaElement stream={stream} isOwn isShown={camera.status === 'on'} />
    </Tile>
  );
}

function ServerAway({ state }: { state: JoinedState }) {
  const words = useTranslations('call');
  // Where the room itself is gone, that is what there is to say.
  const hasFailed = useRoomFailure() !== null;
  const isAway = useDelayed(state.server === 'reconnecting' && !hasFailed, QUIET_MS);
  return (
    <p
      role="status"
      className="pointer-events-none absolute inset-x-4 top-3 z-10 flex justify-center text-center text-small"
    >
      {/* Over the tiles: none of them moves for it. */}
      {isAway && (
        <span className="rounded-box border bg-raised px-3 py-1.5 text-ink shadow-float">{words('serverAway')}</span>
      )}
    </p>
  );
}

function SoundGate() {
  const words = useTranslations('call');
  const isBlocked = useRoomUi((ui) => ui.isSoundBlocked);
  if (!isBlocked) return null;
  return (
    <div className="flex flex-wrap items-center justify-center gap-3 px-4 pt-3 text-small">
      <p role="status">{words('soundBlocked')}</p>
      <Button variant="primary" size="small" onClick={() => void turnOnSound()}>
        {words('turnOnSound')}
      </Button>
    </div>
  );
}

export type StageProps = { call: Call; state: JoinedState; media: LocalMedia };

/** Everybody in the call. Oneself first and the others in the order they came, so that nobody jumps. */
export default function Stage({ call, state, media }: StageProps) {
  const words = useTranslations('call');
  const area = useRef<HTMLDivElement>(null);
  const box = useBox(area);
  const { chosen } = useStore(media);
  const isAlone = state.remotes.length === 0;
  const rects = layoutStage(box, isAlone ? 2 : state.remotes.length + 1, GAP_PX);
  return (
    <section aria-label={words('label')} className="relative flex min-h-0 flex-1 flex-col">
      <ServerAway state={state} />
      <SoundGate />
      <div className="flex min-h-0 flex-1 p-2 sm:p-3">
        <div ref={area} className="relative min-h-0 min-w-0 flex-1">
          <SelfTile state={state} media={media} rect={rects[0]} />
          {isAlone && (
            <div style={placeAt(rects[1])} className="absolute">
              <AloneInvitation />
            </div>
          )}
          {state.remotes.map((remote, index) => (
            <RemoteTile
              key={remote.participant.participantId}
              call={call}
              remote={remote}
              rect={rects[index + 1]}
              speakerId={chosen.speaker}
            />
          ))}
        </div>
      </div>
    </section>
  );
}

'use client';

import { useTranslations } from 'use-intl';
import type { DeviceState } from '../../call/local-media-state.ts';
import { hueOf, initialsOf } from '../kit/initials.ts';
import { useRoomContext } from '../room/room-context.ts';
import { MediaElement } from '../stage/media-element.tsx';
import { useTrackStream } from '../stage/use-track-stream.ts';

/** The own picture, mirrored, at the size others will see it; initials on a calm field while the camera is closed. */
export function CameraPreview({ camera }: { camera: DeviceState }) {
  const words = useTranslations('lobby');
  const { viewer } = useRoomContext();
  const stream = useTrackStream(camera);
  const isOn = camera.status === 'on';
  return (
    <figure
      aria-label={words('preview')}
      data-hue={hueOf(viewer.userId)}
      className="hue-field relative aspect-[4/3] max-h-[46dvh] w-full overflow-hidden rounded-box sm:aspect-video low:max-h-[60dvh]"
    >
      {!isOn && (
        <div className="absolute inset-0 flex flex-col items-center justify-center gap-1 p-4 text-center">
          <span aria-hidden className="font-strong text-display">
            {initialsOf(viewer.name)}
          </span>
          <p role="status" className="max-w-72 text-small">
            {camera.status === 'opening' ? words('cameraOpening') : words('cameraIsOff')}
          </p>
          {camera.status === 'off' && (
            <p className="max-w-72 text-balance text-small low:hidden">{words('cameraHint')}</p>
          )}
        </div>
      )}
      <MediaElement stream={stream} isOwn isShown={isOn} />
      {isOn && (
        <figcaption className="absolute bottom-2 left-2 max-w-[calc(100%-1rem)] truncate rounded-box bg-raised/92 px-2 py-1 text-fine text-ink">
          <bdi>{viewer.name}</bdi>
        </figcaption>
      )}
    </figure>
  );
}

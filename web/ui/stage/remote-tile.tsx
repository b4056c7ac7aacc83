'use client';

import { useTranslations } from 'use-intl';
import type { Call, RemoteParticipant } from '../../call/call-state.ts';
import { Button } from '../kit/button.tsx';
import { tileLinkOf } from './link-words.ts';
import { MediaElement } from './media-element.tsx';
import type { TileRect } from './stage-layout.ts';
import { Tile } from './tile.tsx';

export type RemoteTileProps = {
  call: Call;
  remote: RemoteParticipant;
  rect: TileRect | undefined;
  speakerId: string | null;
};

/** Somebody else's tile. */
export function RemoteTile({ call, remote, rect, speakerId }: RemoteTileProps) {
  const words = useTranslations('call');
  const { participantId, person, media } = remote.participant;
  const link = tileLinkOf(remote);
  const isFailed = link.failure !== null;
  return (
    <Tile
      rect={rect}
      participantId={participantId}
      person={person}
      label={person.name}
      link={link.status}
      hasMicrophone={media.microphone}
      isStale={link.isStale}
      word={link.word === null || isFailed ? null : words(`link.${link.word}`)}
      overlay={
        link.failure !== null && (
          <div className="absolute inset-0 flex flex-col items-center justify-center gap-2 bg-raised p-3 pb-10 text-center text-ink">
            <p role="status" className="text-small">
              <span aria-hidden className="font-strong [@container_(min-height:14rem)]:hidden">
                {words('link.failed')}
              </span>
              {/* A small tile has room for two words; a screen reader always gets the reason. */}
              <span className="sr-only max-w-80 text-balance [@container_(min-height:14rem)]:not-sr-only">
                {words(`linkFailure.${link.failure}`, { name: person.name })}
              </span>
            </p>
            <Button size="small" onClick={() => call.retry(participantId)}>
              {words('tryAgain')}
            </Button>
          </div>
        )
      }
    >
      <MediaElement
        stream={call.getStream(participantId, 'camera')}
        isShown={media.camera && !isFailed}
        speakerId={speakerId}
      />
    </Tile>
  );
}

'use client';

import type { Person } from '@coup/signaling/protocol';
import { MicOff } from 'lucide-react';
import type { CSSProperties, ReactNode } from 'react';
import { useTranslations } from 'use-intl';
import type { LinkState } from '../../call/call-state.ts';
import { hueOf, initialsOf } from '../kit/initials.ts';
import { VisuallyHidden } from '../kit/visually-hidden.tsx';
import type { TileRect } from './stage-layout.ts';

export type TileProps = {
  rect: TileRect | undefined;
  participantId: string;
  person: Person;
  /** The accessible name: the person's, with a word when it is oneself. */
  label: string;
  link: LinkState['status'];
  hasMicrophone: boolean;
  /** A word about the connection when it is not fine. */
  word: string | null;
  /** The picture is an old one: it stays, under a veil. */
  isStale?: boolean;
  /** The video element. */
  children: ReactNode;
  /** In front of the picture: why it failed, and a way on. */
  overlay?: ReactNode;
};

export function placeAt(rect: TileRect | undefined): CSSProperties {
  return rect === undefined ? { display: 'none' } : { ...rect };
}

/** One person on the stage: picture or initials, name, microphone, and the connection in a word when it is not fine. */
export function Tile({
  rect,
  participantId,
  person,
  label,
  link,
  hasMicrophone,
  word,
  isStale = false,
  children,
  overlay,
}: TileProps) {
  const words = useTranslations('call');
  return (
    <article
      aria-label={label}
      data-participant-id={participantId}
      data-link={link}
      data-hue={hueOf(person.userId)}
      style={placeAt(rect)}
      className="hue-field absolute overflow-hidden rounded-box [container-type:size]"
    >
      <span
        aria-hidden
        className="absolute inset-0 flex select-none items-center justify-center font-strong text-[clamp(1.25rem,24cqmin,4.5rem)]"
      >
        {initialsOf(person.name)}
      </span>
      {children}
      {isStale && <span aria-hidden className="absolute inset-0 bg-paper/60" />}
      {word !== null && (
        <p className="absolute top-2 left-2 rounded-box bg-raised/92 px-2 py-1 font-strong text-fine text-ink">
          {word}
        </p>
      )}
      {overlay}
      <p className="absolute bottom-2 left-2 flex max-w-[calc(100%-1rem)] items-center gap-1.5 rounded-box bg-raised/92 px-2 py-1 text-fine text-ink">
        {!hasMicrophone && (
          <>
            <MicOff aria-hidden className="size-3.5 shrink-0 text-ink-soft" />
            <VisuallyHidden>{words('muted')}</VisuallyHidden>
          </>
        )}
        <bdi className="min-w-0 truncate">{label}</bdi>
      </p>
    </article>
  );
}

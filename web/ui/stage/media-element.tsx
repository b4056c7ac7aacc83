'use client';

import { clsx } from 'clsx';
import { useEffect, useRef, useState } from 'react';
import { playElement, registerSound } from './sound.ts';

export type MediaElementProps = {
  stream: MediaStream | null;
  /** This person's own picture: no sound, and mirrored. */
  isOwn?: boolean;
  /** The picture is wanted; sound plays either way. */
  isShown: boolean;
  speakerId?: string | null;
};

/** One stream on one element, for as long as the tile lives: the last frame stays while a connection heals. */
export function MediaElement({ stream, isOwn = false, isShown, speakerId = null }: MediaElementProps) {
  const ref = useRef<HTMLVideoElement>(null);
  const [hasPicture, setHasPicture] = useState(false);
  const [isPortrait, setIsPortrait] = useState(false);

  useEffect(() => {
    const element = ref.current;
    if (element === null) return;
    element.srcObject = stream;
    if (stream === null) setHasPicture(false);
    else void playElement(element);
  }, [stream]);

  useEffect(() => {
    const element = ref.current;
    if (element === null || isOwn) return;
    return registerSound(element);
  }, [isOwn]);

  useEffect(() => {
    const element = ref.current;
    if (element === null || isOwn || !('setSinkId' in element)) return;
    // A speaker that was unplugged since: the browser goes on with its default one.
    element.setSinkId(speakerId ?? '').catch(() => undefined);
  }, [speakerId, isOwn]);

  const onPicture = () => {
    const element = ref.current;
    if (element === null || element.videoWidth === 0) return;
    setHasPicture(true);
    setIsPortrait(element.videoHeight > element.videoWidth);
  };
  return (
    <video
      ref={ref}
      autoPlay
      playsInline
      muted={isOwn}
      onLoadedData={onPicture}
      onResize={onPicture}
      className={clsx(
        'absolute inset-0 size-full',
        isPortrait ? 'object-contain' : 'object-cover',
        isOwn && '-scale-x-100',
        !(isShown && hasPicture) && 'invisible',
      )}
    />
  );
}

'use client';

import { useCallback, useRef, useState } from 'react';
import type { Call } from '../../call/call-state.ts';
import type { LocalMedia } from '../../call/local-media-state.ts';
import { useRoomContext } from './room-context.ts';

export type CallParts = {
  media: LocalMedia | null;
  call: Call | null;
  /** The call's code or its servers could not be fetched the last time. */
  hasFailed: boolean;
  ensureMedia: () => Promise<LocalMedia>;
  /** Rejects when the call cannot be prepared; asking again tries again. */
  ensureCall: () => Promise<Call>;
  /** On a sign that the person is about to join: everything is fetched, nothing is opened and nobody is told. */
  warm: () => void;
};

/** The call's code comes when it is needed, once; until then the room is light. */
export function useCallParts(): CallParts {
  const { session, openMedia } = useRoomContext();
  const [media, setMedia] = useState<LocalMedia | null>(null);
  const [call, setCall] = useState<Call | null>(null);
  const [hasFailed, setHasFailed] = useState(false);
  const opening = useRef<Promise<Call> | null>(null);

  const ensureMedia = useCallback(async () => {
    const opened = await openMedia();
    setMedia(opened);
    return opened;
  }, [openMedia]);

  const ensureCall = useCallback(async () => {
    opening.current ??= session.openCall();
    try {
      const opened = await opening.current;
      setCall(opened);
      setHasFailed(false);
      return opened;
    } catch (error) {
      opening.current = null;
      setHasFailed(true);
      throw error;
    }
  }, [session]);

  const warm = useCallback(() => {
    // A failure is in the state by then, and pressing Join tries again.
    Promise.all([ensureMedia(), ensureCall()]).catch(() => undefined);
  }, [ensureMedia, ensureCall]);

  return { media, call, hasFailed, ensureMedia, ensureCall, warm };
}

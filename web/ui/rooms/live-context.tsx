'use client';

import { createContext, type ReactNode, useContext, useEffect, useState } from 'react';
import type { LiveRoom, LiveStatus } from '../../server/live-rooms.ts';

const POLL_MS = 5_000;
const ANSWER_TIMEOUT_MS = 4_000;

const LiveContext = createContext<LiveStatus>({ status: 'unavailable' });

async function fetchLive(): Promise<LiveStatus> {
  try {
    const response = await fetch('/api/rooms/live', { signal: AbortSignal.timeout(ANSWER_TIMEOUT_MS) });
    if (!response.ok) return { status: 'unavailable' };
    const live: LiveStatus = await response.json();
    return live;
  } catch {
    // No answer, or not in time: the next poll asks again.
    return { status: 'unavailable' };
  }
}

/** Keeps who is in up to date for everything below it, while somebody is looking. */
export function LiveProvider({ initial, children }: { initial: LiveStatus; children: ReactNode }) {
  const [live, setLive] = useState(initial);
  useEffect(() => {
    let timer: ReturnType<typeof setTimeout> | undefined;
    let isClosed = false;
    const ask = async () => {
      clearTimeout(timer);
      if (document.visibilityState === 'hidden') return;
      const answer = await fetchLive();
      if (isClosed) return;
      setLive(answer);
      clearTimeout(timer);
      timer = setTimeout(() => void ask(), POLL_MS);
    };
    const onVisible = () => void ask();
    // What came with the page is fresh, unless nothing came.
    timer = setTimeout(() => void ask(), initial.status === 'live' ? POLL_MS : 0);
    document.addEventListener('visibilitychange', onVisible);
    return () => {
      isClosed = true;
      clearTimeout(timer);
      document.removeEventListener('visibilitychange', onVisible);
    };
  }, [initial]);
  return <LiveContext value={live}>{children}</LiveContext>;
}

/** Who is in one room now: nobody is a count of 0, not known is null. */
export function useLiveRoom(roomId: string): LiveRoom | null {
  const live = useContext(LiveContext);
  if (live.status === 'unavailable') return null;
  return live.rooms[roomId] ?? { count: 0, people: [] };
}

export function useIsLive(): boolean {
  return useContext(LiveContext).status === 'live';
}

'use client';

import { type RefObject, useCallback, useEffect, useLayoutEffect, useRef, useState } from 'react';

/** This close to the end counts as reading the newest. */
const NEAR_PX = 48;
/** Older messages are fetched before the reader reaches the very top. */
const TOP_PX = 160;

export type ChatScrollOptions = {
  firstKey: string | undefined;
  lastKey: string | undefined;
  /** The last message is one that this person just wrote: sending always goes to the end. */
  isLastOwn: boolean;
  onNearTop: () => void;
};

type Before = { firstKey: string | undefined; lastKey: string | undefined; fromEnd: number };

/**
 * Keeps the newest message in sight while the reader is at the end, and keeps what they read still when older ones come
 * in above. The browser's own anchoring is off (`overflow-anchor: none`), since Safari has none and two would add up.
 */
export function useChatScroll(scroller: RefObject<HTMLDivElement | null>, options: ChatScrollOptions) {
  const { firstKey, lastKey, isLastOwn, onNearTop } = options;
  const isStuck = useRef(true);
  const before = useRef<Before>({ firstKey: undefined, lastKey: undefined, fromEnd: 0 });
  const [isAtEnd, setIsAtEnd] = useState(true);

  const toEnd = useCallback(() => {
    const element = scroller.current;
    if (element === null) return;
    isStuck.current = true;
    setIsAtEnd(true);
    element.scrollTop = element.scrollHeight;
  }, [scroller]);

  const onScroll = () => {
    const element = scroller.current;
    if (element === null || element.clientHeight === 0) return;
    const fromEnd = element.scrollHeight - element.scrollTop;
    before.current.fromEnd = fromEnd;
    isStuck.current = fromEnd - element.clientHeight < NEAR_PX;
    setIsAtEnd(isStuck.current);
    if (element.scrollTop < TOP_PX) onNearTop();
  };

  useLayoutEffect(() => {
    const element = scroller.current;
    if (element === null) return;
    const isGrownAbove = before.current.firstKey !== undefined && before.current.firstKey !== firstKey;
    const isJustSent = isLastOwn && before.current.lastKey !== lastKey;
    before.current.firstKey = firstKey;
    before.current.lastKey = lastKey;
    if (isStuck.current || isJustSent) toEnd();
    else if (isGrownAbove) element.scrollTop = element.scrollHeight - before.current.fromEnd;
    before.current.fromEnd = element.scrollHeight - element.scrollTop;
  }, [firstKey, lastKey, isLastOwn, scroller, toEnd]);

  useEffect(() => {
    const element = scroller.current;
    if (element === null) return;
    // The panel opens, the keyboard comes up, a failed message grows: the end stays in sight.
    const observer = new ResizeObserver(() => {
      if (isStuck.current) element.scrollTop = element.scrollHeight;
    });
    observer.observe(element);
    if (element.firstElementChild !== null) observer.observe(element.firstElementChild);
    return () => observer.disconnect();
  }, [scroller]);

  return { onScroll, isAtEnd, toEnd };
}

'use client';

import { useEffect, useRef } from 'react';
import { useTranslations } from 'use-intl';
import type { LocalMedia } from '../../call/local-media-state.ts';

const MARKS = Array.from({ length: 16 }, (_, index) => index);

/** How loud the microphone is, as a row of marks. It writes to the page itself: React renders it once. */
export function LevelMeter({ media }: { media: LocalMedia }) {
  const words = useTranslations('lobby');
  const row = useRef<HTMLDivElement>(null);
  useEffect(() => {
    const marks = Array.from(row.current?.children ?? []);
    let shown = -1;
    let level = 0;
    let frame = requestAnimationFrame(function draw() {
      frame = requestAnimationFrame(draw);
      // Up at once and down slowly, as the eye expects of a needle.
      level = Math.max(media.getLevel(), level * 0.9);
      const lit = Math.round(level * marks.length);
      if (lit === shown) return;
      shown = lit;
      for (const [index, mark] of marks.entries()) mark.toggleAttribute('data-lit', index < lit);
    });
    return () => cancelAnimationFrame(frame);
  }, [media]);
  return (
    <div ref={row} role="img" aria-label={words('level')} className="flex h-6 items-end gap-1">
      {MARKS.map((mark) => (
        <span key={mark} className="h-2 flex-1 rounded-[2px] bg-line data-lit:h-6 data-lit:bg-lamp" />
      ))}
    </div>
  );
}

'use client';

import { Notice } from '../kit/notice.tsx';
import { useIsLive } from './live-context.tsx';

/** Says so when nobody knows who is in; the rooms themselves are not affected. */
export function LiveNotice({ title, hint }: { title: string; hint: string }) {
  if (useIsLive()) return null;
  return (
    <Notice tone="warning" title={title} isLive className="mb-6">
      {hint}
    </Notice>
  );
}

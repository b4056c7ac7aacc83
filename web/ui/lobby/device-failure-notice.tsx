'use client';

import { useTranslations } from 'use-intl';
import type { DeviceFailure, LocalMedia } from '../../call/local-media-state.ts';
import { Button } from '../kit/button.tsx';
import { Notice } from '../kit/notice.tsx';

export type DeviceFailureNoticeProps = { media: LocalMedia; kind: 'camera' | 'microphone'; failure: DeviceFailure };

/** Why a device would not open, and what to do, in one sentence. Joining is possible all the same. */
export function DeviceFailureNotice({ media, kind, failure }: DeviceFailureNoticeProps) {
  const words = useTranslations('lobby');
  const retry = () => (kind === 'camera' ? media.setCamera(true) : media.setMicrophone(true));
  return (
    <Notice
      tone="warning"
      isLive
      action={
        failure !== 'insecure' && (
          <Button size="small" onClick={() => void retry()}>
            {words('tryAgain')}
          </Button>
        )
      }
    >
      {words(`failure.${kind}.${failure}`)}
    </Notice>
  );
}

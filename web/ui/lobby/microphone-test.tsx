'use client';

import { useTranslations } from 'use-intl';
import type { DeviceState, LocalMedia } from '../../call/local-media-state.ts';
import { Button } from '../kit/button.tsx';
import { LevelMeter } from './level-meter.tsx';

export type MicrophoneTestProps = {
  media: LocalMedia | null;
  microphone: DeviceState;
  isTesting: boolean;
  onTest: (isOn: boolean) => void;
};

/** The microphone opens only for this test or when it is turned on; the marks show what it hears. */
export function MicrophoneTest({ media, microphone, isTesting, onTest }: MicrophoneTestProps) {
  const words = useTranslations('lobby');
  const isOpen = microphone.status === 'on';
  const isTestRunning = isTesting && isOpen;
  const line = () => {
    if (microphone.status === 'opening') return words('microphoneOpening');
    if (!isOpen) return words('microphoneHint');
    return isTesting ? words('saySomething') : words('microphoneOn');
  };
  return (
    <div className="flex flex-col gap-2">
      <div className="flex flex-wrap items-center justify-between gap-3">
        <p role="status" className="min-w-0 flex-1 basis-52 text-ink-soft text-small">
          {line()}
        </p>
        {(!isOpen || isTesting) && (
          <Button size="small" onClick={() => onTest(!isTestRunning)} disabled={microphone.status === 'opening'}>
            {isTestRunning ? words('stopTest') : words('testMicrophone')}
          </Button>
        )}
      </div>
      {isOpen && media !== null && <LevelMeter media={media} />}
    </div>
  );
}

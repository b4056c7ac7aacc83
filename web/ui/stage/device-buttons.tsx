'use client';

import { Mic, MicOff, TriangleAlert, Video, VideoOff } from 'lucide-react';
import { useTranslations } from 'use-intl';
import type { DeviceState } from '../../call/local-media-state.ts';
import { BarButton } from './bar-button.tsx';

const looks = {
  microphone: {
    on: Mic,
    off: MicOff,
    key: 'M',
    turnOn: 'microphoneOn',
    turnOff: 'microphoneOff',
    name: 'microphone',
  },
  camera: {
    on: Video,
    off: VideoOff,
    key: 'V',
    turnOn: 'cameraOn',
    turnOff: 'cameraOff',
    name: 'camera',
  },
} as const;

export type DeviceButtonProps = {
  kind: keyof typeof looks;
  status: DeviceState['status'];
  onToggle: () => void;
};

/** Microphone or camera: lit while it is open, struck through while it is closed, marked when it would not open. */
export function DeviceButton({ kind, status, onToggle }: DeviceButtonProps) {
  const words = useTranslations('call');
  const look = looks[kind];
  const isOn = status === 'on';
  const Icon = isOn ? look.on : look.off;
  return (
    <BarButton
      label={words(isOn ? look.turnOff : look.turnOn)}
      caption={words(look.name)}
      shortcut={look.key}
      aria-busy={status === 'opening'}
      tone={isOn ? 'lit' : status === 'failed' ? 'wrong' : 'plain'}
      onClick={onToggle}
      icon={
        <span className="relative">
          <Icon aria-hidden />
          {status === 'failed' && <TriangleAlert aria-hidden className="absolute -top-1.5 -right-2.5 size-3.5!" />}
        </span>
      }
    />
  );
}

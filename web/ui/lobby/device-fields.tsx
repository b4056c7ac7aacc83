'use client';

import { useEffect, useState } from 'react';
import { useTranslations } from 'use-intl';
import type { DeviceChoice, LocalMedia } from '../../call/local-media-state.ts';
import { Select } from '../kit/select.tsx';
import { useStore } from '../room/room-context.ts';

type DeviceSelectProps = {
  label: string;
  choices: readonly DeviceChoice[];
  chosen: string | null;
  onChoose: (deviceId: string | null) => void;
};

function DeviceSelect({ label, choices, chosen, onChoose }: DeviceSelectProps) {
  const words = useTranslations('lobby');
  const isKnown = choices.some((choice) => choice.deviceId === chosen);
  return (
    <Select
      label={label}
      value={isKnown && chosen !== null ? chosen : ''}
      onChange={(event) => onChoose(event.target.value === '' ? null : event.target.value)}
    >
      <option value="">{words('systemDefault')}</option>
      {choices.map(({ deviceId, label: name }, index) => (
        <option key={deviceId} value={deviceId}>
          {name === '' ? words('unnamedDevice', { number: index + 1 }) : name}
        </option>
      ))}
    </Select>
  );
}

/** Which camera, microphone and speaker. The speaker only where the browser lets a page choose it. */
export function DeviceFields({ media }: { media: LocalMedia }) {
  const words = useTranslations('lobby');
  const { cameras, microphones, speakers, chosen } = useStore(media);
  const [canChooseSpeaker, setCanChooseSpeaker] = useState(false);
  useEffect(() => setCanChooseSpeaker('setSinkId' in HTMLMediaElement.prototype), []);
  return (
    <div className="flex flex-col gap-4">
      <DeviceSelect
        label={words('camera')}
        choices={cameras}
        chosen={chosen.camera}
        onChoose={(id) => void media.choose('camera', id)}
      />
      <DeviceSelect
        label={words('microphone')}
        choices={microphones}
        chosen={chosen.microphone}
        onChoose={(id) => void media.choose('microphone', id)}
      />
      {canChooseSpeaker && (
        <DeviceSelect
          label={words('speaker')}
          choices={speakers}
          chosen={chosen.speaker}
          onChoose={(id) => void media.choose('speaker', id)}
        />
      )}
    </div>
  );
}

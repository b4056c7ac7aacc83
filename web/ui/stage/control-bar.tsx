'use client';

import { LogOut, MessageSquare, SlidersHorizontal, Users } from 'lucide-react';
import type { ReactNode } from 'react';
import { useTranslations } from 'use-intl';
import type { LocalMedia, LocalMediaState } from '../../call/local-media-state.ts';
import { Popover } from '../kit/popover.tsx';
import { Waiting } from '../kit/waiting.tsx';
import { DeviceFields } from '../lobby/device-fields.tsx';
import { PanelToggle } from '../room/panel-toggle.tsx';
import { BarButton } from './bar-button.tsx';
import { DeviceButton } from './device-buttons.tsx';
import { useShortcuts } from './use-shortcuts.ts';

function DevicesPopover({ media, onOpen }: { media: LocalMedia | null; onOpen: () => void }) {
  const words = useTranslations('call');
  return (
    <Popover
      label={words('devices')}
      placement="popover-above"
      onOpen={onOpen}
      trigger={(props) => (
        <BarButton
          label={words('devices')}
          caption={words('devices')}
          icon={<SlidersHorizontal aria-hidden />}
          {...props}
        />
      )}
    >
      {media === null ? <Waiting>{words('devices')}</Waiting> : <DeviceFields media={media} />}
    </Popover>
  );
}

export type ControlBarProps = {
  media: LocalMedia | null;
  microphone: LocalMediaState['microphone']['status'];
  camera: LocalMediaState['camera']['status'];
  onMicrophone: () => void;
  onCamera: () => void;
  onDevices: () => void;
  /** The pointer or the focus has come near: the person may be about to join. */
  onApproach: () => void;
  /** After the call there is nothing to switch. */
  hasDevices: boolean;
  /** Given while in the call. */
  onLeave?: (() => void) | undefined;
  /** In the place of leaving, before the call: the button that joins. */
  children?: ReactNode;
};

/** The same bar before and in the call, under the stage and within a thumb's reach; leaving stands apart. */
export function ControlBar(props: ControlBarProps) {
  const { media, microphone, camera, onMicrophone, onCamera, onDevices, onApproach, hasDevices, onLeave, children } =
    props;
  const words = useTranslations('call');
  useShortcuts(hasDevices ? { KeyM: onMicrophone, KeyV: onCamera } : {});
  return (
    <section
      aria-label={words('controls')}
      onPointerEnter={onApproach}
      onFocus={onApproach}
      className="safe-bottom border-t bg-paper [grid-area:bar] md:border-t-0 md:bg-sunk"
    >
      <div className="flex flex-wrap items-center justify-center gap-1 px-2 py-2 sm:gap-2 sm:px-3 md:pb-4 low:py-1">
        {hasDevices && (
          <>
            <DeviceButton kind="microphone" status={microphone} onToggle={onMicrophone} />
            <DeviceButton kind="camera" status={camera} onToggle={onCamera} />
            <DevicesPopover media={media} onOpen={onDevices} />
          </>
        )}
        <div className="flex gap-1 md:hidden">
          <PanelToggle panel="chat" icon={MessageSquare} isLabelled />
          <PanelToggle panel="people" icon={Users} isLabelled />
        </div>
        {children}
        {onLeave !== undefined && (
          <div className="ml-1 sm:ml-6">
            <BarButton
              label={words('leaveCall')}
              caption={words('leave')}
              tone="leave"
              tooltipAlign="end"
              onClick={onLeave}
              icon={<LogOut aria-hidden />}
            />
          </div>
        )}
      </div>
    </section>
  );
}

'use client';

import { useMemo } from 'react';
import type { DeviceState } from '../../call/local-media-state.ts';

/** A stream around the one track of an open device; the same for as long as the track is. */
export function useTrackStream(device: DeviceState): MediaStream | null {
  const track = device.status === 'on' ? device.track : null;
  return useMemo(() => (track === null ? null : new MediaStream([track])), [track]);
}

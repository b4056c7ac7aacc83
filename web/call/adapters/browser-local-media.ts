import { createLocalMedia } from '../local-media.ts';
import type { LocalMedia } from '../local-media-state.ts';
import { browserDevices } from './browser-devices.ts';
import { createDeviceMemory } from './device-memory.ts';

/** The devices of this browser, behind the interface of the lobby and the call. */
export function createBrowserLocalMedia(): LocalMedia {
  return createLocalMedia(browserDevices, createDeviceMemory());
}

import * as z from 'zod/mini';
import type { ChosenDevices, DeviceMemory } from '../ports.ts';

const KEY = 'coup.devices';
const nothingChosen: ChosenDevices = { camera: null, microphone: null, speaker: null };
const shape = z.object({
  camera: z.nullable(z.string()),
  microphone: z.nullable(z.string()),
  speaker: z.nullable(z.string()),
});

/** The chosen devices in this browser. Where storage is forbidden the choice lasts as long as the page. */
export function createDeviceMemory(): DeviceMemory {
  return {
    load() {
      try {
        const kept = z.safeParse(shape, JSON.parse(localStorage.getItem(KEY) ?? 'null'));
        return kept.success ? kept.data : nothingChosen;
      } catch {
        return nothingChosen;
      }
    },
    save(chosen) {
      try {
        localStorage.setItem(KEY, JSON.stringify(chosen));
      } catch {
        return;
      }
    },
  };
}

import type { DeviceChoice, DeviceFailure } from '../local-media-state.ts';
import type { DeviceKind, Devices, LevelMeter, OpenedDevice } from '../ports.ts';

/** Small and slow on purpose: people sit still for hours, and a mesh encodes once for each of them. */
const cameraConstraints: MediaTrackConstraints = {
  width: { ideal: 640 },
  height: { ideal: 360 },
  frameRate: { ideal: 15, max: 30 },
};
const microphoneConstraints: MediaTrackConstraints = {
  echoCancellation: true,
  noiseSuppression: true,
  autoGainControl: true,
};

const failures: Record<string, DeviceFailure> = {
  NotAllowedError: 'denied',
  SecurityError: 'denied',
  NotFoundError: 'missing',
  OverconstrainedError: 'missing',
  NotReadableError: 'busy',
  AbortError: 'busy',
};

/** What went wrong, by the name of what `getUserMedia` throws. */
export function readDeviceFailure(error: unknown): DeviceFailure {
  const name = error instanceof Error || error instanceof DOMException ? error.name : '';
  return failures[name] ?? 'unknown';
}

export const browserDevices: Devices = {
  open: openDevice,
  list: listDevices,
  onChange(listener) {
    // Absent on plain http off localhost.
    const media: MediaDevices | undefined = navigator.mediaDevices;
    media?.addEventListener('devicechange', listener);
    return () => media?.removeEventListener('devicechange', listener);
  },
  onEnded(track, listener) {
    track.addEventListener('ended', listener, { once: true });
    return () => track.removeEventListener('ended', listener);
  },
  measure: createMeter,
};

async function openDevice(kind: DeviceKind, deviceId: string | null): Promise<OpenedDevice> {
  const media: MediaDevices | undefined = navigator.mediaDevices;
  if (!isSecureContext || !media) return { ok: false, failure: 'insecure' };
  const base = kind === 'camera' ? cameraConstraints : microphoneConstraints;
  const constraints = deviceId === null ? base : { ...base, deviceId: { exact: deviceId } };
  try {
    const stream = await media.getUserMedia(kind === 'camera' ? { video: constraints } : { audio: constraints });
    const track = stream.getTracks()[0];
    if (!track) return { ok: false, failure: 'unknown' };
    return { ok: true, track, deviceId: track.getSettings().deviceId ?? '', label: track.label };
  } catch (error) {
    return { ok: false, failure: readDeviceFailure(error) };
  }
}

async function listDevices(): Promise<Record<DeviceKind | 'speaker', readonly DeviceChoice[]>> {
  const media: MediaDevices | undefined = navigator.mediaDevices;
  let all: MediaDeviceInfo[] = [];
  try {
    all = (await media?.enumerateDevices()) ?? [];
  } catch {
    // A browser that forbids the question answers like one without devices.
    all = [];
  }
  const choices = (kind: MediaDeviceKind): DeviceChoice[] =>
    all
      .filter((device) => device.kind === kind && device.deviceId !== '')
      .map(({ deviceId, label }) => ({ deviceId, label }));
  return { camera: choices('videoinput'), microphone: choices('audioinput'), speaker: choices('audiooutput') };
}

/** Speech sits around a tenth of full scale; the meter should use its whole length. */
const LEVEL_GAIN = 5;

function createMeter(track: MediaStreamTrack): LevelMeter {
  const context = new AudioContext();
  const source = context.createMediaStreamSource(new MediaStream([track]));
  const analyser = context.createAnalyser();
  analyser.fftSize = 1_024;
  source.connect(analyser);
  const samples = new Float32Array(analyser.fftSize);
  return {
    getLevel() {
      // Made outside a click it may start suspended; readers come every frame, so one of them wakes it.
      if (context.state === 'suspended') context.resume().catch(() => undefined);
      analyser.getFloatTimeDomainData(samples);
      const power = samples.reduce((sum, sample) => sum + sample * sample, 0) / samples.length;
      return Math.min(1, Math.sqrt(power) * LEVEL_GAIN);
    },
    close() {
      source.disconnect();
      context.close().catch(() => undefined);
    },
  };
}

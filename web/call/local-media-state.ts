/** Why a device cannot be opened; the interface has one sentence for each that says what to do. */
export type DeviceFailure =
  /** The person or the browser said no. */
  | 'denied'
  /** No such device is plugged in. */
  | 'missing'
  /** Another program holds it. */
  | 'busy'
  /** The page is not a secure context: browsers give no camera to plain http off localhost. */
  | 'insecure'
  | 'unknown';

export type DeviceState =
  | { status: 'off' }
  | { status: 'opening' }
  | { status: 'on'; track: MediaStreamTrack; deviceId: string; label: string }
  | { status: 'failed'; failure: DeviceFailure };

export type DeviceChoice = { deviceId: string; label: string };

export type LocalMediaState = {
  camera: DeviceState;
  microphone: DeviceState;
  cameras: readonly DeviceChoice[];
  microphones: readonly DeviceChoice[];
  speakers: readonly DeviceChoice[];
  /** The person's choice, kept between visits; null is the browser's default. */
  chosen: { camera: string | null; microphone: string | null; speaker: string | null };
};

/** This person's devices, used by the lobby before the call and by the call. Nothing opens before it is asked for. */
export type LocalMedia = {
  getState(): LocalMediaState;
  subscribe(listener: () => void): () => void;
  /** Opens or closes the device; never throws, the state says what happened. Closing stops the track, so the light goes out. */
  setCamera(isOn: boolean): Promise<void>;
  setMicrophone(isOn: boolean): Promise<void>;
  choose(kind: 'camera' | 'microphone' | 'speaker', deviceId: string | null): Promise<void>;
  /** Loudness of the open microphone, 0 to 1, read by the meter's own animation frame; 0 when closed. */
  getLevel(): number;
  close(): void;
};

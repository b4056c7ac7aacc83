import { createStore, type Store } from '../realtime/store.ts';
import type { DeviceState, LocalMedia, LocalMediaState } from './local-media-state.ts';
import {
  type DeviceKind,
  type DeviceMemory,
  type Devices,
  type LevelMeter,
  type LocalTracks,
  noTracks,
} from './ports.ts';

type Slot = {
  isWanted: boolean;
  /** Counts openings, so that one which was overtaken closes what it got. */
  turn: number;
  stopWatching: () => void;
};

type MediaCore = {
  devices: Devices;
  memory: DeviceMemory;
  store: Store<LocalMediaState>;
  slots: Record<DeviceKind, Slot>;
  meter: LevelMeter | null;
  stopListening: () => void;
};

/** This person's camera and microphone. Nothing is opened before it is asked for. */
export function createLocalMedia(devices: Devices, memory: DeviceMemory): LocalMedia {
  const core: MediaCore = {
    devices,
    memory,
    store: createStore<LocalMediaState>({
      camera: { status: 'off' },
      microphone: { status: 'off' },
      cameras: [],
      microphones: [],
      speakers: [],
      chosen: memory.load(),
    }),
    slots: { camera: newSlot(), microphone: newSlot() },
    meter: null,
    stopListening: devices.onChange(() => void refreshLists(core)),
  };
  void refreshLists(core);
  return {
    getState: core.store.getState,
    subscribe: core.store.subscribe,
    setCamera: (isOn) => setDevice(core, 'camera', isOn),
    setMicrophone: (isOn) => setDevice(core, 'microphone', isOn),
    choose: (kind, deviceId) => choose(core, kind, deviceId),
    getLevel: () => readLevel(core),
    close() {
      core.stopListening();
      closeDevice(core, 'camera');
      closeDevice(core, 'microphone');
    },
  };
}

/** What a call sends of it. */
export function localTracksOf(media: LocalMedia): LocalTracks {
  return {
    get() {
      const { camera, microphone } = media.getState();
      return { ...noTracks, camera: trackOf(camera), microphone: trackOf(microphone) };
    },
    subscribe: media.subscribe,
  };
}

async function setDevice(core: MediaCore, kind: DeviceKind, isOn: boolean): Promise<void> {
  const slot = core.slots[kind];
  if (!isOn) {
    closeDevice(core, kind);
    return;
  }
  const { status } = core.store.getState()[kind];
  if (slot.isWanted && (status === 'on' || status === 'opening')) return;
  await openDevice(core, kind);
}

async function openDevice(core: MediaCore, kind: DeviceKind): Promise<void> {
  const slot = core.slots[kind];
  slot.isWanted = true;
  slot.turn += 1;
  const { turn } = slot;
  setState(core, kind, { status: 'opening' });
  const { chosen } = core.store.getState();
  let opened = await core.devices.open(kind, chosen[kind]);
  // The chosen one may be at home on the desk: any other is better than none.
  if (!opened.ok && opened.failure === 'missing' && chosen[kind] !== null) opened = await core.devices.open(kind, null);
  if (turn !== slot.turn || !slot.isWanted) {
    if (opened.ok) opened.track.stop();
    return;
  }
  if (opened.ok) {
    const { track, deviceId, label } = opened;
    slot.stopWatching = core.devices.onEnded(track, () => onUnplugged(core, kind, track));
    setState(core, kind, { status: 'on', track, deviceId, label });
  } else {
    slot.isWanted = false;
    setState(core, kind, { status: 'failed', failure: opened.failure });
  }
  await refreshLists(core);
}

/** Stopping the track is what puts the light out. */
function release(core: MediaCore, kind: DeviceKind): void {
  const slot = core.slots[kind];
  slot.stopWatching();
  slot.stopWatching = () => undefined;
  trackOf(core.store.getState()[kind])?.stop();
  if (kind !== 'microphone') return;
  core.meter?.close();
  core.meter = null;
}

function closeDevice(core: MediaCore, kind: DeviceKind): void {
  const slot = core.slots[kind];
  slot.isWanted = false;
  slot.turn += 1;
  release(core, kind);
  if (core.store.getState()[kind].status !== 'off') setState(core, kind, { status: 'off' });
}

function onUnplugged(core: MediaCore, kind: DeviceKind, track: MediaStreamTrack): void {
  if (trackOf(core.store.getState()[kind]) !== track) return;
  core.slots[kind].isWanted = false;
  release(core, kind);
  setState(core, kind, { status: 'failed', failure: 'missing' });
}

async function choose(core: MediaCore, kind: DeviceKind | 'speaker', deviceId: string | null): Promise<void> {
  const state = core.store.getState();
  if (state.chosen[kind] === deviceId) return;
  const chosen = { ...state.chosen, [kind]: deviceId };
  core.memory.save(chosen);
  core.store.setState({ ...state, chosen });
  if (kind === 'speaker' || !core.slots[kind].isWanted) return;
  // The old one first: some browsers hold one microphone at a time, and what is shown must be what is heard.
  release(core, kind);
  await openDevice(core, kind);
}

async function refreshLists(core: MediaCore): Promise<void> {
  const { camera, microphone, speaker } = await core.devices.list();
  core.store.setState({ ...core.store.getState(), cameras: camera, microphones: microphone, speakers: speaker });
}

/** The meter is made by the first reader, so that a call without one on screen pays nothing for it. */
function readLevel(core: MediaCore): number {
  const track = trackOf(core.store.getState().microphone);
  if (track === null) return 0;
  core.meter ??= core.devices.measure(track);
  return core.meter.getLevel();
}

function setState(core: MediaCore, kind: DeviceKind, device: DeviceState): void {
  core.store.setState({ ...core.store.getState(), [kind]: device });
}

function trackOf(device: DeviceState): MediaStreamTrack | null {
  return device.status === 'on' ? device.track : null;
}

function newSlot(): Slot {
  return { isWanted: false, turn: 0, stopWatching: () => undefined };
}

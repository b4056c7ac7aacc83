import { describe, expect, test } from 'bun:test';
import { settleMicrotasks } from '../realtime/testing/fake-clock.ts';
import { createLocalMedia, localTracksOf } from './local-media.ts';
import type { DeviceFailure } from './local-media-state.ts';
import type { ChosenDevices, DeviceKind, OpenedDevice } from './ports.ts';
import { createFakeTrack } from './testing/fake-tracks.ts';

type Opening = {
  kind: DeviceKind;
  deviceId: string | null;
  succeed(): Promise<void>;
  fail(failure: DeviceFailure): Promise<void>;
};

function open(chosen: ChosenDevices = { camera: null, microphone: null, speaker: null }) {
  const openings: Opening[] = [];
  const stopped: string[] = [];
  let saved = chosen;
  let metersOpen = 0;
  let onEnded: () => void = () => undefined;
  const media = createLocalMedia(
    {
      open: (kind, deviceId) =>
        new Promise<OpenedDevice>((resolve) => {
          openings.push({
            kind,
            deviceId,
            async succeed() {
              const id = deviceId ?? `default-${kind}`;
              const track = createFakeTrack(kind === 'camera' ? 'video' : 'audio');
              track.stop = () => void stopped.push(id);
              resolve({ ok: true, track, deviceId: id, label: id });
              await settleMicrotasks();
            },
            async fail(failure) {
              resolve({ ok: false, failure });
              await settleMicrotasks();
            },
          });
        }),
      list: async () => ({ camera: [{ deviceId: 'c1', label: 'One' }], microphone: [], speaker: [] }),
      onChange: () => () => undefined,
      onEnded(_, listener) {
        onEnded = listener;
        return () => undefined;
      },
      measure() {
        metersOpen += 1;
        return {
          getLevel: () => 0.5,
          close() {
            metersOpen -= 1;
          },
        };
      },
    },
    {
      load: () => saved,
      save(next) {
        saved = next;
      },
    },
  );
  const last = (): Opening => {
    const opening = openings.at(-1);
    if (!opening) throw new Error('nothing was opened');
    return opening;
  };
  return { media, openings, stopped, last, saved: () => saved, metersOpen: () => metersOpen, unplug: () => onEnded() };
}

describe('a device', () => {
  test('is not opened before it is asked for', async () => {
    const { media, openings } = open();
    await settleMicrotasks();
    expect(media.getLevel()).toBe(0);
    expect(openings).toEqual([]);
    expect(media.getState().cameras).toHaveLength(1);
  });

  test('opens, is sent, and stops when it is closed', async () => {
    const { media, last, stopped } = open();
    const opening = media.setCamera(true);
    expect(media.getState().camera.status).toBe('opening');
    await last().succeed();
    await opening;
    expect(media.getState().camera.status).toBe('on');
    expect(localTracksOf(media).get().camera).not.toBeNull();
    await media.setCamera(false);
    expect(stopped).toEqual(['default-camera']);
    expect(localTracksOf(media).get().camera).toBeNull();
  });

  test('that was closed while it opened is stopped as soon as it is there', async () => {
    const { media, last, stopped } = open();
    const opening = media.setMicrophone(true);
    await media.setMicrophone(false);
    await last().succeed();
    await opening;
    expect(stopped).toEqual(['default-microphone']);
    expect(media.getState().microphone.status).toBe('off');
  });

  test('says why it cannot be opened, and may be tried again', async () => {
    const { media, last, openings } = open();
    const opening = media.setCamera(true);
    await last().fail('denied');
    await opening;
    expect(media.getState().camera).toEqual({ status: 'failed', failure: 'denied' });
    void media.setCamera(true);
    expect(openings).toHaveLength(2);
  });

  test('that was chosen and is not there any more gives way to the default', async () => {
    const { media, last } = open({ camera: 'at-home', microphone: null, speaker: null });
    const opening = media.setCamera(true);
    expect(last().deviceId).toBe('at-home');
    await last().fail('missing');
    expect(last().deviceId).toBeNull();
    await last().succeed();
    await opening;
    expect(media.getState().camera).toMatchObject({ status: 'on', deviceId: 'default-camera' });
  });

  test('that is unplugged is failed as missing', async () => {
    const { media, last, unplug } = open();
    const opening = media.setMicrophone(true);
    await last().succeed();
    await opening;
    unplug();
    expect(media.getState().microphone).toEqual({ status: 'failed', failure: 'missing' });
  });
});

describe('a choice', () => {
  test('is remembered, and swaps the device that is open', async () => {
    const { media, last, stopped, saved } = open();
    const opening = media.setMicrophone(true);
    await last().succeed();
    await opening;
    const choosing = media.choose('microphone', 'm2');
    expect(stopped).toEqual(['default-microphone']);
    expect(last().deviceId).toBe('m2');
    await last().succeed();
    await choosing;
    expect(media.getState().microphone).toMatchObject({ status: 'on', deviceId: 'm2' });
    expect(saved().microphone).toBe('m2');
  });

  test('opens nothing that is closed', async () => {
    const { media, openings, saved } = open();
    await media.choose('camera', 'c1');
    await media.choose('speaker', 's1');
    expect(openings).toEqual([]);
    expect(saved()).toEqual({ camera: 'c1', microphone: null, speaker: 's1' });
  });
});

test('the meter is made by its first reader and ends with the microphone', async () => {
  const { media, last, metersOpen } = open();
  const opening = media.setMicrophone(true);
  await last().succeed();
  await opening;
  expect(metersOpen()).toBe(0);
  expect(media.getLevel()).toBe(0.5);
  expect(metersOpen()).toBe(1);
  media.close();
  expect(metersOpen()).toBe(0);
});

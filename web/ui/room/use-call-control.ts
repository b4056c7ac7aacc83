'use client';

import { useCallback, useEffect, useRef, useState, useSyncExternalStore } from 'react';
import type { CallState } from '../../call/call-state.ts';
import type { LocalMediaState } from '../../call/local-media-state.ts';
import { useRoomUi } from '../../stores/room-ui.ts';
import { mayPreview, recallCall, rememberCall, rememberCameraWish } from './call-memory.ts';
import { useRoom, useRoomState } from './room-context.ts';
import { type CallParts, useCallParts } from './use-call-parts.ts';

const idle: CallState = { status: 'idle' };
const closed: LocalMediaState = {
  camera: { status: 'off' },
  microphone: { status: 'off' },
  cameras: [],
  microphones: [],
  speakers: [],
  chosen: { camera: null, microphone: null, speaker: null },
};
const nothing = () => () => undefined;

export type CallControl = {
  parts: CallParts;
  state: CallState;
  devices: LocalMediaState;
  isJoining: boolean;
  /** The tab was reloaded in the call and is on its way back into it. */
  isResuming: boolean;
  /** The microphone is open for the test only; joining ends it. */
  isTesting: boolean;
  test: (isOn: boolean) => void;
  toggleMicrophone: () => void;
  toggleCamera: () => void;
  join: () => void;
  rejoin: () => void;
  leave: () => void;
};

function useParts(parts: CallParts): { state: CallState; devices: LocalMediaState } {
  const getState = () => parts.call?.getState() ?? idle;
  const getDevices = () => parts.media?.getState() ?? closed;
  return {
    state: useSyncExternalStore(parts.call?.subscribe ?? nothing, getState, getState),
    devices: useSyncExternalStore(parts.media?.subscribe ?? nothing, getDevices, getDevices),
  };
}

/** Comes back by itself after a reload in the call, and opens the preview for those who had it open the last time. */
function useReturn(parts: CallParts, join: () => Promise<void>): boolean {
  const { roomId } = useRoom();
  const isOpen = useRoomState().status === 'open';
  const [isResuming, setIsResuming] = useState(false);
  const { ensureMedia } = parts;
  const latestJoin = useRef(join);
  useEffect(() => {
    latestJoin.current = join;
  });
  useEffect(() => {
    const memory = recallCall(roomId);
    setIsResuming(memory !== null);
    const wantsCamera = memory === null ? mayPreview() : Promise.resolve(memory.isCameraOn);
    wantsCamera
      .then((isWanted) => (isWanted ? ensureMedia().then((media) => media.setCamera(true)) : undefined))
      .catch(() => undefined);
  }, [roomId, ensureMedia]);
  useEffect(() => {
    if (!isOpen || !isResuming) return;
    void latestJoin.current().finally(() => setIsResuming(false));
  }, [isOpen, isResuming]);
  return isResuming;
}

/** A tab that is in the call knows so after a reload; a call that ended closes the devices. */
function useCallMemory({ state, devices, parts }: Pick<CallControl, 'state' | 'devices' | 'parts'>) {
  const { roomId } = useRoom();
  const isCameraOn = devices.camera.status === 'on';
  const { status } = state;
  const { media } = parts;
  const setInCall = useRoomUi((ui) => ui.setInCall);
  useEffect(() => {
    if (status !== 'joined') return;
    rememberCall(roomId, { isCameraOn });
    // Leaving the page by a link leaves the call; a reload never gets here.
    return () => rememberCall(roomId, null);
  }, [status, roomId, isCameraOn]);
  useEffect(() => {
    setInCall(status === 'joined');
    return () => setInCall(false);
  }, [status, setInCall]);
  useEffect(() => {
    if (status !== 'ended') return;
    void media?.setCamera(false);
    void media?.setMicrophone(false);
  }, [status, media]);
}

/** Everything the person can do about the call, from the lobby to coming back. */
export function useCallControl(): CallControl {
  const parts = useCallParts();
  const { state, devices } = useParts(parts);
  const [isPressed, setIsPressed] = useState(false);
  const [isTesting, setIsTesting] = useState(false);
  const hadCamera = useRef(false);
  const { ensureMedia, ensureCall } = parts;

  const enter = useCallback(async () => {
    setIsPressed(true);
    try {
      const [call, media] = await Promise.all([ensureCall(), ensureMedia()]);
      if (isTesting) await media.setMicrophone(false);
      setIsTesting(false);
      await call.join();
    } catch {
      // `parts.hasFailed` says so where the person is looking.
    } finally {
      setIsPressed(false);
    }
  }, [ensureCall, ensureMedia, isTesting]);

  const isResuming = useReturn(parts, enter);
  useCallMemory({ state, devices, parts });

  const setMicrophone = (isOn: boolean) => void ensureMedia().then((media) => media.setMicrophone(isOn));
  const setCamera = (isOn: boolean) => void ensureMedia().then((media) => media.setCamera(isOn));
  return {
    parts,
    state,
    devices,
    isJoining: isPressed || state.status === 'joining',
    isResuming,
    isTesting,
    test(isOn) {
      setIsTesting(isOn);
      setMicrophone(isOn);
      parts.warm();
    },
    toggleMicrophone() {
      const isOn = devices.microphone.status === 'on' && !isTesting;
      setIsTesting(false);
      setMicrophone(!isOn);
    },
    toggleCamera() {
      const isOn = devices.camera.status === 'on';
      rememberCameraWish(!isOn);
      setCamera(!isOn);
    },
    join: () => void enter(),
    rejoin() {
      if (hadCamera.current) setCamera(true);
      void enter();
    },
    leave() {
      hadCamera.current = devices.camera.status === 'on';
      parts.call?.leave();
    },
  };
}

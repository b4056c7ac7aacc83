'use client';

import type { Person, Room } from '@coup/signaling/protocol';
import { createContext, use, useSyncExternalStore } from 'react';
import type { LocalMedia } from '../../call/local-media-state.ts';
import type { RoomSession } from '../../realtime/room-session-state.ts';

type RoomServices = {
  session: RoomSession;
  /** Made when the lobby first needs it; the same from then on. */
  openMedia: () => Promise<LocalMedia>;
};

export type RoomContextValue = RoomServices & {
  /** As the server rendered it; `useRoom` has the room as it is now. */
  initialRoom: Room;
  viewer: Person;
  /** The address others join by. */
  getInvitation: () => string;
};

export const RoomContext = createContext<RoomContextValue | null>(null);

export function useRoomContext(): RoomContextValue {
  const value = use(RoomContext);
  if (value === null) throw new Error('This part of the interface needs a room around it.');
  return value;
}

type Store<State> = { getState: () => State; subscribe: (listener: () => void) => () => void };

/** The state of a framework-free store, rendered anew whenever it changes. */
export function useStore<State>(store: Store<State>): State {
  return useSyncExternalStore(store.subscribe, store.getState, store.getState);
}

export function useConnection() {
  const { session } = useRoomContext();
  return useSyncExternalStore(session.subscribe, session.getConnection, session.getConnection);
}

export function useRoomState() {
  const { session } = useRoomContext();
  return useSyncExternalStore(session.subscribe, session.getRoom, session.getRoom);
}

/** The room as it is now, or as the page was rendered with until the server has answered. */
export function useRoom(): Room {
  const { initialRoom } = useRoomContext();
  const state = useRoomState();
  return state.status === 'open' ? state.room : initialRoom;
}

export function usePresence() {
  return useStore(useRoomContext().session.presence);
}

export function useChat() {
  return useStore(useRoomContext().session.chat);
}

import type { RoomSession } from '../../realtime/room-session-state.ts';

const neverChanges = () => () => undefined;
const connection = { status: 'connecting' } as const;
const room = { status: 'opening' } as const;
const presence = { isLive: false, people: [] };
const chat = {
  history: 'loading',
  events: [],
  outgoing: [],
  hasOlder: false,
  isLoadingOlder: false,
  me: null,
} as const;

/** Stands in until the browser has made the real one, so that the server renders the very same screen. */
export const openingSession: RoomSession = {
  getConnection: () => connection,
  getRoom: () => room,
  subscribe: neverChanges,
  chat: {
    getState: () => chat,
    subscribe: neverChanges,
    send: () => undefined,
    retry: () => undefined,
    discard: () => '',
    loadOlder: () => Promise.resolve(),
  },
  presence: { getState: () => presence, subscribe: neverChanges },
  openCall: () => Promise.reject(new Error('The room is not open yet.')),
  close: () => undefined,
};

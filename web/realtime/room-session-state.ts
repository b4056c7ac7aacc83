import type { ErrorCode, Role, Room, Roster } from '@coup/signaling/protocol';
import type { Call } from '../call/call-state.ts';
import type { Chat } from '../chat/chat-state.ts';
import type { Presence } from '../presence/presence-state.ts';
import type { ConnectionState } from './connection-state.ts';

export type RoomState =
  | { status: 'opening' }
  /** `roster` is who is in the call, also for someone who has not joined it. */
  | { status: 'open'; room: Room; role: Role; roster: Roster }
  | { status: 'failed'; code: ErrorCode }
  | { status: 'deleted' };

/** Everything live about one room in one tab: made when the page mounts, closed when it goes. */
export type RoomSession = {
  getConnection(): ConnectionState;
  getRoom(): RoomState;
  /** Fires for the connection and the room; chat, presence and call have their own. */
  subscribe(listener: () => void): () => void;
  chat: Chat;
  presence: Presence;
  /** Loads the call's code on demand, fetches the ICE servers and builds the call; later calls give the same. */
  openCall(): Promise<Call>;
  close(): void;
};

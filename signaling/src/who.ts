import type { Server, Socket } from 'socket.io';
import type { EventBudget } from './middleware/rate-limit.ts';
import type { ClientToServerEvents, Person, Role, Room, ServerToClientEvents } from './protocol/index.ts';

/** A room that a socket watches, and its seat there if it has one. */
export type OpenRoom = { room: Room; role: Role; participantId: string | null };

/** One connected, authenticated tab. */
export type Who = {
  socketId: string;
  person: Person;
  /** The better-auth session that its token names. */
  sessionId: string;
  openRooms: Map<string, OpenRoom>;
  /** False once the socket went: whatever a handler was waiting for must not seat it then. */
  isConnected: boolean;
};

type SocketData = { who: Who; eventBudget: EventBudget };

/** Between nodes: the body of a trigger, as it was checked where it came in. */
type ServerToServerEvents = { trigger: (trigger: unknown) => void };

export type CoupServer = Server<ClientToServerEvents, ServerToClientEvents, ServerToServerEvents, SocketData>;
export type CoupSocket = Socket<ClientToServerEvents, ServerToClientEvents, ServerToServerEvents, SocketData>;

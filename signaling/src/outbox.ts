import type { Fact, FactName, ServerToClientEvents } from './protocol/index.ts';
import type { CoupServer } from './who.ts';

/** Facts on their way out. Handlers speak through this port and never see a socket. */
export type Outbox = {
  /** To everyone on this node who watches the room: for what this node alone knows (roster, presence). */
  toRoomHere<N extends FactName>(roomId: string, name: N, fact: Fact<N>): void;
  /** To everyone who watches the room, on every node. */
  toRoom<N extends FactName>(roomId: string, name: N, fact: Fact<N>): void;
  /** False where that socket is not here (any more). */
  toSocket<N extends FactName>(socketId: string, name: N, fact: Fact<N>): boolean;
  watch(socketId: string, roomId: string): void;
  unwatch(socketId: string, roomId: string): void;
};

type Args<N extends FactName> = Parameters<ServerToClientEvents[N]>;

/** The outbox over Socket.IO; a room's id is the name of its Socket.IO room. */
export function createOutbox(io: CoupServer): Outbox {
  const args = <N extends FactName>(fact: Fact<N>) => [fact] as Args<N>;
  return {
    toRoomHere: (roomId, name, fact) => {
      io.local.to(roomId).emit(name, ...args(fact));
    },
    toRoom: (roomId, name, fact) => {
      io.to(roomId).emit(name, ...args(fact));
    },
    toSocket: (socketId, name, fact) => io.sockets.sockets.get(socketId)?.emit(name, ...args(fact)) ?? false,
    watch: (socketId, roomId) => void io.sockets.sockets.get(socketId)?.join(roomId),
    unwatch: (socketId, roomId) => void io.sockets.sockets.get(socketId)?.leave(roomId),
  };
}

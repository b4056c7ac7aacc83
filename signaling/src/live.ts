import type { Logger } from 'pino';
import { recordAttendance } from './attendance.ts';
import type { Clock } from './clock.ts';
import { createOutbox, type Outbox } from './outbox.ts';
import { CLOSED_TAB_GRACE_MS } from './protocol/index.ts';
import { announceChanges } from './rooms/announce.ts';
import { createPresence, type Presence, type PresenceChange } from './rooms/presence.ts';
import { createMemoryRoomState } from './rooms/room-state.memory.ts';
import type { RoomState } from './rooms/room-state.ts';
import type { Store } from './store.ts';
import type { CoupServer } from './who.ts';

/** What is so now, and is lost with the process: seats, presence, and the words that tell of both. */
export type Live = {
  roomState: RoomState;
  presence: Presence;
  outbox: Outbox;
  /** Seats and presence stay as they are, and nobody is told of the clients' moving away. */
  freeze(): void;
  close(): Promise<void>;
};

type LiveOptions = { io: CoupServer; store: Store; clock: Clock; log: Logger };

function tellPresence(outbox: Outbox, change: PresenceChange): void {
  const { roomId } = change;
  if (change.kind === 'changed') outbox.toRoomHere(roomId, 'presence:changed', { roomId, entry: change.entry });
  else outbox.toRoomHere(roomId, 'presence:gone', { roomId, userId: change.userId });
}

export function createLive({ io, store, clock, log }: LiveOptions): Live {
  const outbox = createOutbox(io);
  const roomState = createMemoryRoomState({ clock });
  const presence = createPresence({
    clock,
    graceMs: CLOSED_TAB_GRACE_MS,
    onChange: (change) => tellPresence(outbox, change),
  });
  announceChanges({ roomState, presence, outbox });
  const attendance = recordAttendance({ store: store.attendance, roomState, clock, log });
  const freeze = () => {
    roomState.freeze();
    presence.freeze();
  };
  return {
    roomState,
    presence,
    outbox,
    freeze,
    async close() {
      freeze();
      await attendance.close();
    },
  };
}

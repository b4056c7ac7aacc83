import type { ErrorCode, MediaState, Participant, Roster } from '../protocol/index.ts';
import type { Departure, DisconnectCause, JoinRequest } from './rules.ts';

/** What one event changed in one room, in the order in which it must be told. */
export type RoomChange = {
  roomId: string;
  /** The new snapshot; null where the roster stayed as it was. */
  roster: Roster | null;
  seated: readonly Participant[];
  departed: readonly Departure[];
  ended: readonly { socketId: string; code: ErrorCode }[];
};

type JoinOutcome =
  | { ok: true; participant: Participant; roster: Roster }
  | { ok: false; code: 'room-full' | 'superseded' | 'unavailable' };

/** Where a participant can be reached; `socketId` is null while it reconnects. */
type SeatAddress = { incarnation: string; socketId: string | null };

/**
 * The live calls of this node. Every change is told to the subscribers before the promise of its cause resolves,
 * so nobody can hear from a newcomer before hearing of it.
 */
export type RoomState = {
  join(roomId: string, request: JoinRequest): Promise<JoinOutcome>;
  /** False where that socket holds no such seat (any more); the same for `setMedia`. */
  leave(roomId: string, participantId: string, socketId: string): Promise<boolean>;
  setMedia(roomId: string, participantId: string, socketId: string, media: MediaState): Promise<boolean>;
  disconnect(roomId: string, participantId: string, socketId: string, cause: DisconnectCause): Promise<void>;
  /** Puts everyone out of the call, with `code` as the reason. */
  endCall(roomId: string, code: ErrorCode): Promise<void>;
  findSeat(roomId: string, participantId: string): Promise<SeatAddress | null>;
  getRoster(roomId: string): Promise<Roster>;
  /** The rosters of every room with somebody in its call. */
  listRosters(): Promise<Roster[]>;
  subscribe(listener: (change: RoomChange) => void): () => void;
  /** From now on seats stay as they are: a draining node must not announce its clients' moving as their leaving. */
  freeze(): void;
};

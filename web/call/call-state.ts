import type { ErrorCode, Participant } from '@coup/signaling/protocol';

/** Why a link cannot carry media; the interface has words for each. */
export type LinkFailure = 'unreachable' | 'media-stopped' | 'rejected' | 'internal';

/** The connection between this participant and one other. Each state carries only its own fields. */
export type LinkState =
  | { status: 'connecting'; generation: number }
  | { status: 'connected'; generation: number }
  /** Media stopped or ICE left `connected`; the last frame stays on screen while it heals. */
  | { status: 'reconnecting'; generation: number; attempt: number }
  | { status: 'failed'; generation: number; failure: LinkFailure };

/** One other participant as this tab sees them: the roster's word beside the link's. */
export type RemoteParticipant = { participant: Participant; link: LinkState };

export type CallFailure = ErrorCode | 'unreachable-server' | 'timeout';

/** The call of this tab. Changing media never changes `status`. */
export type CallState =
  | { status: 'idle' }
  | { status: 'joining' }
  | {
      status: 'joined';
      self: Participant;
      /** Signaling only: media goes on while this says `reconnecting`. */
      server: 'connected' | 'reconnecting';
      /** In the roster's order. */
      remotes: readonly RemoteParticipant[];
    }
  | { status: 'failed'; failure: CallFailure }
  /** `left`: the button. `superseded`, `removed`: the server's word, final for this tab. */
  | { status: 'ended'; reason: 'left' | 'superseded' | 'removed' };

/** The four tracks of a link, in the order of its transceivers. */
export const trackKinds = ['microphone', 'camera', 'screen', 'screen-sound'] as const;
export type TrackKind = (typeof trackKinds)[number];

/** What the interface holds: one call of one room, free of any framework. */
export type Call = {
  /** The same object until something changes, for `useSyncExternalStore`. */
  getState(): CallState;
  subscribe(listener: () => void): () => void;
  /** Resolves when the seat is taken or refused; the state says which. */
  join(): Promise<void>;
  leave(): void;
  /** The stream of a remote's tracks (`camera` includes the microphone), stable for a participant; null before the first link. */
  getStream(participantId: string, source: 'camera' | 'screen'): MediaStream | null;
  /** True once it is known that no STUN or TURN server helps: only people on the same network reach each other. */
  isLocalOnly?(): boolean;
  /** Ask at once for a new link to this participant, for a "try again" button. */
  retry(participantId: string): void;
  /** Ends everything: links, timers, listeners. */
  close(): void;
};

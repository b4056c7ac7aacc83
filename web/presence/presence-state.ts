import type { PresenceEntry } from '@coup/signaling/protocol';

export type PresenceStoreState = {
  /** `false` while the socket is away: what is shown is the last that was known. */
  isLive: boolean;
  /** In the call first, then in the room, then away; by name within each. */
  people: readonly PresenceEntry[];
};

export type Presence = {
  getState(): PresenceStoreState;
  subscribe(listener: () => void): () => void;
};

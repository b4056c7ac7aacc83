import type { LinkFailure, LinkState, RemoteParticipant } from '../../call/call-state.ts';

export type TileLink = {
  /** What the tile is marked with. */
  status: LinkState['status'];
  /** A word on the tile when the connection is not fine; a key of `call.link`. */
  word: 'connecting' | 'reconnecting' | 'failed' | null;
  /** The picture on screen is an old one. */
  isStale: boolean;
  failure: LinkFailure | null;
};

/**
 * What a tile says about its connection, from two witnesses. The link knows whether the picture is fresh; the server
 * may know before the link does that somebody's tab is gone for the moment.
 */
export function tileLinkOf({ link, participant }: RemoteParticipant): TileLink {
  const isAway = participant.connection === 'reconnecting';
  switch (link.status) {
    case 'connected':
      return { status: link.status, word: isAway ? 'reconnecting' : null, isStale: false, failure: null };
    case 'connecting':
      return { status: link.status, word: isAway ? 'reconnecting' : 'connecting', isStale: false, failure: null };
    case 'reconnecting':
      return { status: link.status, word: 'reconnecting', isStale: true, failure: null };
    case 'failed':
      return { status: link.status, word: 'failed', isStale: true, failure: link.failure };
  }
}

import { browserClock, browserRandom } from '../../realtime/adapters/browser-clock.ts';
import { createCall } from '../call.ts';
import type { Call } from '../call-state.ts';
import { localTracksOf } from '../local-media.ts';
import type { LocalMedia } from '../local-media-state.ts';
import type { SignalingPort } from '../ports.ts';
import { createIceServers } from './ice-servers.ts';
import { createRemoteStreams } from './remote-streams.ts';
import { createSessionTicketStore } from './session-ticket-store.ts';
import { createSimplePeerFactory } from './simple-peer-link.ts';

export type BrowserCallOptions = {
  roomId: string;
  socketUrl: string;
  signaling: SignalingPort;
  getToken: () => string | null;
  media: LocalMedia;
};

/** The call engine with everything real plugged in. Loaded on demand: this file and what it imports is the call's chunk. */
export async function buildBrowserCall(options: BrowserCallOptions): Promise<Call> {
  const { roomId, signaling, media, socketUrl, getToken } = options;
  const iceServers = createIceServers({ socketUrl, getToken, clock: browserClock });
  await iceServers.first;
  const call = createCall({
    roomId,
    signaling,
    createPeer: createSimplePeerFactory(iceServers.get),
    createStreams: createRemoteStreams,
    localTracks: localTracksOf(media),
    tickets: createSessionTicketStore(),
    clock: browserClock,
    random: browserRandom,
  });
  return {
    ...call,
    isLocalOnly: iceServers.isNone,
    close() {
      iceServers.close();
      call.close();
    },
  };
}

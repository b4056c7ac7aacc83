import type { ChatPage } from '@coup/signaling/protocol';
import type { LocalMedia } from '../../call/local-media-state.ts';
import { createMemoryOutboxStore } from '../../chat/ports.ts';
import { loadOnce } from '../load-once.ts';
import { createRoomSession } from '../room-session.ts';
import type { RoomSession } from '../room-session-state.ts';
import { browserClock, browserRandom } from './browser-clock.ts';
import { browserPage } from './browser-page.ts';
import { createHttpTokens } from './http-token.ts';
import { createSocketIoSocket } from './socket-io.ts';

export type BrowserRoomOptions = {
  slug: string;
  /** Origin of the signaling service, or `same-origin`. */
  socketUrl: string;
  /** The token rendered into the page, so that the first connection does not wait for the site. */
  initialToken?: string;
  /** The newest page of chat, where the server rendered it. */
  initialChat?: ChatPage;
};

export type BrowserRoom = {
  session: RoomSession;
  /** The devices; their code is loaded by the first call, and later calls give the same. After a failure: again. */
  openMedia: () => Promise<LocalMedia>;
  close(): void;
};

const TOKEN_PATH = '/api/auth/token';

/** A room's session with everything real plugged in. Call it in the browser only, and `close` it with the page. */
export function createBrowserRoom(options: BrowserRoomOptions): BrowserRoom {
  const socketUrl = options.socketUrl === 'same-origin' ? location.origin : options.socketUrl;
  const media = loadOnce<LocalMedia>(async () => {
    const { createBrowserLocalMedia } = await import('../../call/adapters/browser-local-media.ts');
    return createBrowserLocalMedia();
  });

  const session = createRoomSession({
    slug: options.slug,
    socketUrl,
    initialToken: options.initialToken ?? null,
    fetchToken: createHttpTokens(TOKEN_PATH),
    createSocket: createSocketIoSocket,
    page: browserPage,
    clock: browserClock,
    random: browserRandom,
    outboxStore: createMemoryOutboxStore(),
    ...(options.initialChat ? { initialChat: options.initialChat } : {}),
    async loadCall(ports) {
      const [{ buildBrowserCall }, localMedia] = await Promise.all([
        import('../../call/adapters/browser-call.ts'),
        media.get(),
      ]);
      return await buildBrowserCall({ ...ports, socketUrl, media: localMedia });
    },
  });
  return {
    session,
    openMedia: media.get,
    close() {
      session.close();
      // Devices that never came need no closing.
      media.peek()?.then(
        (each) => each.close(),
        () => undefined,
      );
    },
  };
}

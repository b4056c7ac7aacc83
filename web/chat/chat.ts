import type { ChatEvent, ChatPage, Person } from '@coup/signaling/protocol';
import type { Clock, Random } from '../realtime/clock.ts';
import { createStore } from '../realtime/store.ts';
import type { Chat, ChatState } from './chat-state.ts';
import { createHistory } from './history.ts';
import { createOutbox } from './outbox.ts';
import type { ChatPort, OutboxStore } from './ports.ts';

export type ChatOptions = {
  port: ChatPort;
  clock: Clock;
  random: Random;
  outboxStore: OutboxStore;
  /** The newest page as the server rendered it, so that the log is there before the socket is. */
  initialPage?: ChatPage;
};

/** What the room's socket tells the chat. */
export type ChatFeed = {
  opened(page: ChatPage, me: Person): void;
  appended(event: ChatEvent): void;
  /** The room cannot be opened: there is no history to wait for. */
  failed(): void;
  /** For `room:open`, so that only what is new comes back. */
  getResumePoint(): number | undefined;
  close(): void;
};

/** The log of a room and what this person is adding to it. */
export function createChat(options: ChatOptions): { chat: Chat; feed: ChatFeed } {
  let me: Person | null = null;
  let hasFailed = false;
  const history = createHistory({ ...options, onChange: publish });
  const outbox = createOutbox({
    ...options,
    store: options.outboxStore,
    onStored: (event) => history.appended(event),
    onChange: publish,
  });
  const store = createStore<ChatState>(read());

  function read(): ChatState {
    const isMissing = hasFailed && history.getStatus() === 'loading';
    return {
      history: isMissing ? 'error' : history.getStatus(),
      events: history.getLog().events,
      outgoing: outbox.list(),
      hasOlder: history.hasOlder(),
      isLoadingOlder: history.isLoadingOlder(),
      me,
    };
  }

  /** A message in the log is no longer on its way: it is never shown twice, not even for a frame. */
  function settle(events: readonly ChatEvent[]): void {
    for (const event of events) if (event.author.userId === me?.userId) outbox.stored(event);
  }

  function publish(): void {
    store.setState(read());
  }

  if (options.initialPage) history.opened(options.initialPage);
  return {
    chat: {
      getState: store.getState,
      subscribe: store.subscribe,
      send: outbox.send,
      retry: outbox.retry,
      discard: outbox.discard,
      loadOlder: history.loadOlder,
    },
    feed: {
      opened(page, person) {
        me = person;
        hasFailed = false;
        settle(page.events);
        history.opened(page);
        outbox.wake();
      },
      appended(event) {
        settle([event]);
        history.appended(event);
      },
      failed() {
        hasFailed = true;
        publish();
      },
      getResumePoint: history.getResumePoint,
      close() {
        history.close();
        outbox.close();
      },
    },
  };
}

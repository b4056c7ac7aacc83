import type { ChatEvent, ChatPage } from '@coup/signaling/protocol';
import type { Answer } from '../realtime/answer.ts';
import type { OutgoingMessage } from './chat-state.ts';

/** The room's socket as the chat sees it. Nothing rejects. */
export type ChatPort = {
  /** The socket is up and the room open on it. */
  isReady(): boolean;
  send(clientId: string, body: string): Promise<Answer<{ event: ChatEvent }>>;
  history(range: { beforeSeq: number } | { afterSeq: number } | 'newest'): Promise<Answer<ChatPage>>;
};

/** Where unsent messages are kept. The one in memory forgets them with the page. */
export type OutboxStore = {
  load(): readonly OutgoingMessage[];
  save(outgoing: readonly OutgoingMessage[]): void;
};

export function createMemoryOutboxStore(): OutboxStore {
  let kept: readonly OutgoingMessage[] = [];
  return {
    load: () => kept,
    save(outgoing) {
      kept = outgoing;
    },
  };
}

import type { ChatEvent, ErrorCode, Person } from '@coup/signaling/protocol';

/** A message this person sent that is not in the log yet. What was typed is never lost because of an error. */
export type OutgoingMessage = {
  clientId: string;
  body: string;
  at: number;
  delivery: { status: 'sending' } | { status: 'failed'; code: ErrorCode | 'timeout' };
};

export type ChatState = {
  /** `loading` before the first page, `error` when it could not be had. */
  history: 'loading' | 'ready' | 'error';
  /** Ascending by `seq`, without doubles. */
  events: readonly ChatEvent[];
  outgoing: readonly OutgoingMessage[];
  hasOlder: boolean;
  isLoadingOlder: boolean;
  me: Person | null;
};

export type Chat = {
  getState(): ChatState;
  subscribe(listener: () => void): () => void;
  /** Shows the message at once as sending; the state says what became of it. */
  send(body: string): void;
  /** Sends a failed one again under the same client id. */
  retry(clientId: string): void;
  /** Takes a failed one away and gives its text back, so that it can be edited. */
  discard(clientId: string): string;
  loadOlder(): Promise<void>;
};

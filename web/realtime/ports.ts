import type { ErrorCode, HandshakeAuth } from '@coup/signaling/protocol';

/** Why a connection attempt was refused by the server itself (not by the network). */
export type SocketRefusal = { code: ErrorCode; retryAfterMs: number | null };

export type SocketListener = {
  onConnect(): void;
  /** The socket that was connected is gone, for whatever reason. */
  onDisconnect(): void;
  /** The attempt failed: with the server's word, or null where the network had none. */
  onConnectFailed(refusal: SocketRefusal | null): void;
  /** Unchecked, as it came. */
  onFact(name: string, payload: unknown): void;
};

/** One socket that never reconnects by itself. */
export type Socket = {
  /** One attempt, ended by `onConnect` or `onConnectFailed`; given up after `timeoutMs`. */
  connect(timeoutMs: number): void;
  /** The ack as it came, unchecked; rejects when none came in time or the socket went away. */
  request(name: string, input: unknown, timeoutMs: number): Promise<unknown>;
  disconnect(): void;
};

export type SocketOptions = {
  /** Origin of the signaling service. */
  url: string;
  /** In the query of each request, so that a load balancer can keep a room on one node. */
  room: string;
  /** Read at each attempt. */
  getAuth: () => HandshakeAuth;
  listener: SocketListener;
};
export type SocketFactory = (options: SocketOptions) => Socket;

export type TokenAnswer = { status: 'token'; token: string } | { status: 'signed-out' } | { status: 'unavailable' };
/** Fetches a new socket token from the site. Never rejects. */
export type FetchToken = () => Promise<TokenAnswer>;

/** Whether somebody looks at the page, and whether the machine thinks it has a network. */
export type PageState = {
  isHidden(): boolean;
  /** Fires when `isHidden` changes. */
  onVisibility(listener: () => void): () => void;
  /** Fires when the browser says that the network is back: a hint, never a fact. */
  onOnline(listener: () => void): () => void;
};

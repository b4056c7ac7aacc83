import type { HandshakeAuth } from '@coup/signaling/protocol';
import type { Socket, SocketFactory, SocketListener, SocketRefusal } from '../ports.ts';

export type FakeSocket = {
  factory: SocketFactory;
  /** The auth of each attempt so far. */
  attempts: HandshakeAuth[];
  isConnected(): boolean;
  accept(): void;
  refuse(refusal: SocketRefusal | null): void;
  /** The server or the network takes the socket away. */
  lose(): void;
  fact(name: string, payload: unknown): void;
  /** Answers the oldest command of this name; throws where there is none. */
  answer(name: string, ack: unknown): unknown;
  /** Names of commands that wait for an answer. */
  waiting(): readonly string[];
};

type Request = { name: string; input: unknown; resolve: (ack: unknown) => void; reject: (error: Error) => void };

/** A socket whose every event is the test's. */
export function createFakeSocket(): FakeSocket {
  let listener: SocketListener | null = null;
  let getAuth: () => HandshakeAuth = () => ({ token: '', protocol: 0 });
  let isConnected = false;
  let requests: Request[] = [];
  const attempts: HandshakeAuth[] = [];

  function close(): void {
    isConnected = false;
    for (const request of requests.splice(0)) request.reject(new Error('the socket went away'));
  }

  const socket: Socket = {
    connect: () => void attempts.push(getAuth()),
    request: (name, input) =>
      new Promise((resolve, reject) => {
        requests.push({ name, input, resolve, reject });
      }),
    disconnect: close,
  };
  return {
    factory(options) {
      ({ listener, getAuth } = options);
      return socket;
    },
    attempts,
    isConnected: () => isConnected,
    accept() {
      isConnected = true;
      listener?.onConnect();
    },
    refuse: (refusal) => listener?.onConnectFailed(refusal),
    lose() {
      close();
      listener?.onDisconnect();
    },
    fact: (name, payload) => listener?.onFact(name, payload),
    answer(name, ack) {
      const request = requests.find((each) => each.name === name);
      if (!request) throw new Error(`nothing waits for ${name}`);
      requests = requests.filter((each) => each !== request);
      request.resolve(ack);
      return request.input;
    },
    waiting: () => requests.map((each) => each.name),
  };
}

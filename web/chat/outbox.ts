import type { ChatEvent } from '@coup/signaling/protocol';
import type { AnswerCode } from '../realtime/answer.ts';
import type { Clock, Random } from '../realtime/clock.ts';
import type { OutgoingMessage } from './chat-state.ts';
import type { ChatPort, OutboxStore } from './ports.ts';

const FIRST_RETRY_MS = 1_000;
const MAX_RETRY_MS = 15_000;
const DEFAULT_RATE_LIMIT_MS = 1_000;

export type Outbox = {
  list(): readonly OutgoingMessage[];
  send(body: string): void;
  retry(clientId: string): void;
  discard(clientId: string): string;
  /** The log holds it now, by whatever way it got there. */
  stored(event: ChatEvent): void;
  /** The room is open: whatever waits is sent. */
  wake(): void;
  close(): void;
};

export type OutboxOptions = {
  port: ChatPort;
  clock: Clock;
  random: Random;
  store: OutboxStore;
  onStored: (event: ChatEvent) => void;
  onChange: () => void;
};

type OutboxCore = OutboxOptions & {
  outgoing: readonly OutgoingMessage[];
  inFlight: string | null;
  failures: number;
  cancelRetry: () => void;
  isClosed: boolean;
};

/** Refusals that time heals. The message keeps its place at the head, so that the order stays as typed. */
const passing = new Set<AnswerCode>(['timeout', 'unavailable', 'not-in-room', 'unauthenticated']);

/** Sends one message at a time, in the order typed, each until the server has it or says that it never will. */
export function createOutbox(options: OutboxOptions): Outbox {
  const core: OutboxCore = {
    ...options,
    outgoing: options.store.load().map(asSending),
    inFlight: null,
    failures: 0,
    cancelRetry: () => undefined,
    isClosed: false,
  };
  return {
    list: () => core.outgoing,
    send(body) {
      const message: OutgoingMessage = {
        clientId: core.random.uuid(),
        body,
        at: core.clock.wallMs(),
        delivery: { status: 'sending' },
      };
      replaceAll(core, [...core.outgoing, message]);
      void pump(core);
    },
    retry(clientId) {
      replaceOne(core, clientId, asSending);
      void pump(core);
    },
    discard(clientId) {
      const message = core.outgoing.find((each) => each.clientId === clientId);
      remove(core, clientId);
      return message?.body ?? '';
    },
    stored: (event) => remove(core, event.clientId),
    wake() {
      core.failures = 0;
      void pump(core);
    },
    close() {
      core.isClosed = true;
      core.cancelRetry();
    },
  };
}

/** The next to send: what is being sent, and what failed for a passing reason; the person's own failures wait for them. */
function nextOf(core: OutboxCore): OutgoingMessage | undefined {
  return core.outgoing.find(({ delivery }) => delivery.status === 'sending' || passing.has(delivery.code));
}

async function pump(core: OutboxCore): Promise<void> {
  const message = nextOf(core);
  if (!message || core.inFlight !== null || core.isClosed || !core.port.isReady()) return;
  core.cancelRetry();
  core.inFlight = message.clientId;
  const answer = await core.port.send(message.clientId, message.body);
  core.inFlight = null;
  if (core.isClosed) return;
  if (answer.ok) {
    core.failures = 0;
    remove(core, message.clientId);
    core.onStored(answer.data.event);
    await pump(core);
    return;
  }
  const { code, retryAfterMs } = answer.error;
  if (code === 'rate-limited') {
    pumpLater(core, retryAfterMs ?? DEFAULT_RATE_LIMIT_MS);
    return;
  }
  // A socket that went away in between is no failure to show: the message goes out when it is back.
  if (code === 'timeout' && !core.port.isReady()) return;
  replaceOne(core, message.clientId, (each) => ({ ...each, delivery: { status: 'failed', code } }));
  if (!passing.has(code)) {
    await pump(core);
    return;
  }
  core.failures += 1;
  const fullMs = Math.min(MAX_RETRY_MS, FIRST_RETRY_MS * 2 ** (core.failures - 1));
  pumpLater(core, retryAfterMs ?? (fullMs * (1 + core.random.fraction())) / 2);
}

function pumpLater(core: OutboxCore, ms: number): void {
  core.cancelRetry();
  core.cancelRetry = core.clock.after(ms, () => void pump(core));
}

function asSending(message: OutgoingMessage): OutgoingMessage {
  return { ...message, delivery: { status: 'sending' } };
}

function replaceOne(core: OutboxCore, clientId: string, change: (message: OutgoingMessage) => OutgoingMessage): void {
  replaceAll(
    core,
    core.outgoing.map((each) => (each.clientId === clientId ? change(each) : each)),
  );
}

function remove(core: OutboxCore, clientId: string): void {
  if (!core.outgoing.some((each) => each.clientId === clientId)) return;
  replaceAll(
    core,
    core.outgoing.filter((each) => each.clientId !== clientId),
  );
}

function replaceAll(core: OutboxCore, outgoing: readonly OutgoingMessage[]): void {
  core.outgoing = outgoing;
  core.store.save(outgoing);
  core.onChange();
}

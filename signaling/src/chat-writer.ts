import type { AppendedChatEvent, NewChatEvent } from '@coup/db/queries/chat';
import { DatabaseAwayError, DatabaseTimeoutError, isDatabaseAway, withPatience } from './database-fault.ts';

export type ChatWriter = {
  /** Resolves when the event is stored; rejects if it is not. Events are stored in the order of these calls. */
  write(event: NewChatEvent): Promise<AppendedChatEvent>;
};

type Pending = {
  event: NewChatEvent;
  resolve: (result: AppendedChatEvent) => void;
  reject: (error: unknown) => void;
};

type ChatWriterOptions = {
  append: (batch: readonly NewChatEvent[]) => Promise<AppendedChatEvent[]>;
  /** Called for each newly stored event in the order of the log, before its `write` resolves. */
  onStored: (event: Extract<AppendedChatEvent, { status: 'stored' }>['event']) => void;
  /** A write that fails after its senders were answered. */
  onLateFailure?: (error: unknown) => void;
  patienceMs: number;
  maxBatch?: number;
  maxQueued?: number;
};

/**
 * Stores what arrives while a write is under way as one batch: one round trip for many messages under load, no delay
 * without it, and one order for storing, telling and acknowledging.
 */
export function createChatWriter(options: ChatWriterOptions): ChatWriter {
  const { append, onStored, onLateFailure = () => {}, patienceMs, maxBatch = 64, maxQueued = 5_000 } = options;
  let queue: Pending[] = [];
  let isWriting = false;

  function settle(batch: readonly Pending[], results: readonly AppendedChatEvent[]): void {
    for (const [index, result] of results.entries()) {
      if (result.status === 'stored') onStored(result.event);
      batch[index]?.resolve(result);
    }
  }

  async function store(batch: readonly Pending[]): Promise<void> {
    const appended = append(batch.map(({ event }) => event));
    try {
      settle(batch, await withPatience(appended, patienceMs));
    } catch (error) {
      // Stored after all, later: the room must hear of it, although its sender was told to try again.
      if (error instanceof DatabaseTimeoutError) appended.then((results) => settle(batch, results), onLateFailure);
      // One event that the database refuses must not take the others of its batch with it.
      if (batch.length > 1 && !isDatabaseAway(error)) for (const one of batch) await store([one]);
      else for (const { reject } of batch) reject(error);
    }
  }

  async function drain(): Promise<void> {
    isWriting = true;
    while (queue.length > 0) {
      const batch = queue.slice(0, maxBatch);
      queue = queue.slice(maxBatch);
      await store(batch);
    }
    isWriting = false;
  }

  return {
    write(event) {
      if (queue.length >= maxQueued)
        return Promise.reject(new DatabaseAwayError('Too many messages wait to be stored.'));
      return new Promise((resolve, reject) => {
        queue.push({ event, resolve, reject });
        if (!isWriting) void drain();
      });
    },
  };
}

import { expect, test } from 'bun:test';
import type { AppendedChatEvent, NewChatEvent } from '@coup/db/queries/chat';
import { createChatWriter } from './chat-writer.ts';
import { isDatabaseAway } from './database-fault.ts';

const event = (clientId: string): NewChatEvent => ({
  kind: 'message',
  roomId: 'room',
  clientId,
  author: { userId: 'ada', name: 'Ada', isGuest: false },
  body: clientId,
});

/** A log whose writes finish when the test says so. */
function createSlowLog() {
  let seq = 0;
  const batches: { ids: string[]; finish: () => void; fail: (error: Error) => void }[] = [];
  const append = (batch: readonly NewChatEvent[]) =>
    new Promise<AppendedChatEvent[]>((resolve, reject) => {
      const ids = batch.map(({ clientId }) => clientId);
      const finish = () => {
        resolve(
          batch.map((one) => {
            seq += 1;
            return { status: 'stored', event: { ...one, seq, at: 0 } };
          }),
        );
      };
      batches.push({ ids, finish, fail: reject });
    });
  return { append, batches };
}

const settle = () => new Promise((resolve) => setImmediate(resolve));

test('C3 what comes while a write is under way goes as one batch, in order', async () => {
  const { append, batches } = createSlowLog();
  const told: string[] = [];
  const writer = createChatWriter({ append, patienceMs: 1_000, onStored: ({ clientId }) => told.push(clientId) });
  const writes = ['1', '2', '3'].map((id) => writer.write(event(id)));
  batches[0]?.finish();
  await settle();
  batches[1]?.finish();
  await Promise.all(writes);
  expect(batches.map(({ ids }) => ids)).toEqual([['1'], ['2', '3']]);
  expect(told).toEqual(['1', '2', '3']);
});

test('C1 told before it is acknowledged', async () => {
  const { append, batches } = createSlowLog();
  const order: string[] = [];
  const writer = createChatWriter({ append, patienceMs: 1_000, onStored: () => order.push('told') });
  const write = writer.write(event('1')).then(() => order.push('acknowledged'));
  batches[0]?.finish();
  await write;
  expect(order).toEqual(['told', 'acknowledged']);
});

test('C7 with the database away every write of the batch fails, and the next goes on', async () => {
  const { append, batches } = createSlowLog();
  const writer = createChatWriter({ append, patienceMs: 1_000, onStored: () => {} });
  const first = writer.write(event('1'));
  batches[0]?.fail(Object.assign(new Error('refused'), { code: 'ECONNREFUSED' }));
  expect(first).rejects.toThrow('refused');
  await settle();
  const second = writer.write(event('2'));
  batches[1]?.finish();
  expect((await second).status).toBe('stored');
});

test('B1 one event that the database refuses does not take the others of its batch with it', async () => {
  const { append, batches } = createSlowLog();
  const writer = createChatWriter({ append, patienceMs: 1_000, onStored: () => {} });
  const [first, poison, good] = ['first', 'poison', 'good'].map((id) => writer.write(event(id)));
  const refused = poison?.catch((error: Error) => error.message);
  batches[0]?.finish();
  await first;
  await settle();
  const bug = () => Object.assign(new Error('check violated'), { code: '23514' });
  batches[1]?.fail(bug());
  await settle();
  batches[2]?.fail(bug());
  await settle();
  batches[3]?.finish();
  expect((await good)?.status).toBe('stored');
  expect(await refused).toBe('check violated');
});

test('C7 a queue that only grows refuses', async () => {
  const { append, batches } = createSlowLog();
  const writer = createChatWriter({ append, patienceMs: 1_000, onStored: () => {}, maxQueued: 1 });
  const [first, second] = [writer.write(event('1')), writer.write(event('2'))];
  const refusal = await writer.write(event('3')).catch((error: unknown) => error);
  expect(isDatabaseAway(refusal)).toBe(true);
  batches[0]?.finish();
  await first;
  await settle();
  batches[1]?.finish();
  expect((await second).status).toBe('stored');
});

test('C7 a write that takes too long is refused in time, and told when it is stored after all', async () => {
  const { append, batches } = createSlowLog();
  const told: string[] = [];
  const writer = createChatWriter({ append, patienceMs: 5, onStored: ({ clientId }) => told.push(clientId) });
  await expect(writer.write(event('1'))).rejects.toThrow('did not answer');
  expect(told).toEqual([]);
  batches[0]?.finish();
  await settle();
  expect(told).toEqual(['1']);
});

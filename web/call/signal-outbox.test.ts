import { expect, test } from 'bun:test';
import { type CommandInput, fail, type LinkStamp, type Nothing, succeed } from '@coup/signaling/protocol';
import type { Answer } from '../realtime/answer.ts';
import { createFakeClock, settleMicrotasks } from '../realtime/testing/fake-clock.ts';
import { createSignalOutbox } from './signal-outbox.ts';

type Sent = { input: CommandInput<'call:signal'>; reply: (answer: Answer<Nothing>) => Promise<void> };

function open() {
  const clock = createFakeClock();
  const sent: Sent[] = [];
  let seatUnknown = 0;
  let currentGeneration = 0;
  const outbox = createSignalOutbox({
    roomId: 'room',
    clock,
    isCurrent: (_, stamp) => stamp.generation === currentGeneration,
    onSeatUnknown: () => {
      seatUnknown += 1;
    },
    signaling: {
      isReady: () => true,
      subscribe: () => () => undefined,
      command: (_, input) =>
        new Promise((resolve) => {
          if (!('stamp' in input)) throw new Error('only signals go through the outbox');
          sent.push({
            input,
            reply(answer) {
              // Signals are answered with success alone, whatever else the port can carry.
              resolve(answer as never);
              return settleMicrotasks();
            },
          });
        }),
    },
  });
  const stamp = (generation: number): LinkStamp => ({ from: 'me', to: 'them', generation });
  return {
    clock,
    outbox,
    sent,
    push: (generation = 0) => outbox.push({ to: 'them', stamp: stamp(generation), signal: { type: 'rebuild' } }),
    seatUnknown: () => seatUnknown,
    replaceLink: () => {
      currentGeneration += 1;
    },
  };
}

test('nothing is sent before the seat is taken, nor kept for later', () => {
  const { outbox, push, sent } = open();
  push();
  outbox.setOpen(true);
  expect(sent).toHaveLength(0);
  push();
  expect(sent).toHaveLength(1);
});

test('what the server holds back is sent again after its time, unless its link was replaced', async () => {
  const { clock, outbox, push, sent, replaceLink } = open();
  outbox.setOpen(true);
  push();
  await sent[0]?.reply(fail('rate-limited', 'slow down', { retryAfterMs: 500 }));
  clock.advance(499);
  expect(sent).toHaveLength(1);
  clock.advance(1);
  expect(sent).toHaveLength(2);
  await sent[1]?.reply(fail('rate-limited', 'slow down', { retryAfterMs: 500 }));
  replaceLink();
  clock.advance(1_000);
  expect(sent).toHaveLength(2);
});

test('a server that does not know our seat is reported, once the socket is still the one that asked', async () => {
  const { outbox, push, sent, seatUnknown } = open();
  outbox.setOpen(true);
  push();
  await sent[0]?.reply(fail('not-in-call', 'no seat'));
  expect(seatUnknown()).toBe(1);
  push();
  outbox.setOpen(false);
  await sent[1]?.reply(fail('not-in-call', 'no seat'));
  expect(seatUnknown()).toBe(1);
});

test('a lost socket leaves nothing waiting', async () => {
  const { clock, outbox, push, sent } = open();
  outbox.setOpen(true);
  push();
  await sent[0]?.reply(fail('rate-limited', 'slow down'));
  outbox.setOpen(false);
  expect(clock.pending()).toBe(0);
  outbox.setOpen(true);
  push();
  await sent[1]?.reply(succeed({}));
  expect(sent).toHaveLength(2);
});

import { describe, expect, test } from 'bun:test';
import { type ChatEvent, type ChatPage, fail, type Person, succeed } from '@coup/signaling/protocol';
import { type Answer, noAnswer } from '../realtime/answer.ts';
import { createFakeClock, createSeededRandom, settleMicrotasks } from '../realtime/testing/fake-clock.ts';
import { createChat } from './chat.ts';
import type { OutgoingMessage } from './chat-state.ts';
import { createMemoryOutboxStore } from './ports.ts';

const me: Person = { userId: 'me', name: 'Me', isGuest: false };
const other: Person = { userId: 'other', name: 'Other', isGuest: false };
const event = (seq: number, given: Partial<ChatEvent> = {}): ChatEvent => ({
  kind: 'message',
  roomId: 'room',
  seq,
  clientId: `client-${seq}`,
  author: other,
  body: `message ${seq}`,
  at: seq,
  ...given,
});
const range = (from: number, to: number) => Array.from({ length: to - from + 1 }, (_, index) => event(from + index));
const page = (events: ChatEvent[], given: Partial<ChatPage> = {}): ChatPage => ({
  events,
  hasMore: false,
  latestSeq: events.at(-1)?.seq ?? 0,
  ...given,
});

type Sent = { clientId: string; body: string; reply: (answer: Answer<{ event: ChatEvent }>) => Promise<void> };
type Asked = { range: unknown; reply: (answer: Answer<ChatPage>) => Promise<void> };

function open(given: { outgoing?: OutgoingMessage[]; initialPage?: ChatPage } = {}) {
  const clock = createFakeClock();
  const sent: Sent[] = [];
  const asked: Asked[] = [];
  const line = { isReady: false };
  const outboxStore = createMemoryOutboxStore();
  outboxStore.save(given.outgoing ?? []);
  const { chat, feed } = createChat({
    clock,
    random: createSeededRandom(1),
    outboxStore,
    ...(given.initialPage ? { initialPage: given.initialPage } : {}),
    port: {
      isReady: () => line.isReady,
      send: (clientId, body) =>
        new Promise((resolve) => {
          sent.push({
            clientId,
            body,
            reply(answer) {
              resolve(answer);
              return settleMicrotasks();
            },
          });
        }),
      history: (wanted) =>
        new Promise((resolve) => {
          asked.push({
            range: wanted,
            reply(answer) {
              resolve(answer);
              return settleMicrotasks();
            },
          });
        }),
    },
  });
  function connect(first: ChatPage): void {
    line.isReady = true;
    feed.opened(first, me);
  }
  const seqs = () => chat.getState().events.map((each) => each.seq);
  const at = <T>(list: T[], index: number): T => {
    const item = list.at(index);
    if (item === undefined) throw new Error('nothing there');
    return item;
  };
  return {
    chat,
    feed,
    clock,
    sent,
    asked,
    line,
    connect,
    seqs,
    outboxStore,
    last: () => at(sent, -1),
    ask: () => at(asked, -1),
  };
}

describe('the log', () => {
  test('is loading, then the newest page; older pages come in front', async () => {
    const { chat, connect, ask, seqs } = open();
    expect(chat.getState().history).toBe('loading');
    connect(page(range(11, 13), { hasMore: true }));
    expect(chat.getState()).toMatchObject({ history: 'ready', hasOlder: true, me });
    const loading = chat.loadOlder();
    expect(chat.getState().isLoadingOlder).toBe(true);
    await ask().reply(succeed(page(range(1, 10), { latestSeq: 13 })));
    await loading;
    expect(seqs()).toEqual([1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13]);
    expect(chat.getState()).toMatchObject({ hasOlder: false, isLoadingOlder: false });
  });

  test('takes each event once, whatever order they come in', () => {
    const { connect, feed, seqs } = open();
    connect(page(range(1, 2)));
    for (const seq of [3, 3, 2, 4]) feed.appended(event(seq));
    expect(seqs()).toEqual([1, 2, 3, 4]);
  });

  test('fetches what is missing, and shows what came meanwhile', async () => {
    const { connect, feed, seqs, ask, asked } = open();
    connect(page(range(1, 2)));
    feed.appended(event(5));
    expect(seqs()).toEqual([1, 2, 5]);
    expect(ask().range).toEqual({ afterSeq: 2 });
    feed.appended(event(6));
    expect(asked).toHaveLength(1);
    await ask().reply(succeed(page(range(3, 6))));
    expect(seqs()).toEqual([1, 2, 3, 4, 5, 6]);
  });

  test('tries again where fetching failed', async () => {
    const { connect, feed, clock, ask, asked, seqs } = open();
    connect(page(range(1, 1)));
    feed.appended(event(3));
    await ask().reply(noAnswer('lost'));
    clock.advance(5_000);
    expect(asked).toHaveLength(2);
    await ask().reply(succeed(page(range(2, 3))));
    expect(seqs()).toEqual([1, 2, 3]);
  });

  test('resumes after the last event without a hole, and catches up page by page', async () => {
    const { connect, feed, line, ask, seqs } = open();
    connect(page(range(1, 3)));
    feed.appended(event(9));
    expect(feed.getResumePoint()).toBe(3);
    line.isReady = false;
    await ask().reply(noAnswer('lost'));
    line.isReady = true;
    feed.opened(page(range(4, 5), { hasMore: true, latestSeq: 9 }), me);
    expect(ask().range).toEqual({ afterSeq: 5 });
    await ask().reply(succeed(page(range(6, 9))));
    expect(seqs()).toEqual([1, 2, 3, 4, 5, 6, 7, 8, 9]);
  });

  test('starts anew from the newest page after a very long absence', async () => {
    const { connect, feed, ask, chat, seqs } = open();
    connect(page(range(1, 3)));
    feed.opened(page(range(4, 5), { hasMore: true, latestSeq: 5_000 }), me);
    expect(ask().range).toBe('newest');
    await ask().reply(succeed(page(range(4_998, 5_000), { hasMore: true })));
    expect(seqs()).toEqual([4_998, 4_999, 5_000]);
    expect(chat.getState().hasOlder).toBe(true);
  });

  test('is there before the socket, where the page was rendered with it', () => {
    const { chat, seqs, feed } = open({ initialPage: page(range(1, 2)) });
    expect(chat.getState().history).toBe('ready');
    expect(seqs()).toEqual([1, 2]);
    expect(feed.getResumePoint()).toBe(2);
  });

  test('says so where it cannot be had', () => {
    const { chat, feed } = open();
    feed.failed();
    expect(chat.getState().history).toBe('error');
  });
});

describe('sending', () => {
  test('shows the message at once, and once when it is stored', async () => {
    const { chat, connect, last, feed } = open();
    connect(page([]));
    chat.send('hello');
    expect(chat.getState().outgoing).toMatchObject([{ body: 'hello', delivery: { status: 'sending' } }]);
    const stored = event(1, { clientId: last().clientId, author: me, body: 'hello' });
    feed.appended(stored);
    expect(chat.getState()).toMatchObject({ outgoing: [], events: [stored] });
    await last().reply(succeed({ event: stored }));
    expect(chat.getState().events).toHaveLength(1);
  });

  test('goes one by one, in the order typed', async () => {
    const { chat, connect, sent, last } = open();
    connect(page([]));
    chat.send('one');
    chat.send('two');
    expect(sent.map((each) => each.body)).toEqual(['one']);
    await last().reply(succeed({ event: event(1, { clientId: last().clientId, author: me }) }));
    expect(sent.map((each) => each.body)).toEqual(['one', 'two']);
  });

  test('waits for the room, and keeps its client id over a lost socket', async () => {
    const { chat, connect, line, sent, last, feed } = open();
    chat.send('early');
    expect(sent).toHaveLength(0);
    connect(page([]));
    const first = last();
    line.isReady = false;
    await first.reply(noAnswer('lost'));
    expect(chat.getState().outgoing[0]?.delivery).toEqual({ status: 'sending' });
    line.isReady = true;
    feed.opened(page([]), me);
    expect(last().clientId).toBe(first.clientId);
    expect(sent).toHaveLength(2);
  });

  test('a message that was stored although its answer was lost is not sent again', () => {
    const { chat, connect, line, sent, last, feed } = open();
    connect(page([]));
    chat.send('hello');
    line.isReady = false;
    line.isReady = true;
    feed.opened(page([event(1, { clientId: last().clientId, author: me })]), me);
    expect(chat.getState().outgoing).toEqual([]);
    expect(sent).toHaveLength(1);
  });

  test('a database that is away is told, and tried again by itself', async () => {
    const { chat, connect, clock, sent, last } = open();
    connect(page([]));
    chat.send('hello');
    await last().reply(fail('unavailable', 'later'));
    expect(chat.getState().outgoing[0]?.delivery).toEqual({ status: 'failed', code: 'unavailable' });
    clock.advance(1_000);
    expect(sent).toHaveLength(2);
    await last().reply(succeed({ event: event(1, { clientId: last().clientId, author: me }) }));
    expect(chat.getState().outgoing).toEqual([]);
  });

  test('a refusal waits for the person and holds nobody up', async () => {
    const { chat, connect, sent, last } = open();
    connect(page([]));
    chat.send('bad');
    chat.send('good');
    const { clientId } = last();
    await last().reply(fail('forbidden', 'no'));
    expect(last().body).toBe('good');
    await last().reply(succeed({ event: event(1, { clientId: last().clientId, author: me }) }));
    expect(chat.getState().outgoing).toMatchObject([
      { body: 'bad', delivery: { status: 'failed', code: 'forbidden' } },
    ]);
    chat.retry(clientId);
    expect(last()).toMatchObject({ clientId, body: 'bad' });
    await last().reply(fail('forbidden', 'no'));
    expect(chat.discard(clientId)).toBe('bad');
    expect(chat.getState().outgoing).toEqual([]);
    expect(sent).toHaveLength(3);
  });

  test('a limit is waited out quietly', async () => {
    const { chat, connect, clock, sent, last } = open();
    connect(page([]));
    chat.send('hello');
    await last().reply(fail('rate-limited', 'slow down', { retryAfterMs: 2_000 }));
    expect(chat.getState().outgoing[0]?.delivery).toEqual({ status: 'sending' });
    clock.advance(1_999);
    expect(sent).toHaveLength(1);
    clock.advance(1);
    expect(sent).toHaveLength(2);
  });

  test('what the store kept is sent when the room opens', () => {
    const kept: OutgoingMessage = {
      clientId: 'kept',
      body: 'from before',
      at: 1,
      delivery: { status: 'failed', code: 'timeout' },
    };
    const { connect, last } = open({ outgoing: [kept] });
    connect(page([]));
    expect(last()).toMatchObject({ clientId: 'kept', body: 'from before' });
  });
});

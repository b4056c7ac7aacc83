import { describe, expect, test } from 'bun:test';
import type { ChatEvent, Person } from '@coup/signaling/protocol';
import { countUnread, groupChat } from './grouping.ts';

const mina: Person = { userId: 'mina', name: 'Mina', isGuest: false };
const joon: Person = { userId: 'joon', name: 'Joon', isGuest: true };
const MINUTE = 60_000;
const DAY = 24 * 60 * MINUTE;
const dayOf = (at: number) => String(Math.floor(at / DAY));

function said(author: Person, seq: number, at: number): ChatEvent {
  return { kind: 'message', roomId: 'r', seq, clientId: `c${seq}`, author, body: `message ${seq}`, at };
}

function shapeOf(items: ReturnType<typeof groupChat>): string[] {
  return items.map((item) => (item.kind === 'day' ? 'day' : `${item.author.userId}×${item.messages.length}`));
}

describe('groupChat', () => {
  test('puts neighbouring messages of one person together', () => {
    const events = [said(mina, 1, 0), said(mina, 2, MINUTE), said(joon, 3, 2 * MINUTE), said(mina, 4, 3 * MINUTE)];
    expect(shapeOf(groupChat(events, [], mina, dayOf))).toEqual(['day', 'mina×2', 'joon×1', 'mina×1']);
  });

  test('begins a new group after a pause and on a new day', () => {
    const events = [said(mina, 1, 0), said(mina, 2, 6 * MINUTE), said(mina, 3, DAY)];
    expect(shapeOf(groupChat(events, [], null, dayOf))).toEqual(['day', 'mina×1', 'mina×1', 'day', 'mina×1']);
  });

  test('keeps the key of a message when it arrives', () => {
    const sending = groupChat(
      [],
      [{ clientId: 'c7', body: 'hi', at: 5, delivery: { status: 'sending' } }],
      mina,
      dayOf,
    );
    const stored = groupChat([said(mina, 7, 9)], [], mina, dayOf);
    const keyOf = (items: typeof sending) =>
      items.flatMap((item) => (item.kind === 'group' ? item.messages : []))[0]?.key;
    expect(keyOf(sending)).toBe('mina:c7');
    expect(keyOf(sending)).toBe(keyOf(stored));
  });

  test('shows unsent messages last and as own', () => {
    const items = groupChat(
      [said(joon, 1, MINUTE)],
      [{ clientId: 'x', body: 'kept', at: 0, delivery: { status: 'failed', code: 'timeout' } }],
      mina,
      dayOf,
    );
    expect(shapeOf(items)).toEqual(['day', 'joon×1', 'mina×1']);
    const last = items.at(-1);
    expect(last?.kind === 'group' && last.isOwn).toBe(true);
  });
});

test('countUnread counts what others said after the last one read', () => {
  const events = [said(joon, 1, 0), said(mina, 2, 0), said(joon, 3, 0), said(joon, 4, 0)];
  expect(countUnread(events, 1, mina)).toBe(2);
  expect(countUnread(events, 4, mina)).toBe(0);
  expect(countUnread(events, 0, null)).toBe(4);
});

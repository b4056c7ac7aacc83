import type { ChatEvent, Person } from '@coup/signaling/protocol';
import type { OutgoingMessage } from '../../chat/chat-state.ts';

export type ShownMessage = {
  /** The same while a message is on its way and after it arrived. */
  key: string;
  clientId: string;
  body: string;
  at: number;
  /** Absent once it is in the log. */
  delivery?: OutgoingMessage['delivery'];
};

export type ChatItem =
  | { kind: 'day'; key: string; at: number }
  | { kind: 'group'; key: string; author: Person; isOwn: boolean; at: number; messages: ShownMessage[] };

/** Messages of one person further apart than this begin a new group. */
const GROUP_SPAN_MS = 5 * 60 * 1_000;

type Source = { author: Person; message: ShownMessage };

function sourcesOf(events: readonly ChatEvent[], outgoing: readonly OutgoingMessage[], me: Person | null): Source[] {
  const keyOf = (author: Person, clientId: string) => `${author.userId}:${clientId}`;
  const stored = events.map(({ author, clientId, body, at }) => ({
    author,
    message: { key: keyOf(author, clientId), clientId, body, at },
  }));
  if (me === null) return stored;
  const unsent = outgoing.map(({ clientId, body, at, delivery }) => ({
    author: me,
    message: { key: keyOf(me, clientId), clientId, body, at, delivery },
  }));
  return [...stored, ...unsent];
}

/** The chat as it is shown: a mark where a day begins, and neighbouring messages of one person together. */
export function groupChat(
  events: readonly ChatEvent[],
  outgoing: readonly OutgoingMessage[],
  me: Person | null,
  dayOf: (at: number) => string,
): ChatItem[] {
  const items: ChatItem[] = [];
  let day = '';
  for (const { author, message } of sourcesOf(events, outgoing, me)) {
    const itsDay = dayOf(message.at);
    // An own message on its way may carry a clock of yesterday; it belongs at the end all the same.
    if (itsDay !== day && (message.delivery === undefined || day === '')) {
      day = itsDay;
      items.push({ kind: 'day', key: `day:${day}:${message.key}`, at: message.at });
    }
    const last = items.at(-1);
    const previous = last?.kind === 'group' ? last.messages.at(-1) : undefined;
    const isNeighbour = previous !== undefined && message.at - previous.at < GROUP_SPAN_MS;
    if (last?.kind === 'group' && last.author.userId === author.userId && isNeighbour) {
      last.messages.push(message);
    } else {
      const isOwn = author.userId === me?.userId;
      items.push({ kind: 'group', key: message.key, author, isOwn, at: message.at, messages: [message] });
    }
  }
  return items;
}

/** The calendar day of a time where the reader is. */
export function localDayOf(at: number): string {
  const date = new Date(at);
  return `${date.getFullYear()}-${date.getMonth() + 1}-${date.getDate()}`;
}

/** Messages of others after the last one read. */
export function countUnread(events: readonly ChatEvent[], lastReadSeq: number, me: Person | null): number {
  let count = 0;
  for (let index = events.length - 1; index >= 0; index -= 1) {
    const event = events[index];
    if (event === undefined || event.seq <= lastReadSeq) break;
    if (event.author.userId !== me?.userId) count += 1;
  }
  return count;
}

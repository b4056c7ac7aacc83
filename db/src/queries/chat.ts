import type { Sql, TransactionSql } from 'postgres';
import type { Database } from '../client.ts';
import { DEADLOCK_DETECTED, sqlState, UNIQUE_VIOLATION } from '../postgres-error.ts';
import type { Person } from './users.ts';

type Content =
  | { kind: 'message'; body: string }
  /** About the entry `targetSeq`, which comes before it. */
  | { kind: 'edit' | 'deletion' | 'reaction'; body: string; targetSeq: number };

export type NewChatEvent = Content & {
  roomId: string;
  /** Chosen by the sender: the same one again, in the same room, is the same event. */
  clientId: string;
  author: Person;
};

/** One entry of a room's log; `at` is the database's clock in milliseconds. A `message` is what the wire carries. */
export type ChatEvent = NewChatEvent & { seq: number; at: number };

export type AppendedChatEvent =
  | { status: 'stored'; event: ChatEvent }
  /** Stored before, or earlier in this batch; `event` is what was stored then. */
  | { status: 'duplicate'; event: ChatEvent }
  | { status: 'no-room' };

/**
 * Stores events of any rooms, all or none, and numbers them without gaps. Answers in the order of the batch.
 * Throws when the database refuses one (too long, U+0000, no UUID): whoever calls has checked the input.
 */
export async function appendChatEvents(db: Database, batch: readonly NewChatEvent[]): Promise<AppendedChatEvent[]> {
  if (batch.length === 0) return [];
  const results: AppendedChatEvent[] = batch.map(() => ({ status: 'no-room' }));
  const doubles: number[] = [];
  for (const { place, seq, at, old } of await appendOnce(db.$client, batch)) {
    const input = batch[place];
    if (!input) continue;
    if (seq === null || at === null) doubles.push(place);
    else
      results[place] = old
        ? { status: 'duplicate', event: readDuplicate(input, old, seq, at) }
        : { status: 'stored', event: { ...input, seq, at } };
  }
  for (const place of doubles) results[place] = repeatFirst(batch, results, place);
  return results;
}

/**
 * One statement, thus one round trip. It sees the log as it was before it waited for the rooms, so the same event sent
 * through two servers at once breaks the unique constraint: then once more, looking only after the rooms are locked.
 */
async function appendOnce(client: Sql, batch: readonly NewChatEvent[]): Promise<AppendRow[]> {
  try {
    return await insertNumbered(client, batch);
  } catch (error) {
    const state = sqlState(error);
    if (state !== UNIQUE_VIOLATION && state !== DEADLOCK_DETECTED) throw error;
  }
  return await client.begin('isolation level read committed', async (transaction) => {
    await transaction`select from room where id = any(${roomIdsOf(batch)}::uuid[]) order by id for no key update`;
    return await insertNumbered(transaction, batch);
  });
}

type AppendRow = {
  /** Place in the batch, from 0. */
  place: number;
  /** Null for the second of two equal events in one batch. */
  seq: number | null;
  at: number | null;
  /** What was stored before under this client id; null where this event was stored now. */
  old: StoredContent | null;
};
type StoredContent = Pick<EventRow, 'authorName' | 'authorIsGuest' | 'kind' | 'body' | 'targetSeq'>;

// Booleans go as text: postgres.js takes the type of an array from its first element.
function insertNumbered(client: Sql | TransactionSql, batch: readonly NewChatEvent[]): Promise<AppendRow[]> {
  return client<AppendRow[]>`
    with input as (
      select * from unnest(
        ${roomIdsOf(batch)}::uuid[],
        ${batch.map((event) => event.clientId)}::uuid[],
        ${batch.map((event) => event.author.userId)}::text[],
        ${batch.map((event) => event.author.name)}::text[],
        ${batch.map((event) => String(event.author.isGuest))}::text[]::boolean[],
        ${batch.map((event) => event.kind)}::text[],
        ${batch.map((event) => event.body)}::text[],
        ${batch.map(targetOf)}::bigint[]
      ) with ordinality as event (room_id, client_id, author_id, author_name, author_is_guest, kind, body, target_seq, place)
    ), locked as (
      -- In the order of ids, so that no two batches wait for each other. Not "for update": that would also stop
      -- people from entering the room.
      select id, last_seq from room where id = any(${roomIdsOf(batch)}::uuid[]) order by id for no key update
    ), checked as (
      select input.*, locked.last_seq, old.seq as old_seq, old.created_at as old_created_at,
        case when old.seq is not null then json_build_object(
          'authorName', old.author_name, 'authorIsGuest', old.author_is_guest,
          'kind', old.kind, 'body', old.body, 'targetSeq', old.target_seq
        ) end as old
      from input
      join locked on locked.id = input.room_id
      -- "limit" keeps this a look into the index for each event, even while the server still thinks the log is short.
      left join lateral (
        select * from chat_event
        where chat_event.room_id = input.room_id
          and chat_event.author_id = input.author_id and chat_event.client_id = input.client_id
        limit 1
      ) as old on true
    ), fresh as (
      select distinct on (room_id, author_id, client_id) * from checked
      where old_seq is null order by room_id, author_id, client_id, place
    ), numbered as (
      select *, last_seq + row_number() over (partition by room_id order by place) as seq,
        clock_timestamp()::timestamptz(3) as created_at
      from fresh
    ), stored as (
      insert into chat_event
        (room_id, seq, client_id, author_id, author_name, author_is_guest, kind, body, target_seq, created_at)
      select room_id, seq, client_id, author_id, author_name, author_is_guest, kind, body, target_seq, created_at
      from numbered
    ), advanced as (
      update room set
        last_seq = newest.seq,
        active_at = case when active_at < now() - interval '1 minute' then now() else active_at end
      from (select room_id, max(seq) as seq from numbered group by room_id) as newest
      where room.id = newest.room_id
    )
    select
      (checked.place - 1)::int as place,
      coalesce(numbered.seq, checked.old_seq)::float8 as seq,
      (extract(epoch from coalesce(numbered.created_at, checked.old_created_at)) * 1000)::float8 as at,
      checked.old
    from checked left join numbered on numbered.place = checked.place`;
}

function roomIdsOf(batch: readonly NewChatEvent[]): string[] {
  return batch.map((event) => event.roomId);
}

function targetOf(event: NewChatEvent): number | null {
  return event.kind === 'message' ? null : event.targetSeq;
}

function readDuplicate(input: NewChatEvent, old: StoredContent, seq: number, at: number): ChatEvent {
  const { roomId, clientId, author } = input;
  return toChatEvent({ ...old, roomId, clientId, authorId: author.userId, seq, at });
}

/** The answer for an event that stands in the batch before, under the same client id. */
function repeatFirst(
  batch: readonly NewChatEvent[],
  results: readonly AppendedChatEvent[],
  place: number,
): AppendedChatEvent {
  const key = identityOf(batch[place]);
  const first = results[batch.findIndex((event) => identityOf(event) === key)];
  return first && first.status !== 'no-room' ? { status: 'duplicate', event: first.event } : { status: 'no-room' };
}

/** UUIDs in either case are the same to the database. */
function identityOf(event: NewChatEvent | undefined): string | undefined {
  return event && `${event.roomId} ${event.clientId}`.toLowerCase().concat(' ', event.author.userId);
}

type EventRow = {
  roomId: string;
  seq: number;
  clientId: string;
  authorId: string;
  authorName: string;
  authorIsGuest: boolean;
  kind: ChatEvent['kind'];
  body: string;
  targetSeq: number | null;
  at: number;
};

function toChatEvent({ kind, targetSeq, authorId, authorName, authorIsGuest, ...row }: EventRow): ChatEvent {
  const event = { ...row, author: { userId: authorId, name: authorName, isGuest: authorIsGuest } };
  // A check constraint says that exactly the other kinds have a target.
  return kind === 'message' ? { ...event, kind } : { ...event, kind, targetSeq: targetSeq ?? 0 };
}

export type ChatRange = {
  roomId: string;
  /** The newest below this number. */
  beforeSeq?: number | undefined;
  /** The first above this number. With neither: the newest of all. */
  afterSeq?: number | undefined;
  limit: number;
};

export type ChatPage = {
  /** In ascending order of `seq`. */
  events: ChatEvent[];
  /** There are more in the direction asked for. */
  hasMore: boolean;
  /** The room's newest number, 0 for an empty or unknown room; never below the events' own. */
  latestSeq: number;
};

/** One page of a room's log. */
export async function readChatEvents(db: Database, range: ChatRange): Promise<ChatPage> {
  const { beforeSeq, afterSeq, limit } = range;
  const wanted = limit + 1;
  const isForward = beforeSeq === undefined && afterSeq !== undefined;
  const rows = isForward
    ? await readForward(db.$client, range.roomId, afterSeq, wanted)
    : await readBackward(db.$client, range.roomId, beforeSeq ?? Number.MAX_SAFE_INTEGER, wanted);
  const events: ChatEvent[] = [];
  for (const { latestSeq: _, ...row } of rows) {
    if (row.seq !== null && events.length < limit) events.push(toChatEvent(row));
  }
  if (!isForward) events.reverse();
  return { events, hasMore: rows.length > limit, latestSeq: rows[0]?.latestSeq ?? 0 };
}

/** A room without events in the range is one row with its number and nothing else. */
type PageRow = { latestSeq: number } & (EventRow | { seq: null });

function readBackward(client: Sql, roomId: string, beforeSeq: number, wanted: number): Promise<PageRow[]> {
  return client<PageRow[]>`
    select room.last_seq::float8 as "latestSeq", ${eventColumns(client)}
    from room left join lateral (
      select * from chat_event where room_id = room.id and seq < ${beforeSeq} order by seq desc limit ${wanted}
    ) as event on true
    where room.id = ${roomId} order by event.seq desc`;
}

function readForward(client: Sql, roomId: string, afterSeq: number, wanted: number): Promise<PageRow[]> {
  return client<PageRow[]>`
    select room.last_seq::float8 as "latestSeq", ${eventColumns(client)}
    from room left join lateral (
      select * from chat_event where room_id = room.id and seq > ${afterSeq} order by seq limit ${wanted}
    ) as event on true
    where room.id = ${roomId} order by event.seq`;
}

function eventColumns(client: Sql) {
  return client`
    event.room_id as "roomId", event.seq::float8 as seq, event.client_id as "clientId",
    event.author_id as "authorId", event.author_name as "authorName", event.author_is_guest as "authorIsGuest",
    event.kind, event.body, event.target_seq::float8 as "targetSeq",
    (extract(epoch from event.created_at) * 1000)::float8 as at`;
}

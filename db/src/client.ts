import type { PgDatabase } from 'drizzle-orm/pg-core';
import { drizzle, type PostgresJsDatabase, type PostgresJsQueryResultHKT } from 'drizzle-orm/postgres-js';
import postgres, { type Sql } from 'postgres';

type NoSchema = Record<string, never>;

/** A pool of connections. `$client` is postgres.js itself: prepared statements, for the paths that are hot. */
export type Database = PostgresJsDatabase<NoSchema> & { $client: Sql };
/** What queries take that may also run as part of a larger transaction. */
export type DatabaseOrTransaction = PgDatabase<PostgresJsQueryResultHKT, NoSchema>;

export type DatabaseOptions = {
  /** Most connections at once. */
  max?: number;
  /** Shown in `pg_stat_activity`. */
  applicationName?: string;
  /** Seconds after which an unused connection is closed; 0 keeps it. */
  idleTimeoutS?: number;
  connectTimeoutS?: number;
  /** The server ends statements, and waits inside a transaction, that take longer; 0 sets no limit (poolers may refuse it). */
  statementTimeoutMs?: number;
  /** Prepared statements; false behind a pooler in transaction mode. */
  prepare?: boolean;
};

export type DatabaseConnection = {
  db: Database;
  /** Waits for what is running, at most this long (5 s), then closes every connection. */
  close(timeoutMs?: number): Promise<void>;
  /** Whether the database answers within the time. Never throws. */
  ping(timeoutMs?: number): Promise<boolean>;
};

const CLOSE_TIMEOUT_MS = 5_000;
const PING_TIMEOUT_MS = 2_000;
const LONGEST_BACKOFF_S = 0.5;

/** Opens a pool; nothing connects before the first query. */
export function createDatabase(url: string, options: DatabaseOptions = {}): DatabaseConnection {
  const statementTimeoutMs = options.statementTimeoutMs ?? 15_000;
  const client = postgres(url, {
    max: options.max ?? 10,
    idle_timeout: options.idleTimeoutS ?? 60,
    connect_timeout: options.connectTimeoutS ?? 5,
    prepare: options.prepare ?? true,
    // The library's own grows to 20 s, which queries then wait although the database is back long since.
    backoff: (failures) => Math.min(0.02 * 2 ** failures, LONGEST_BACKOFF_S),
    onnotice: () => undefined,
    connection: {
      application_name: options.applicationName ?? 'coup',
      ...(statementTimeoutMs > 0 && {
        statement_timeout: statementTimeoutMs,
        // A process that vanished between two statements must not hold a room's lock.
        idle_in_transaction_session_timeout: statementTimeoutMs,
      }),
    },
  });
  return {
    db: drizzle({ client }),
    close: (timeoutMs = CLOSE_TIMEOUT_MS) => client.end({ timeout: timeoutMs / 1_000 }),
    ping: (timeoutMs = PING_TIMEOUT_MS) => answersWithin(client, timeoutMs),
  };
}

function answersWithin(client: Sql, timeoutMs: number): Promise<boolean> {
  return new Promise((resolve) => {
    const timer = setTimeout(() => resolve(false), timeoutMs);
    const settle = (answered: boolean) => {
      clearTimeout(timer);
      resolve(answered);
    };
    client`select 1`.then(
      () => settle(true),
      () => settle(false),
    );
  });
}

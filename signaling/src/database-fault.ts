/** Classes of SQLSTATE in which the statement was fine and the database was not: connection, resources, operator, conflict. */
const PASSING_STATE = /^(08|40|53|57|58)[0-9A-Z]{3}$/;
/** What postgres.js and the system say about a connection that is not there: CONNECTION_CLOSED, ECONNREFUSED … */
const BROKEN_CONNECTION = /^(CONNECT_TIMEOUT|CONNECTION_[A-Z_]+|E[A-Z]+)$/;

/** Whether an error means that the database is away for now, rather than that we made a mistake. */
export function isDatabaseAway(error: unknown): boolean {
  if (error instanceof DatabaseAwayError) return true;
  if (!(error instanceof Error)) return false;
  if ('code' in error && typeof error.code === 'string') {
    return PASSING_STATE.test(error.code) || BROKEN_CONNECTION.test(error.code);
  }
  return isDatabaseAway(error.cause);
}

/** Our own word for it, where nothing came back that could be read. */
export class DatabaseAwayError extends Error {
  override name = 'DatabaseAwayError';
}

export class DatabaseTimeoutError extends DatabaseAwayError {
  override name = 'DatabaseTimeoutError';
}

/** Twice this is still within a client's patience for an answer (`ACK_TIMEOUT_MS`). */
export const DATABASE_PATIENCE_MS = 3_000;

/**
 * Gives up waiting, though not the work itself. The client of the database waits without end where a connection is
 * taken and closed again, as a proxy in front of a dead database does.
 */
export function withPatience<T>(work: Promise<T>, patienceMs: number): Promise<T> {
  return new Promise((resolve, reject) => {
    const giveUp = () => reject(new DatabaseTimeoutError(`The database did not answer within ${patienceMs} ms.`));
    const timer = setTimeout(giveUp, patienceMs);
    work.then(resolve, reject).finally(() => clearTimeout(timer));
  });
}

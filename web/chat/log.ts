import type { ChatEvent } from '@coup/signaling/protocol';

/** The part of a room's event log that this tab has. */
export type Log = {
  /** Ascending by `seq`, without doubles. */
  events: readonly ChatEvent[];
  /** Everything from the first loaded event up to here is present; what comes after may have holes. */
  completeTo: number;
  /** The highest sequence known to exist. */
  latest: number;
};

export const emptyLog: Log = { events: [], completeTo: 0, latest: 0 };

/** Adds events, wherever they belong. The same events again change nothing. Pure. */
export function mergeEvents(log: Log, added: readonly ChatEvent[], latestSeq = 0): Log {
  const known = new Set(log.events.map((event) => event.seq));
  const fresh = added.filter((event, index) => {
    return !known.has(event.seq) && added.findIndex((other) => other.seq === event.seq) === index;
  });
  const latest = Math.max(log.latest, latestSeq, ...fresh.map((event) => event.seq));
  if (fresh.length === 0) return latest === log.latest ? log : { ...log, latest };
  const events = [...log.events, ...fresh].sort((a, b) => a.seq - b.seq);
  return { events, latest, completeTo: completeFrom(events, log.completeTo) };
}

/** A log that starts anew with the newest page. */
export function startLog(page: { events: readonly ChatEvent[]; latestSeq: number }): Log {
  const first = page.events[0];
  const base: Log = { ...emptyLog, completeTo: first ? first.seq - 1 : page.latestSeq };
  return mergeEvents(base, page.events, page.latestSeq);
}

function completeFrom(events: readonly ChatEvent[], from: number): number {
  let complete = from;
  for (const { seq } of events) {
    if (seq === complete + 1) complete = seq;
    else if (seq > complete) break;
  }
  return complete;
}

export function hasGap(log: Log): boolean {
  return log.completeTo < log.latest;
}

import { type ChatEvent, type ChatPage, MAX_HISTORY_PAGE } from '@coup/signaling/protocol';
import type { Clock } from '../realtime/clock.ts';
import { emptyLog, hasGap, type Log, mergeEvents, startLog } from './log.ts';
import type { ChatPort } from './ports.ts';

/** Further behind than this, only the newest page is shown; the rest is a scroll away. */
const MAX_CATCH_UP_PAGES = 4;
const MAX_CATCH_UP_EVENTS = MAX_CATCH_UP_PAGES * MAX_HISTORY_PAGE;
const RETRY_MS = 3_000;

export type History = {
  getLog(): Log;
  getStatus(): 'loading' | 'ready';
  hasOlder(): boolean;
  isLoadingOlder(): boolean;
  /** The page that came with opening the room: the newest, or what follows `getResumePoint`. */
  opened(page: ChatPage): void;
  /** The last event before which nothing is missing; undefined where nothing is loaded yet. */
  getResumePoint(): number | undefined;
  appended(event: ChatEvent): void;
  loadOlder(): Promise<void>;
  close(): void;
};

type HistoryCore = {
  port: ChatPort;
  clock: Clock;
  onChange: () => void;
  log: Log;
  isOpened: boolean;
  hasOlder: boolean;
  isLoadingOlder: boolean;
  isCatchingUp: boolean;
  cancelRetry: () => void;
};

/** Holds the log, notices holes in it, and fetches what is missing. */
export function createHistory(options: { port: ChatPort; clock: Clock; onChange: () => void }): History {
  const core: HistoryCore = {
    ...options,
    log: emptyLog,
    isOpened: false,
    hasOlder: false,
    isLoadingOlder: false,
    isCatchingUp: false,
    cancelRetry: () => undefined,
  };
  return {
    getLog: () => core.log,
    getStatus: () => (core.isOpened ? 'ready' : 'loading'),
    hasOlder: () => core.hasOlder,
    isLoadingOlder: () => core.isLoadingOlder,
    opened(page) {
      if (core.isOpened) core.log = mergeEvents(core.log, page.events, page.latestSeq);
      else startAnew(core, page);
      core.isOpened = true;
      void catchUp(core);
      core.onChange();
    },
    getResumePoint: () => (core.isOpened ? core.log.completeTo : undefined),
    appended(event) {
      if (!core.isOpened) return;
      core.log = mergeEvents(core.log, [event]);
      if (hasGap(core.log)) void catchUp(core);
      core.onChange();
    },
    loadOlder: () => loadOlder(core),
    close: () => core.cancelRetry(),
  };
}

function startAnew(core: HistoryCore, page: ChatPage): void {
  core.log = startLog(page);
  core.hasOlder = page.hasMore;
}

/** Fetches page after page until nothing is missing. One at a time; a failure is tried again while the socket is up. */
async function catchUp(core: HistoryCore): Promise<void> {
  if (core.isCatchingUp || !hasGap(core.log)) return;
  core.isCatchingUp = true;
  core.cancelRetry();
  let isFailed = false;
  for (let pages = 0; hasGap(core.log) && !isFailed; pages += 1) {
    const before = core.log.completeTo;
    const isTooFar = pages >= MAX_CATCH_UP_PAGES || core.log.latest - before > MAX_CATCH_UP_EVENTS;
    const answer = await core.port.history(isTooFar ? 'newest' : { afterSeq: before });
    if (!answer.ok) isFailed = true;
    else if (isTooFar) startAnew(core, answer.data);
    else core.log = mergeEvents(core.log, answer.data.events, answer.data.latestSeq);
    if (!isTooFar && core.log.completeTo === before) isFailed = true;
    if (answer.ok) core.onChange();
  }
  core.isCatchingUp = false;
  if (isFailed && core.port.isReady()) core.cancelRetry = core.clock.after(RETRY_MS, () => void catchUp(core));
}

async function loadOlder(core: HistoryCore): Promise<void> {
  const first = core.log.events[0];
  if (core.isLoadingOlder || !core.hasOlder || !first) return;
  core.isLoadingOlder = true;
  core.onChange();
  const answer = await core.port.history({ beforeSeq: first.seq });
  core.isLoadingOlder = false;
  if (answer.ok) {
    core.log = mergeEvents(core.log, answer.data.events);
    core.hasOlder = answer.data.hasMore;
  }
  core.onChange();
}

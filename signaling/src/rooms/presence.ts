import type { Clock } from '../clock.ts';
import type { Person, PresenceEntry } from '../protocol/index.ts';

export type PresenceChange =
  | { kind: 'changed'; roomId: string; entry: PresenceEntry }
  | { kind: 'gone'; roomId: string; userId: string };

/** Where each person is in each room, over all their tabs and seats on this node. */
export type Presence = {
  open(roomId: string, socketId: string, person: Person, isAway: boolean): void;
  setAway(roomId: string, socketId: string, userId: string, isAway: boolean): void;
  /** The tab stopped watching: gone at once unless another tab or a seat is left. */
  close(roomId: string, socketId: string, userId: string): void;
  /** The tab's socket went: stays as it was for a grace, so that a reload does not flicker. */
  drop(roomId: string, socketId: string, userId: string): void;
  seated(roomId: string, person: Person): void;
  unseated(roomId: string, userId: string): void;
  list(roomId: string): PresenceEntry[];
  /** Forgets a room without a word: it was deleted. */
  forget(roomId: string): void;
  freeze(): void;
};

type PersonHere = {
  person: Person;
  /** Tabs by socket id; the value says whether the tab is away. */
  tabs: Map<string, boolean>;
  seats: number;
  /** Set while nothing but the grace holds this person here. */
  cancelGrace: (() => void) | null;
  shown: PresenceEntry | null;
};

function stateOf(record: PersonHere): PresenceEntry['state'] | null {
  if (record.seats > 0) return 'call';
  for (const isAway of record.tabs.values()) if (!isAway) return 'room';
  if (record.tabs.size > 0) return 'away';
  return record.cancelGrace ? (record.shown?.state ?? null) : null;
}

function isSameEntry(a: PresenceEntry | null, person: Person, state: PresenceEntry['state']): boolean {
  return a !== null && a.state === state && a.person.name === person.name && a.person.isGuest === person.isGuest;
}

type PresenceOptions = { clock: Clock; graceMs: number; onChange: (change: PresenceChange) => void };

/** The people of each room; a room without people is not kept. */
function createRegistry() {
  const rooms = new Map<string, Map<string, PersonHere>>();
  return {
    find: (roomId: string, userId: string) => rooms.get(roomId)?.get(userId),
    list: (roomId: string) => [...(rooms.get(roomId)?.values() ?? [])],
    remove(roomId: string, userId: string): void {
      const room = rooms.get(roomId);
      room?.delete(userId);
      if (room?.size === 0) rooms.delete(roomId);
    },
    ensure(roomId: string, person: Person): PersonHere {
      const room = rooms.get(roomId) ?? new Map<string, PersonHere>();
      rooms.set(roomId, room);
      const record = room.get(person.userId) ?? { person, tabs: new Map(), seats: 0, cancelGrace: null, shown: null };
      room.set(person.userId, record);
      record.person = person;
      return record;
    },
  };
}

function endGrace(record: PersonHere): void {
  record.cancelGrace?.();
  record.cancelGrace = null;
}

export function createPresence({ clock, graceMs, onChange }: PresenceOptions): Presence {
  const registry = createRegistry();
  let isFrozen = false;

  function update(roomId: string, record: PersonHere): void {
    if (isFrozen) return;
    const { person, shown } = record;
    const state = stateOf(record);
    if (state === null) {
      registry.remove(roomId, person.userId);
      if (shown) onChange({ kind: 'gone', roomId, userId: person.userId });
    } else if (!isSameEntry(shown, person, state)) {
      record.shown = { person, state, since: shown?.state === state ? shown.since : clock.now() };
      onChange({ kind: 'changed', roomId, entry: record.shown });
    }
  }

  function change(roomId: string, userId: string, apply: (record: PersonHere) => void): void {
    const record = registry.find(roomId, userId);
    if (!record) return;
    apply(record);
    update(roomId, record);
  }

  function startGrace(roomId: string, record: PersonHere): void {
    endGrace(record);
    record.cancelGrace = clock.schedule(graceMs, () => {
      record.cancelGrace = null;
      update(roomId, record);
    });
  }

  return {
    open(roomId, socketId, person, isAway) {
      const record = registry.ensure(roomId, person);
      endGrace(record);
      record.tabs.set(socketId, isAway);
      update(roomId, record);
    },
    setAway: (roomId, socketId, userId, isAway) =>
      change(roomId, userId, ({ tabs }) => tabs.has(socketId) && tabs.set(socketId, isAway)),
    close: (roomId, socketId, userId) => change(roomId, userId, ({ tabs }) => tabs.delete(socketId)),
    drop: (roomId, socketId, userId) =>
      change(roomId, userId, (record) => {
        if (record.tabs.delete(socketId) && record.tabs.size === 0) startGrace(roomId, record);
      }),
    seated(roomId, person) {
      const record = registry.ensure(roomId, person);
      record.seats += 1;
      update(roomId, record);
    },
    unseated: (roomId, userId) =>
      change(roomId, userId, (record) => {
        record.seats = Math.max(0, record.seats - 1);
      }),
    list: (roomId) => registry.list(roomId).flatMap(({ shown }) => shown ?? []),
    forget(roomId) {
      for (const record of registry.list(roomId)) {
        endGrace(record);
        registry.remove(roomId, record.person.userId);
      }
    },
    freeze() {
      isFrozen = true;
    },
  };
}

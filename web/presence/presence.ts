import type { Fact, PresenceEntry } from '@coup/signaling/protocol';
import { createStore } from '../realtime/store.ts';
import type { Presence, PresenceStoreState } from './presence-state.ts';

/** What the room's socket tells the store. */
export type PresenceFeed = {
  /** The whole list, with each opening of the room. */
  opened(people: readonly PresenceEntry[]): void;
  changed(fact: Fact<'presence:changed'>): void;
  gone(fact: Fact<'presence:gone'>): void;
  lost(): void;
};

const rank: Record<PresenceEntry['state'], number> = { call: 0, room: 1, away: 2 };

/** In the call first, then in the room, then away; by name within each. Pure. */
function sortPeople(people: Iterable<PresenceEntry>): PresenceEntry[] {
  return [...people].sort(
    (a, b) =>
      rank[a.state] - rank[b.state] ||
      a.person.name.localeCompare(b.person.name) ||
      a.person.userId.localeCompare(b.person.userId),
  );
}

export function createPresence(): { presence: Presence; feed: PresenceFeed } {
  const store = createStore<PresenceStoreState>({ isLive: false, people: [] });
  const byUser = new Map<string, PresenceEntry>();
  const publish = () => store.setState({ isLive: true, people: sortPeople(byUser.values()) });
  return {
    presence: { getState: store.getState, subscribe: store.subscribe },
    feed: {
      opened(people) {
        byUser.clear();
        for (const entry of people) byUser.set(entry.person.userId, entry);
        publish();
      },
      changed({ entry }) {
        byUser.set(entry.person.userId, entry);
        publish();
      },
      gone({ userId }) {
        if (byUser.delete(userId)) publish();
      },
      lost() {
        const state = store.getState();
        if (state.isLive) store.setState({ ...state, isLive: false });
      },
    },
  };
}

import type { RoomEntry } from '@coup/db/queries/rooms';
import { isDatabaseAway } from '../database-fault.ts';

export type EntryKey = { slug: string; userId: string; sessionId: string };
export type RoomDirectory = {
  /** Lets somebody into a room. With the database away: whoever came in here before comes in again. */
  enter(key: EntryKey): Promise<RoomEntry>;
};

type Entered = Extract<RoomEntry, { status: 'entered' }>;
type DirectoryOptions = { readEntry: (key: EntryKey) => Promise<RoomEntry>; maxRemembered?: number };

/** Remembers successful entries so that calls and presence outlive the database (X7). */
export function createRoomDirectory({ readEntry, maxRemembered = 20_000 }: DirectoryOptions): RoomDirectory {
  // A Map iterates in the order of insertion: the first is the one not renewed for longest.
  const remembered = new Map<string, Entered>();

  function remember(id: string, entry: RoomEntry): void {
    remembered.delete(id);
    if (entry.status !== 'entered') return;
    remembered.set(id, entry);
    if (remembered.size <= maxRemembered) return;
    const [oldest] = remembered.keys();
    if (oldest !== undefined) remembered.delete(oldest);
  }

  return {
    async enter(key) {
      const id = JSON.stringify([key.slug, key.userId, key.sessionId]);
      try {
        const entry = await readEntry(key);
        remember(id, entry);
        return entry;
      } catch (error) {
        const known = isDatabaseAway(error) ? remembered.get(id) : undefined;
        if (known) return known;
        throw error;
      }
    },
  };
}

import type { TicketStore } from '../ports.ts';

const keyOf = (roomId: string) => `coup.ticket.${roomId}`;

/** Tickets in this tab's storage: they outlive a reload and end with the tab. Where it is forbidden, with the page. */
export function createSessionTicketStore(): TicketStore {
  const memory = new Map<string, string>();
  return {
    load(roomId) {
      try {
        return sessionStorage.getItem(keyOf(roomId)) ?? memory.get(roomId) ?? null;
      } catch {
        return memory.get(roomId) ?? null;
      }
    },
    save(roomId, ticket) {
      memory.set(roomId, ticket);
      try {
        sessionStorage.setItem(keyOf(roomId), ticket);
      } catch {
        return;
      }
    },
    clear(roomId) {
      memory.delete(roomId);
      try {
        sessionStorage.removeItem(keyOf(roomId));
      } catch {
        return;
      }
    },
  };
}

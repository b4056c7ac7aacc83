import type { Outbox } from '../outbox.ts';
import type { Presence } from './presence.ts';
import type { RoomChange, RoomState } from './room-state.ts';

type AnnounceDeps = { roomState: RoomState; presence: Presence; outbox: Outbox };

function announce({ presence, outbox }: AnnounceDeps, change: RoomChange): void {
  const { roomId, roster, seated, departed, ended } = change;
  // The explicit word comes before the snapshot that shows the absence.
  for (const { participant, reason } of departed) {
    outbox.toRoomHere(roomId, 'call:left', { roomId, participantId: participant.participantId, reason });
  }
  for (const { socketId, code } of ended) outbox.toSocket(socketId, 'call:ended', { roomId, code });
  if (roster) outbox.toRoomHere(roomId, 'call:roster', roster);
  for (const { person } of seated) presence.seated(roomId, person);
  for (const { participant } of departed) presence.unseated(roomId, participant.person.userId);
}

/** Tells everyone who watches a room what changed in its call, and presence who sits there. */
export function announceChanges(deps: AnnounceDeps): () => void {
  return deps.roomState.subscribe((change) => announce(deps, change));
}

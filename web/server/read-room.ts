import 'server-only';
import { findRoomBySlug, type Room } from '@coup/db/queries/rooms';
import { slug as slugSchema } from '@coup/signaling/protocol';
import { cache } from 'react';
import { getServices } from './services.ts';

/** The room at an address as the router gives it, still encoded; null when there is none. */
export const readRoom = cache(async (encodedSlug: string): Promise<Room | null> => {
  const parsed = slugSchema.safeParse(decode(encodedSlug).normalize('NFC'));
  return parsed.success ? findRoomBySlug(getServices().database.db, parsed.data) : null;
});

function decode(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    // A stray percent sign: no room has one.
    return '';
  }
}

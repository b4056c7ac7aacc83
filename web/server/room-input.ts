import {
  MAX_LIVE_PARTICIPANTS,
  MAX_ROOM_DESCRIPTION_LENGTH,
  MAX_ROOM_NAME_LENGTH,
  MAX_ROOM_TOPIC_LENGTH,
} from '@coup/signaling/protocol';
import { z } from 'zod';

/** What may not be in text that others read: controls but line breaks, and marks that turn its direction. */
const deceptive = /[\p{Cc}\u061C\u200B\u200E\u200F\u202A-\u202E\u2060-\u206F\uFEFF]/gu;

const line = (max: number) =>
  z
    .string()
    .max(max * 4)
    .transform((text) => clean(text.replace(/\s+/gu, ' ')).replace(/ {2,}/g, ' '))
    .pipe(z.string().max(max));
const paragraph = (max: number) =>
  z
    .string()
    .max(max * 4)
    .transform((text) =>
      text
        .replace(/\r\n?/g, '\n')
        .split('\n')
        .map(clean)
        .join('\n')
        .replace(/\n{3,}/g, '\n\n')
        .trim(),
    )
    .pipe(z.string().max(max));

function clean(text: string): string {
  return text.toWellFormed().normalize('NFC').replace(deceptive, '').trim();
}

/** A room as its maker writes it down. */
export const roomInput = z.strictObject({
  name: line(MAX_ROOM_NAME_LENGTH).pipe(z.string().min(1)),
  topic: line(MAX_ROOM_TOPIC_LENGTH).default(''),
  description: paragraph(MAX_ROOM_DESCRIPTION_LENGTH).default(''),
  visibility: z.enum(['public', 'unlisted']),
  capacity: z.int().min(2).max(MAX_LIVE_PARTICIPANTS).default(MAX_LIVE_PARTICIPANTS),
});
export type RoomInput = z.output<typeof roomInput>;

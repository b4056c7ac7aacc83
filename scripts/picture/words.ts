import { join } from 'node:path';
import { z } from 'zod';
import { root } from '../lib/paths.ts';
import type { Locale } from './looks.ts';

const schema = z.object({
  lobby: z.object({ joinCall: z.string() }),
  call: z.object({
    label: z.string(),
    cameraOn: z.string(),
    cameraOff: z.string(),
    microphoneOn: z.string(),
    microphoneOff: z.string(),
    leaveCall: z.string(),
    rejoin: z.string(),
  }),
  room: z.object({ people: z.string(), chat: z.string(), closePanel: z.string() }),
});
export type Words = z.infer<typeof schema>;

/** The names of what is pressed on the way, as the interface has them in this language. */
export async function readWords(locale: Locale): Promise<Words> {
  return schema.parse(await Bun.file(join(root, 'web', 'messages', `${locale}.json`)).json());
}

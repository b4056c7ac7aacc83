import { readJson, readSender, refuse } from '../../../server/api-request.ts';
import { makeRoom } from '../../../server/room-commands.ts';
import { roomInput } from '../../../server/room-input.ts';

/** Makes a room: 201 with the room, or a refusal. */
export async function POST(request: Request): Promise<Response> {
  const sender = await readSender(request);
  if (sender instanceof Response) return sender;
  const input = roomInput.safeParse(await readJson(request));
  if (!input.success) return refuse('invalid');
  const room = await makeRoom(sender, input.data);
  return room === null ? refuse('too-many') : Response.json({ room }, { status: 201 });
}

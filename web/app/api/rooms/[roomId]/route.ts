import { uuid } from '@coup/signaling/protocol';
import { readJson, readSender, refuse } from '../../../../server/api-request.ts';
import { type Change, changeRoom, removeRoom } from '../../../../server/room-commands.ts';
import { roomInput } from '../../../../server/room-input.ts';

type Context = { params: Promise<{ roomId: string }> };

/** Changes a room for its owner. `isAnnounced` is false when those who are in it could not be told. */
export async function PUT(request: Request, { params }: Context): Promise<Response> {
  const sender = await readSender(request);
  if (sender instanceof Response) return sender;
  const roomId = uuid.safeParse((await params).roomId);
  const input = roomInput.safeParse(await readJson(request));
  if (!roomId.success) return refuse('not-found');
  return input.success ? answer(await changeRoom(sender, roomId.data, input.data)) : refuse('invalid');
}

/** Deletes a room for its owner. */
export async function DELETE(request: Request, { params }: Context): Promise<Response> {
  const sender = await readSender(request);
  if (sender instanceof Response) return sender;
  const roomId = uuid.safeParse((await params).roomId);
  return roomId.success ? answer(await removeRoom(sender, roomId.data)) : refuse('not-found');
}

function answer(change: Change): Response {
  return change.status === 'done' ? Response.json({ isAnnounced: change.isAnnounced }) : refuse(change.status);
}

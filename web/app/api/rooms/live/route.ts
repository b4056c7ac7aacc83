import { readLive } from '../../../../server/room-list.ts';
import { getViewer } from '../../../../server/session.ts';

/** Who is in each call, for the list of rooms: public rooms, and those of whoever asks. */
export async function GET(): Promise<Response> {
  const viewer = await getViewer();
  const live = await readLive(viewer?.userId ?? null);
  return Response.json(live, { headers: { 'cache-control': 'private, no-store' } });
}

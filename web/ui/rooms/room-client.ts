export type RoomValues = {
  name: string;
  topic: string;
  description: string;
  visibility: 'public' | 'unlisted';
  capacity: number;
};

export type RoomFailure = 'signed-out' | 'too-many' | 'offline' | 'unknown';
export type RoomResult<T> = { ok: true; data: T } | { ok: false; failure: RoomFailure };

const ANSWER_TIMEOUT_MS = 15_000;

async function send(method: 'POST' | 'PUT' | 'DELETE', path: string, body?: RoomValues): Promise<RoomResult<unknown>> {
  try {
    const response = await fetch(path, {
      method,
      headers: { 'content-type': 'application/json' },
      body: body === undefined ? null : JSON.stringify(body),
      signal: AbortSignal.timeout(ANSWER_TIMEOUT_MS),
    });
    const answer: unknown = await response.json().catch(() => null);
    if (response.ok) return { ok: true, data: answer };
    if (response.status === 401) return { ok: false, failure: 'signed-out' };
    return { ok: false, failure: response.status === 429 ? 'too-many' : 'unknown' };
  } catch {
    // fetch throws when nothing answered, or not in time.
    return { ok: false, failure: 'offline' };
  }
}

/** Makes a room; answers the last part of its address. */
export async function createRoom(values: RoomValues): Promise<RoomResult<{ slug: string }>> {
  const result = await send('POST', '/api/rooms', values);
  if (!result.ok) return result;
  const slug = readSlug(result.data);
  return slug === null ? { ok: false, failure: 'unknown' } : { ok: true, data: { slug } };
}

/** Changes a room; `isAnnounced` says whether those who are in it were told. */
export async function saveRoom(roomId: string, values: RoomValues): Promise<RoomResult<{ isAnnounced: boolean }>> {
  const result = await send('PUT', `/api/rooms/${roomId}`, values);
  if (!result.ok) return result;
  const { data } = result;
  const isAnnounced = typeof data === 'object' && data !== null && 'isAnnounced' in data && data.isAnnounced === true;
  return { ok: true, data: { isAnnounced } };
}

export async function deleteRoom(roomId: string): Promise<RoomResult<unknown>> {
  return send('DELETE', `/api/rooms/${roomId}`);
}

function readSlug(data: unknown): string | null {
  if (typeof data !== 'object' || data === null || !('room' in data)) return null;
  const { room } = data;
  if (typeof room !== 'object' || room === null || !('slug' in room)) return null;
  return typeof room.slug === 'string' ? room.slug : null;
}

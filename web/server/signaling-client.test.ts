import { describe, expect, test } from 'bun:test';
import { createSignalingClient, type LiveRooms } from './signaling-client.ts';

const roomId = '0b6c1f0e-5a52-4f0e-9d0e-2f1f6c1b7a11';
const mina = { userId: 'mina', name: 'Mina', isGuest: false };
const live = { rooms: [{ roomId, participants: [mina] }] };

type Script = (request: Request, count: number) => Response | Promise<Response>;

/** Signaling that answers as the script says, and what it was asked. */
function createFakeSignaling(script: Script, options: { breakMs?: number; timeoutMs?: number } = {}) {
  const requests: Request[] = [];
  const problems: string[] = [];
  const client = createSignalingClient({
    url: 'http://signaling.invalid',
    secret: 'the-service-secret',
    fetch: async (request) => {
      requests.push(request);
      return script(request, requests.length);
    },
    onProblem: ({ what, reason }) => problems.push(`${what}: ${reason}`),
    ...options,
  });
  return { client, requests, problems };
}

const down: Script = () => Promise.reject(new TypeError('fetch failed'));

describe('live', () => {
  test('is asked with the secret, once for everybody who asks at the same time', async () => {
    const { client, requests } = createFakeSignaling(() => Response.json(live));
    const answers = await Promise.all([client.live(), client.live(), client.live()]);
    const expected: LiveRooms = { status: 'live', ...live };
    expect(answers).toEqual([expected, expected, expected]);
    expect(requests.map(({ url }) => url)).toEqual(['http://signaling.invalid/api/live']);
    expect(requests[0]?.headers.get('authorization')).toBe('Bearer the-service-secret');
  });

  test('is asked again when the first answer fails', async () => {
    const { client, requests } = createFakeSignaling((_, count) =>
      count === 1 ? new Response(null, { status: 502 }) : Response.json(live),
    );
    expect((await client.live()).status).toBe('live');
    expect(requests).toHaveLength(2);
  });

  test.each<[string, Script]>([
    ['nobody answers', down],
    ['the answer is an error', () => new Response('nginx says no', { status: 503 })],
    ['the answer is not JSON', () => new Response('<html>')],
    ['the answer has another shape', () => Response.json({ rooms: [{ roomId: 'x' }] })],
  ])('is not available when %s', async (_, script) => {
    const { client } = createFakeSignaling(script);
    expect(await client.live()).toEqual({ status: 'unavailable' });
  });

  test('is not available when the answer takes too long', async () => {
    const hung: Script = (request) =>
      new Promise((_, reject) => {
        request.signal.addEventListener('abort', () => reject(new DOMException('aborted', 'AbortError')));
      });
    const { client, requests } = createFakeSignaling(hung, { timeoutMs: 20 });
    expect(await client.live()).toEqual({ status: 'unavailable' });
    expect(requests.every(({ signal }) => signal.aborted)).toBe(true);
  });
});

describe('trigger', () => {
  test('names the event and the room', async () => {
    const { client, requests } = createFakeSignaling(() => Response.json({ ok: true }));
    expect(await client.trigger('room:deleted', roomId, { roomId })).toBe(true);
    expect(await requests[0]?.json()).toEqual({ event: 'room:deleted', room: roomId, data: { roomId } });
  });

  test('is sent once: a repeat is not harmless', async () => {
    const { client, requests, problems } = createFakeSignaling(() => new Response(null, { status: 500 }));
    expect(await client.trigger('room:deleted', roomId, { roomId })).toBe(false);
    expect(requests).toHaveLength(1);
    expect(problems).toEqual(['trigger: signaling answered 500']);
  });
});

describe('the breaker', () => {
  test('stops asking a server that is down, and goes on when it is back', async () => {
    let isDown = true;
    const { client, requests } = createFakeSignaling(
      (request, count) => (isDown ? down(request, count) : Response.json({ ok: true })),
      { breakMs: 20 },
    );
    const send = () => client.trigger('room:deleted', roomId, { roomId });
    for (let attempt = 0; attempt < 4; attempt += 1) await send();
    const asked = requests.length;
    expect(await send()).toBe(false);
    expect(requests).toHaveLength(asked);
    isDown = false;
    while (!(await send())) await new Promise((resolve) => setImmediate(resolve));
    expect(requests.length).toBe(asked + 1);
  });
});

import { afterAll, beforeAll, describe, expect, setDefaultTimeout, test } from 'bun:test';
import { connect as connectTcp } from 'node:net';
import fc from 'fast-check';
import { type CommandName, commands, MAX_PACKET_BYTES } from '../src/protocol/index.ts';
import { expectOk, expectRefusal } from './client.ts';
import { createTestWorld, type TestNode, type TestWorld, takeSeat } from './harness.ts';

// A busy machine may take its time; what must be quick is asserted where it matters.
setDefaultTimeout(30_000);

let world: TestWorld;
let node: TestNode;

beforeAll(async () => {
  world = await createTestWorld();
  node = await world.startNode({ limits: { eventsPer2s: 100_000, floodPer2s: 200_000, readsPer10s: 100_000 } });
});
afterAll(() => world.close());

const names = Object.keys(commands) as CommandName[];
const message = (roomId: string, body = 'still here') => ({ roomId, clientId: crypto.randomUUID(), body });

/** A bystander whose room must go on whatever another socket does. */
async function bystander(on = node) {
  const room = await world.createRoom();
  const client = await on.connect();
  expectOk(await client.send('room:open', { slug: room.slug }));
  return async () => {
    const { event } = expectOk(await client.send('chat:send', message(room.roomId)));
    await client.next('chat:appended', (fact) => fact.event.seq === event.seq);
    const foreign = client.recorded.filter(({ fact }) => 'roomId' in fact && fact.roomId !== room.roomId);
    expect(foreign).toEqual([]);
  };
}

describe('B bad input', () => {
  test('B1 input of the wrong shape is answered with where it is wrong, never with what it was', async () => {
    const client = await node.connect();
    const ack = await client.sendRaw('chat:send', { roomId: 'secret-value', clientId: 7, body: '' });
    expect(ack).toMatchObject({ ok: false, error: { code: 'invalid-input' } });
    const issues = ack.ok ? [] : (ack.error.issues ?? []);
    expect(issues.map(({ path }) => path).sort()).toEqual(['body', 'clientId', 'roomId']);
    expect(JSON.stringify(ack)).not.toContain('secret-value');
  });

  test('B1 any value as any command: an answer from the contract, and the process goes on', async () => {
    const checkBystander = await bystander();
    const client = await node.connect();
    const hostile = fc.oneof(
      fc.jsonValue({ maxDepth: 3 }),
      fc.constantFrom('__proto__', [], {}, null, { roomId: { toString: 'x' } }, { slug: '\u0000' }, { slug: '../etc' }),
      fc.record({ roomId: fc.uuid(), to: fc.uuid(), incarnation: fc.string(), media: fc.jsonValue({ maxDepth: 2 }) }),
      fc.record({ slug: fc.string(), afterSeq: fc.double(), isAway: fc.boolean() }),
      fc.record({ roomId: fc.uuid(), clientId: fc.uuid(), body: fc.string({ maxLength: 50 }) }),
    );
    await fc.assert(
      fc.asyncProperty(fc.constantFrom(...names), hostile, async (name, input) => {
        const ack = await client.sendRaw(name, input);
        if (ack.ok) expect(name).toBe('room:close');
        else expect(['invalid-input', 'not-in-room', 'not-found', 'not-in-call']).toContain(ack.error.code);
      }),
      { numRuns: 400 },
    );
    expect(client.socket.connected).toBe(true);
    await checkBystander();
  });

  test('B2 an unknown event is answered as such, whatever it is called', async () => {
    const client = await node.connect();
    for (const name of ['room:hack', '__proto__', 'constructor', 'toString', 'call:roster', '']) {
      expect(expectRefusal(await client.sendRaw(name, {}))).toBe('invalid-input');
    }
  });

  test('B3 a packet that is too large ends its socket, and no other', async () => {
    const checkBystander = await bystander();
    for (const transports of [['websocket'], ['polling']] as const) {
      const client = await node.connect(undefined, { transports: [...transports] });
      const gone = client.disconnected();
      client.socket.emit('chat:send', message(crypto.randomUUID(), 'x'.repeat(MAX_PACKET_BYTES + 1)), () => {});
      expect(await gone).toStartWith('transport');
    }
    await checkBystander();
  });

  test('B3 a message longer than allowed is refused, the longest allowed is stored', async () => {
    const room = await world.createRoom();
    const client = await node.connect();
    expectOk(await client.send('room:open', { slug: room.slug }));
    expect(expectRefusal(await client.send('chat:send', message(room.roomId, 'x'.repeat(4_001))))).toBe(
      'invalid-input',
    );
    expect(expectRefusal(await client.send('chat:send', message(room.roomId, ' \n\t ')))).toBe('invalid-input');
    expect(expectRefusal(await client.send('chat:send', message(room.roomId, 'nul \u0000')))).toBe('invalid-input');
    expectOk(await client.send('chat:send', message(room.roomId, '한'.repeat(4_000))));
  });

  test('B4 a room that exists but was not opened takes no command', async () => {
    const room = await world.createRoom();
    const { participant } = await takeSeat(await node.connect(), room);
    const intruder = await node.connect();
    const { roomId } = room;
    const media = { microphone: true, camera: true, screen: true };
    const stamp = { from: participant.incarnation, to: participant.incarnation, generation: 0 };
    const attempts = [
      intruder.send('call:join', { roomId, incarnation: crypto.randomUUID(), media }),
      intruder.send('call:leave', { roomId }),
      intruder.send('call:media', { roomId, media }),
      intruder.send('call:signal', { roomId, to: participant.participantId, stamp, signal: { type: 'rebuild' } }),
      intruder.send('chat:send', message(roomId)),
      intruder.send('chat:history', { roomId }),
      intruder.send('presence:update', { roomId, isAway: true }),
    ];
    for (const attempt of attempts) expect(expectRefusal(await attempt)).toBe('not-in-room');
  });

  test('B5 a command without a callback, or with more arguments than one, is carried out all the same', async () => {
    const room = await world.createRoom();
    const client = await node.connect();
    expectOk(await client.send('room:open', { slug: room.slug }));
    Reflect.apply(client.socket.emit, client.socket, ['chat:send', message(room.roomId, 'no callback')]);
    expect((await client.next('chat:appended')).event.body).toBe('no callback');
    expectOk(await client.sendRaw('presence:update', { roomId: room.roomId, isAway: true }, 'surplus'));
    expect(expectRefusal(await client.sendRaw('presence:update'))).toBe('invalid-input');
  });

  test('B6 too many events are put off; a flood is told why and cut off, and others notice nothing', async () => {
    const strict = await world.startNode({ limits: { eventsPer2s: 20, floodPer2s: 60 } });
    const checkBystander = await bystander(strict);
    const client = await strict.connect();
    const gone = client.disconnected();
    const input = { roomId: crypto.randomUUID(), isAway: true };
    const acks = await Promise.all(Array.from({ length: 30 }, () => client.send('presence:update', input)));
    expect(acks.filter((ack) => !ack.ok && ack.error.code === 'rate-limited').length).toBeGreaterThanOrEqual(10);
    for (let i = 0; i < 60; i += 1) client.socket.emit('presence:update', input, () => {});
    expect(await client.next('socket:ended')).toMatchObject({ code: 'rate-limited' });
    expect(await gone).toBe('io server disconnect');
    await checkBystander();
  });

  test('B7 frames that are no Socket.IO harm nobody else', async () => {
    const checkBystander = await bystander();
    const frames = ['42', '4{', '9', '42["error"]', '451-["x",{"_placeholder":true,"num":0}]', '40/admin,{}', '40null'];
    const sockets = await Promise.all(frames.map((frame) => sendFrame(frame)));
    await checkBystander();
    for (const socket of sockets) socket.close();
  });

  test('B8 a client that stops reading is cut off before it fills our memory', async () => {
    const own = await world.startNode({ limits: { chatPer10s: 100_000, eventsPer2s: 100_000, floodPer2s: 200_000 } });
    const room = await world.createRoom();
    const { token } = await world.mint.createIdentity();
    const writer = await own.connect();
    expectOk(await writer.send('room:open', { slug: room.slug }));
    const deaf = await openDeafSocket(own, token, room.slug);
    const body = '한'.repeat(4_000);
    // Over the system's buffers and our limit, both.
    for (let i = 0; own.server.countConnections() === 2 && i < 3_000; i += 1) {
      expectOk(await writer.send('chat:send', message(room.roomId, body)));
    }
    expect(own.server.countConnections()).toBe(1);
    expect(await own.metrics.render()).toContain('coup_signaling_backpressure_closes_total 1');
    deaf.destroy();
  }, 30_000);

  test('B9 polling alone and websocket alone both serve', async () => {
    for (const transports of [['polling'], ['websocket'], ['polling', 'websocket']] as const) {
      const room = await world.createRoom();
      const client = await node.connect(undefined, { transports: [...transports] });
      await takeSeat(client, room);
      expectOk(await client.send('chat:send', message(room.roomId, transports.join())));
      expect((await client.next('chat:appended')).event.body).toBe(transports.join());
    }
  });
});

/** Resolves when the server has answered the handshake and the frame is on its way. */
function sendFrame(frame: string): Promise<WebSocket> {
  const socket = new WebSocket(`${node.url.replace('http', 'ws')}/socket.io/?EIO=4&transport=websocket`);
  return new Promise((resolve) => {
    socket.onmessage = () => {
      socket.send(frame);
      resolve(socket);
    };
  });
}

/** Opens a room over a plain TCP socket and then never reads again. */
function openDeafSocket(on: TestNode, token: string, slug: string): Promise<ReturnType<typeof connectTcp>> {
  const port = Number(new URL(on.url).port);
  return new Promise((resolve, reject) => {
    const socket = connectTcp(port, '127.0.0.1');
    const write = (text: string) => {
      const payload = Buffer.from(text);
      const { length } = payload;
      const size = length < 126 ? [0x80 | length] : [0xfe, length >> 8, length & 255];
      socket.write(Buffer.concat([Buffer.from([0x81, ...size, 0, 0, 0, 0]), payload]));
    };
    socket.on('error', reject);
    socket.on('data', (data) => {
      const text = data.toString('latin1');
      if (text.includes('40{"sid"')) write(`421${JSON.stringify(['room:open', { slug }])}`);
      else if (text.includes('0{"sid"')) write(`40${JSON.stringify({ token, protocol: 1 })}`);
      if (!text.includes('431[')) return;
      socket.pause();
      resolve(socket);
    });
    socket.write(
      'GET /socket.io/?EIO=4&transport=websocket HTTP/1.1\r\nHost: test\r\nUpgrade: websocket\r\nConnection: Upgrade\r\n' +
        'Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\nSec-WebSocket-Version: 13\r\n\r\n',
    );
  });
}

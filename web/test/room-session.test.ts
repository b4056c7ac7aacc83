import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'bun:test';
import type { Room } from '@coup/db/queries/rooms';
import type { Call } from '../call/call-state.ts';
import type { SignalingEvent, SignalingPort } from '../call/ports.ts';
import { describeSignalingContract, type SignalingRig } from '../call/testing/signaling-contract.ts';
import { createMemoryOutboxStore } from '../chat/ports.ts';
import { browserClock, browserRandom } from '../realtime/adapters/browser-clock.ts';
import { createSocketIoSocket } from '../realtime/adapters/socket-io.ts';
import { createRoomSession } from '../realtime/room-session.ts';
import type { RoomSession } from '../realtime/room-session-state.ts';
import { createFakePage, type FakePage } from '../realtime/testing/fake-page.ts';
import { type SignalingProcess, startSignaling, type TestPerson } from './signaling-process.ts';
import { until } from './until.ts';

const TIMEOUT_MS = 30_000;

let signaling: SignalingProcess;
let room: Room;
let sessions: RoomSession[] = [];

beforeAll(async () => {
  signaling = await startSignaling('http://site.test');
}, TIMEOUT_MS);
afterAll(async () => {
  await signaling.close();
}, TIMEOUT_MS);
beforeEach(async () => {
  room = await signaling.createRoom();
});
afterEach(() => {
  for (const session of sessions) session.close();
  sessions = [];
});

type Visit = { session: RoomSession; page: FakePage; port: SignalingPort; events: SignalingEvent[] };

/** One tab in the room, without a browser: the real socket, the real server, and the call's port laid bare. */
async function visit(someone: TestPerson, slug = room.slug): Promise<Visit> {
  const page = createFakePage();
  let port: SignalingPort | null = null;
  const events: SignalingEvent[] = [];
  const call: Call = {
    getState: () => ({ status: 'idle' }),
    subscribe: () => () => undefined,
    join: async () => undefined,
    leave: () => undefined,
    getStream: () => null,
    retry: () => undefined,
    close: () => undefined,
  };
  const session = createRoomSession({
    slug,
    socketUrl: signaling.url,
    initialToken: someone.token,
    fetchToken: async () => ({ status: 'unavailable' }),
    createSocket: createSocketIoSocket,
    page,
    clock: browserClock,
    random: browserRandom,
    outboxStore: createMemoryOutboxStore(),
    async loadCall(ports) {
      port = ports.signaling;
      port.subscribe((event) => events.push(event));
      return call;
    },
  });
  sessions.push(session);
  await until('the room is open', () => session.getRoom().status !== 'opening');
  if (session.getRoom().status === 'open') await session.openCall();
  return {
    session,
    page,
    events,
    get port() {
      if (!port) throw new Error('the room is not open');
      return port;
    },
  };
}

const media = { microphone: false, camera: false, screen: false };

async function take({ port }: Visit): Promise<void> {
  const answer = await port.command('call:join', { roomId: room.roomId, incarnation: crypto.randomUUID(), media });
  if (!answer.ok) throw new Error(answer.error.code);
}

const rosterOf = ({ session }: Visit) => {
  const state = session.getRoom();
  return state.status === 'open' ? state.roster.participants : [];
};

describe('a room session over the real server', () => {
  test(
    'opens the room, and says so where there is none',
    async () => {
      const ann = await signaling.createPerson('Ann');
      const { session } = await visit(ann);
      expect(session.getRoom()).toMatchObject({ status: 'open', room: { slug: room.slug }, role: 'member' });
      expect(session.chat.getState()).toMatchObject({ history: 'ready', me: ann.person });
      const nowhere = await visit(ann, 'no-such-room');
      expect(nowhere.session.getRoom()).toEqual({ status: 'failed', code: 'not-found' });
      expect(nowhere.session.chat.getState().history).toBe('error');
    },
    TIMEOUT_MS,
  );

  test(
    'a token that does not verify is refused for good',
    async () => {
      const { person } = await signaling.createPerson('Ann');
      const socket = createRoomSession({
        slug: room.slug,
        socketUrl: signaling.url,
        initialToken: 'not a token',
        fetchToken: async () => ({ status: 'token', token: 'not one either' }),
        createSocket: createSocketIoSocket,
        page: createFakePage(),
        clock: browserClock,
        random: browserRandom,
        outboxStore: createMemoryOutboxStore(),
        loadCall: () => Promise.reject(new Error(`no call for ${person.name}`)),
      });
      sessions.push(socket);
      await until('it is refused', () => socket.getConnection().status === 'refused');
      expect(socket.getConnection()).toEqual({ status: 'refused', reason: 'unauthenticated' });
    },
    TIMEOUT_MS,
  );

  test(
    'chat goes both ways, and presence tells who is where',
    async () => {
      const [ann, bo] = [
        await visit(await signaling.createPerson('Ann')),
        await visit(await signaling.createPerson('Bo')),
      ];
      ann.session.chat.send('hello');
      await until('Bo reads it', () => bo.session.chat.getState().events.length === 1);
      expect(ann.session.chat.getState()).toMatchObject({ outgoing: [], events: [{ body: 'hello', seq: 1 }] });
      const states = () => ann.session.presence.getState().people.map((each) => `${each.person.name} ${each.state}`);
      await until('both are there', () => states().length === 2);
      bo.page.setHidden(true);
      await until('Bo is away', () => states().join() === 'Ann room,Bo away');
      await take(bo);
      await until('Bo is in the call', () => states().join() === 'Bo call,Ann room');
      expect(rosterOf(ann).map((each) => each.person.name)).toEqual(['Bo']);
    },
    TIMEOUT_MS,
  );

  test(
    'a session that closes leaves the room',
    async () => {
      const [ann, bo] = [
        await visit(await signaling.createPerson('Ann')),
        await visit(await signaling.createPerson('Bo')),
      ];
      await take(bo);
      await until('Bo is in the call', () => rosterOf(ann).length === 1);
      bo.session.close();
      await until('the seat is free', () => rosterOf(ann).length === 0);
      expect(bo.session.getConnection()).toEqual({ status: 'closed' });
    },
    TIMEOUT_MS,
  );
});

async function openRealRig(): Promise<SignalingRig> {
  room = await signaling.createRoom();
  const people = new Map<string, TestPerson>();
  const visits: Visit[] = [];
  return {
    roomId: room.roomId,
    async visit(name) {
      const someone = people.get(name) ?? (await signaling.createPerson(name));
      people.set(name, someone);
      const made = await visit(someone);
      visits.push(made);
      return made;
    },
    async restart() {
      await signaling.kill();
      await until('it is noticed', () => visits.every((each) => !each.port.isReady()));
      await signaling.start();
      await until('it is back', () => visits.every((each) => each.port.isReady()));
    },
    until,
    close: async () => undefined,
  };
}

describeSignalingContract('the real server', openRealRig, TIMEOUT_MS);

test(
  'a message written while the server is away is stored when it is back',
  async () => {
    const ann = await visit(await signaling.createPerson('Ann'));
    await signaling.kill();
    await until('it is noticed', () => ann.events.some((each) => each.type === 'lost'));
    const { roomId } = room;
    expect(await ann.port.command('call:media', { roomId, media })).toMatchObject({ error: { code: 'timeout' } });
    ann.session.chat.send('while it was away');
    await signaling.start();
    await until('the message is stored', () => ann.session.chat.getState().events.length === 1);
    expect(ann.session.chat.getState().outgoing).toEqual([]);
  },
  TIMEOUT_MS,
);

import { expect, test } from 'bun:test';
import type { RoomEntry } from '@coup/db/queries/rooms';
import { createRoomDirectory } from './directory.ts';

const entered: RoomEntry = {
  status: 'entered',
  role: 'member',
  room: {
    roomId: 'room',
    slug: 'algebra',
    name: 'Algebra',
    topic: '',
    description: '',
    visibility: 'public',
    capacity: 6,
    ownerId: null,
  },
};
const key = { slug: 'algebra', userId: 'ada', sessionId: 'session' };
const away = Object.assign(new Error('refused'), { code: 'ECONNREFUSED' });

function setUp(maxRemembered = 10) {
  let answer: RoomEntry | Error = entered;
  const directory = createRoomDirectory({
    maxRemembered,
    readEntry: async () => {
      if (answer instanceof Error) throw answer;
      return answer;
    },
  });
  return {
    directory,
    become: (next: RoomEntry | Error) => {
      answer = next;
    },
  };
}

test('X7 whoever was in comes in again while the database is away, and nobody else', async () => {
  const { directory, become } = setUp();
  await directory.enter(key);
  become(away);
  expect(await directory.enter(key)).toEqual(entered);
  expect(directory.enter({ ...key, sessionId: 'another' })).rejects.toThrow('refused');
});

test('X7 a ban is remembered too: it ends the memory', async () => {
  const { directory, become } = setUp();
  await directory.enter(key);
  become({ status: 'banned' });
  await directory.enter(key);
  become(away);
  expect(directory.enter(key)).rejects.toThrow('refused');
});

test('X7 a mistake of ours is not taken for an outage', async () => {
  const { directory, become } = setUp();
  await directory.enter(key);
  become(Object.assign(new Error('no such column'), { code: '42703' }));
  expect(directory.enter(key)).rejects.toThrow('no such column');
});

test('X7 the memory has an end: the oldest goes', async () => {
  const { directory, become } = setUp(1);
  await directory.enter(key);
  await directory.enter({ ...key, userId: 'bob' });
  become(away);
  expect(directory.enter(key)).rejects.toThrow('refused');
});

import { expect, test } from 'bun:test';
import { liveFor } from './live-rooms.ts';

const person = (name: string) => ({ userId: name, name, isGuest: true });

test('people in a room that the asker may not know of are not named', () => {
  const answer = liveFor(
    {
      status: 'live',
      rooms: [
        { roomId: 'open', participants: [person('Mina')] },
        { roomId: 'hidden', participants: [person('Jonas')] },
      ],
    },
    (roomId) => roomId === 'open',
  );
  expect(answer).toEqual({ status: 'live', rooms: { open: { count: 1, people: [{ userId: 'Mina', name: 'Mina' }] } } });
});

test('a large call is counted whole and named in part', () => {
  const participants = Array.from({ length: 16 }, (_, index) => person(`p${index}`));
  const answer = liveFor({ status: 'live', rooms: [{ roomId: 'open', participants }] }, () => true);
  expect(answer.status === 'live' && answer.rooms.open).toMatchObject({ count: 16 });
  expect(answer.status === 'live' && answer.rooms.open?.people).toHaveLength(6);
});

test('an answer that did not come stays one that did not come', () => {
  expect(liveFor({ status: 'unavailable' }, () => true)).toEqual({ status: 'unavailable' });
});

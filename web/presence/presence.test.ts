import { expect, test } from 'bun:test';
import type { PresenceEntry } from '@coup/signaling/protocol';
import { createPresence } from './presence.ts';

const entry = (name: string, state: PresenceEntry['state']): PresenceEntry => ({
  person: { userId: name, name, isGuest: false },
  state,
  since: 0,
});

test('people are in the order of the call, the room and away, by name within each', () => {
  const { presence, feed } = createPresence();
  expect(presence.getState()).toEqual({ isLive: false, people: [] });
  feed.opened([entry('Zoe', 'call'), entry('Ann', 'away'), entry('Bo', 'room'), entry('Cid', 'call')]);
  expect(presence.getState().people.map((each) => each.person.name)).toEqual(['Cid', 'Zoe', 'Bo', 'Ann']);
});

test('changes and goings are taken over; a lost socket keeps the last that was known', () => {
  const { presence, feed } = createPresence();
  feed.opened([entry('Ann', 'room'), entry('Bo', 'room')]);
  feed.changed({ roomId: 'room', entry: entry('Bo', 'call') });
  feed.gone({ roomId: 'room', userId: 'Ann' });
  feed.lost();
  expect(presence.getState()).toEqual({ isLive: false, people: [entry('Bo', 'call')] });
  feed.opened([entry('Ann', 'room')]);
  expect(presence.getState()).toEqual({ isLive: true, people: [entry('Ann', 'room')] });
});

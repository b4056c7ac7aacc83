import { expect, test } from 'bun:test';
import { createFakeClock } from '../testing/fake-clock.ts';
import { createPresence, type PresenceChange } from './presence.ts';

const ada = { userId: 'ada', name: 'Ada', isGuest: false };

function setUp() {
  const clock = createFakeClock();
  const changes: PresenceChange[] = [];
  const presence = createPresence({ clock, graceMs: 5_000, onChange: (change) => changes.push(change) });
  const told = () => changes.map((change) => (change.kind === 'changed' ? change.entry.state : 'gone'));
  return { clock, presence, changes, told };
}

test('P2 the most present of all tabs counts, and a seat outranks them', () => {
  const { presence, told } = setUp();
  presence.open('room', 'tab 1', ada, true);
  presence.open('room', 'tab 2', ada, false);
  presence.seated('room', ada);
  presence.setAway('room', 'tab 2', 'ada', true);
  presence.unseated('room', 'ada');
  presence.close('room', 'tab 2', 'ada');
  presence.close('room', 'tab 1', 'ada');
  expect(told()).toEqual(['away', 'room', 'call', 'away', 'gone']);
  expect(presence.list('room')).toEqual([]);
});

test('P3 "since" stays while the state does, also when the name changes', () => {
  const { presence, changes, clock } = setUp();
  presence.open('room', 'tab', ada, false);
  clock.advance(1_000);
  presence.open('room', 'tab', { ...ada, name: 'Ada L.' }, false);
  const entries = changes.flatMap((change) => (change.kind === 'changed' ? [change.entry] : []));
  expect(entries.map(({ person }) => person.name)).toEqual(['Ada', 'Ada L.']);
  expect(entries[1]?.since).toBe(entries[0]?.since);
});

test('P5 two tabs that end one after the other: the grace starts with the last', () => {
  const { presence, told, clock } = setUp();
  presence.open('room', 'tab 1', ada, false);
  presence.open('room', 'tab 2', ada, true);
  presence.drop('room', 'tab 1', 'ada');
  clock.advance(4_000);
  presence.drop('room', 'tab 2', 'ada');
  clock.advance(4_999);
  expect(told()).toEqual(['room', 'away']);
  clock.advance(1);
  expect(told()).toEqual(['room', 'away', 'gone']);
});

test('P5 a seat that outlives the grace keeps the person there, and its end ends it', () => {
  const { presence, told, clock } = setUp();
  presence.open('room', 'tab', ada, false);
  presence.seated('room', ada);
  presence.drop('room', 'tab', 'ada');
  clock.advance(60_000);
  expect(told()).toEqual(['room', 'call']);
  presence.unseated('room', 'ada');
  expect(told()).toEqual(['room', 'call', 'gone']);
});

test('P5 words about people who are not there are ignored', () => {
  const { presence, told } = setUp();
  presence.drop('room', 'tab', 'ada');
  presence.close('room', 'tab', 'ada');
  presence.setAway('room', 'tab', 'ada', true);
  presence.unseated('room', 'ada');
  presence.open('room', 'tab', ada, false);
  presence.drop('room', 'another tab', 'ada');
  expect(told()).toEqual(['room']);
});

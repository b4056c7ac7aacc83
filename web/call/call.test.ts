import { describe, expect, test } from 'bun:test';
import type { Participant } from '@coup/signaling/protocol';
import type { CallState } from './call-state.ts';
import { createFakeTrack } from './testing/fake-tracks.ts';
import { createWorld, type Tab, type World } from './testing/world.ts';

type Joined = Extract<CallState, { status: 'joined' }>;

function joined(tab: Tab): Joined {
  const state = tab.call.getState();
  if (state.status !== 'joined') throw new Error(`${tab.name} is ${state.status}`);
  return state;
}

async function meet(names: readonly string[], seed = 7): Promise<{ world: World; tabs: Tab[] }> {
  const world = createWorld(seed);
  const tabs = names.map((name) => world.openTab(name));
  for (const tab of tabs) {
    tab.line.connect();
    tab.join();
    await world.flush();
  }
  return { world, tabs };
}

async function meetTwo() {
  const { world, tabs } = await meet(['ann', 'bo']);
  const [ann, bo] = tabs;
  if (!ann || !bo) throw new Error('two were asked for');
  return { world, ann, bo };
}

const links = (tab: Tab) => joined(tab).remotes.map((remote) => remote.link.status);

describe('joining', () => {
  test('links everybody with everybody, once', async () => {
    const { world, tabs } = await meet(['ann', 'bo', 'cid', 'dee']);
    for (const tab of tabs) {
      expect(links(tab)).toEqual(['connected', 'connected', 'connected']);
      expect(world.network.alive(tab.name)).toHaveLength(3);
      expect(joined(tab).remotes.every((remote) => remote.link.generation === 0)).toBe(true);
    }
  });

  test('without a server says so after a while, and may be tried again', async () => {
    const world = createWorld(1);
    const tab = world.openTab('ann');
    tab.join();
    await world.pass(10_000);
    expect(tab.call.getState()).toEqual({ status: 'failed', failure: 'unreachable-server' });
    tab.line.connect();
    tab.join();
    await world.flush();
    expect(joined(tab).server).toBe('connected');
  });

  test('waits for a socket that is on its way', async () => {
    const world = createWorld(1);
    const tab = world.openTab('ann');
    tab.join();
    await world.pass(2_000);
    tab.line.connect();
    await world.flush();
    expect(joined(tab).remotes).toEqual([]);
  });
});

describe('losing the socket', () => {
  test('touches no link, and the way back takes the same seat', async () => {
    const { world, ann, bo } = await meetTwo();
    const before = joined(ann);
    ann.line.drop();
    await world.flush();
    expect(joined(ann)).toMatchObject({ server: 'reconnecting', remotes: [{ link: { status: 'connected' } }] });
    expect(joined(bo).remotes[0]?.participant.connection).toBe('reconnecting');
    await world.pass(60_000);
    expect(links(ann)).toEqual(['connected']);
    ann.line.connect();
    await world.flush();
    expect(joined(ann).self.participantId).toBe(before.self.participantId);
    expect(joined(ann).remotes[0]?.link).toEqual({ status: 'connected', generation: 0 });
    expect(joined(bo).remotes).toHaveLength(1);
  });

  test('a server that comes back without memory leaves every tile and link as it was', async () => {
    const { world, tabs } = await meet(['ann', 'bo', 'cid']);
    const before = tabs.map((tab) => joined(tab).remotes.map((remote) => remote.participant.participantId));
    world.board.restart();
    for (const tab of tabs) {
      await world.pass(4_000);
      tab.line.connect();
      await world.flush();
      for (const [index, each] of tabs.entries()) {
        expect(joined(each).remotes.map((remote) => remote.participant.participantId)).toEqual(before[index] ?? []);
        expect(joined(each).remotes.every(({ link }) => link.status === 'connected' && link.generation === 0)).toBe(
          true,
        );
      }
    }
    await world.pass(30_000);
    for (const tab of tabs) expect(links(tab)).toEqual(['connected', 'connected']);
  });

  test('whoever has not come back when the grace of a new epoch ends is gone', async () => {
    const { world, ann, bo } = await meetTwo();
    world.board.restart();
    ann.line.connect();
    await world.pass(19_000);
    expect(joined(ann).remotes[0]?.participant.connection).toBe('reconnecting');
    await world.pass(2_000);
    expect(joined(ann).remotes).toEqual([]);
    expect(world.network.alive(bo.name)).toEqual([]);
  });

  test('signals that a lost socket swallowed keep nobody waiting', async () => {
    const world = createWorld(3);
    const [ann, bo] = [world.openTab('ann'), world.openTab('bo')];
    ann.line.connect();
    ann.join();
    await world.flush();
    bo.line.connect();
    bo.join();
    // The seat is taken and the offer under way, and then the socket goes.
    await world.flush(3);
    bo.line.drop();
    bo.line.connect();
    await world.pass(1_000);
    expect(links(ann)).toEqual(['connected']);
    expect(links(bo)).toEqual(['connected']);
  });

  test('a server that has forgotten somebody who is alone is asked for the seat again', async () => {
    const { world, tabs } = await meet(['ann']);
    for (const { participantId } of world.board.participants()) world.board.forget(participantId);
    await world.pass(3_000);
    expect(world.board.participants()).toHaveLength(1);
    for (const tab of tabs) expect(joined(tab).server).toBe('connected');
  });

  test('a server that has forgotten one of us is asked for the seat again', async () => {
    const { world, ann, bo } = await meetTwo();
    const { participantId } = joined(ann).self;
    world.board.forget(participantId);
    await world.pass(3_000);
    expect(world.board.participants()).toHaveLength(2);
    expect(joined(ann).self.participantId).toBe(participantId);
    expect(links(bo)).toEqual(['connected']);
  });
});

describe('endings', () => {
  test('leaving takes the tile away at once and leaves nothing behind', async () => {
    const { world, ann, bo } = await meetTwo();
    bo.call.leave();
    expect(bo.call.getState()).toEqual({ status: 'ended', reason: 'left' });
    await world.flush();
    expect(joined(ann).remotes).toEqual([]);
    expect([...world.network.alive('ann'), ...world.network.alive('bo')]).toEqual([]);
  });

  test('a reload comes back once, as the same participant with a new link', async () => {
    const { world, ann, bo } = await meetTwo();
    const before = joined(ann).remotes[0]?.participant;
    bo.reload();
    await world.flush();
    expect(joined(ann).remotes[0]?.link.status).toBe('reconnecting');
    bo.line.connect();
    bo.join();
    await world.flush();
    const remotes = joined(ann).remotes;
    expect(remotes).toHaveLength(1);
    expect(remotes[0]?.participant.participantId).toBe(before?.participantId ?? '');
    expect(remotes[0]?.link).toEqual({ status: 'connected', generation: 0 });
    expect(world.network.alive('ann')).toHaveLength(1);
  });

  test('a newer tab with the same ticket supersedes this one for good', async () => {
    const { world, ann, bo } = await meetTwo();
    const other = bo.duplicate();
    other.line.connect();
    other.join();
    await world.flush();
    expect(bo.call.getState()).toEqual({ status: 'ended', reason: 'superseded' });
    bo.line.drop();
    bo.line.connect();
    await world.pass(5_000);
    expect(bo.call.getState().status).toBe('ended');
    expect(links(ann)).toEqual(['connected']);
  });

  test('close cancels every timer and ends every peer', async () => {
    const { world, ann, bo } = await meetTwo();
    world.network.setPath('ann', 'bo', false);
    await world.pass(5_000);
    ann.call.close();
    bo.call.close();
    await world.flush();
    world.clock.advance(60_000);
    expect(world.clock.pending()).toBe(0);
    expect([...world.network.alive('ann'), ...world.network.alive('bo')]).toEqual([]);
  });
});

test('what did not change is the same object for whoever renders it', async () => {
  const { world, tabs } = await meet(['ann', 'bo', 'cid']);
  const [ann, bo] = tabs;
  if (!ann || !bo) throw new Error('three were asked for');
  const before = joined(ann).remotes;
  world.network.setPath('ann', 'bo', false);
  await world.flush();
  const after = joined(ann).remotes;
  const isBo = (remote: (typeof before)[number]) => remote.participant.person.name === 'bo';
  expect(after.find(isBo)?.link.status).toBe('reconnecting');
  expect(after.find((remote) => !isBo(remote)) === before.find((remote) => !isBo(remote))).toBe(true);
});

describe('media', () => {
  test('what is opened and closed is told to the room and swapped on the links, without a new one', async () => {
    const { world, ann, bo } = await meetTwo();
    const camera = createFakeTrack('video');
    ann.tracks.set({ camera });
    await world.flush();
    expect(joined(bo).remotes[0]?.participant.media.camera).toBe(true);
    expect(world.network.alive('ann')[0]?.tracks.camera).toBe(camera);
    ann.tracks.set({ camera: null });
    await world.flush();
    expect(joined(bo).remotes[0]?.participant.media.camera).toBe(false);
    expect(joined(bo).remotes[0]?.link).toEqual({ status: 'connected', generation: 0 });
  });

  test('a change while the socket is away is told with the return', async () => {
    const { world, ann, bo } = await meetTwo();
    ann.line.drop();
    ann.tracks.set({ microphone: createFakeTrack('audio') });
    await world.flush();
    ann.line.connect();
    await world.flush();
    expect(joined(bo).remotes[0]?.participant.media.microphone).toBe(true);
  });
});

describe('hostile or stray signals', () => {
  test('for another page load of ours, from ourselves, or from a stranger are not delivered', async () => {
    const { world, ann, bo } = await meetTwo();
    for (const [here, there] of [
      [ann, bo],
      [bo, ann],
    ] as const) {
      const self = joined(here).self;
      const remote = joined(there).self;
      const stray = { from: remote.incarnation, to: world.random.uuid(), generation: 99 };
      const own = { from: self.incarnation, to: self.incarnation, generation: 0 };
      const strange = { from: world.random.uuid(), to: self.incarnation, generation: 0 };
      const signal = { type: 'rebuild' } as const;
      here.line.inject({ type: 'signalled', from: remote.participantId, stamp: stray, signal });
      here.line.inject({ type: 'signalled', from: self.participantId, stamp: own, signal });
      here.line.inject({ type: 'signalled', from: world.random.uuid(), stamp: strange, signal });
    }
    await world.flush();
    for (const tab of [ann, bo]) {
      expect(joined(tab).remotes.map((remote) => remote.link)).toEqual([{ status: 'connected', generation: 0 }]);
    }
  });

  test('that come before the roster names their sender are kept for it', async () => {
    const { world, tabs } = await meet(['ann']);
    const [ann] = tabs;
    if (!ann) throw new Error('one was asked for');
    const { self } = joined(ann);
    // The lowest id there is, so that the newcomer is the initiator.
    const newcomer: Participant = {
      ...self,
      participantId: '00000000-0000-4000-8000-000000000000',
      incarnation: world.random.uuid(),
      order: 9,
    };
    const stamp = { from: newcomer.incarnation, to: self.incarnation, generation: 0 };
    const signal = { type: 'offer', sdp: JSON.stringify({ peer: 77, offer: 78 }) } as const;
    ann.line.inject({ type: 'signalled', from: newcomer.participantId, stamp, signal });
    await world.flush();
    expect(world.network.alive('ann')).toEqual([]);
    ann.line.inject({
      type: 'roster',
      roster: { ...world.board.roster(), revision: 99, participants: [self, newcomer] },
    });
    await world.flush();
    expect(world.network.alive('ann')[0]?.remote).toBe(77);
  });
});

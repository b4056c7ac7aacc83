import {
  createFakeClock,
  createSeededRandom,
  type FakeClock,
  type SeededRandom,
  settleMicrotasks,
} from '../../realtime/testing/fake-clock.ts';
import { createCall } from '../call.ts';
import type { Call } from '../call-state.ts';
import { createFakePeerNetwork, type FakePeerNetwork } from './fake-peers.ts';
import { createFakeLocalTracks, createFakeStreams, createFakeTickets, type FakeLocalTracks } from './fake-tracks.ts';
import { createSwitchboard, type FakeLine, ROOM_ID, type Switchboard } from './switchboard.ts';

/** One tab of one person, with the engine in it. */
export type Tab = {
  readonly name: string;
  readonly line: FakeLine;
  readonly tracks: FakeLocalTracks;
  /** The engine of the page as it is now; a reload makes a new one. */
  readonly call: Call;
  join(): void;
  reload(): void;
  /** The browser's "duplicate tab": the same storage, another page. */
  duplicate(): Tab;
};

/** N engines around one switchboard and one network, all of whose time and chance come from a seed. */
export type World = {
  random: SeededRandom;
  clock: FakeClock;
  board: Switchboard;
  network: FakePeerNetwork;
  tabs: readonly Tab[];
  openTab(name: string): Tab;
  /** Delivers some of what waits. */
  flush(limit?: number): Promise<void>;
  /** Lets time go by, delivering all the while. */
  pass(ms: number): Promise<void>;
};

export function createWorld(seed: number): World {
  const random = createSeededRandom(seed);
  const clock = createFakeClock();
  const board = createSwitchboard(random);
  const network = createFakePeerNetwork(clock);
  const tabs: Tab[] = [];

  async function flush(limit = Number.POSITIVE_INFINITY): Promise<void> {
    for (let delivered = 0; delivered < limit; delivered += 1) {
      const isPeersFirst = random.chance(0.5);
      const isBusy = isPeersFirst ? network.flushOne() || board.flushOne() : board.flushOne() || network.flushOne();
      if (isBusy) continue;
      await settleMicrotasks();
      if (!network.flushOne() && !board.flushOne()) return;
    }
  }

  return {
    random,
    clock,
    board,
    network,
    tabs,
    openTab(name) {
      const tab = createTab(name, { random, clock, board, network });
      tabs.push(tab);
      return tab;
    },
    flush,
    async pass(ms) {
      const end = clock.now() + ms;
      await flush();
      while (clock.now() < end) {
        clock.advance(Math.min(clock.untilNext() ?? ms, end - clock.now()));
        await flush();
      }
    },
  };
}

function createTab(
  name: string,
  world: Pick<World, 'random' | 'clock' | 'board' | 'network'>,
  tickets = createFakeTickets(),
): Tab {
  const { random, clock, board, network } = world;
  const tracks = createFakeLocalTracks();
  const line = board.createLine(name);
  const load = () =>
    createCall({
      roomId: ROOM_ID,
      signaling: line,
      createPeer: network.createFactory(name),
      createStreams: createFakeStreams,
      localTracks: tracks,
      tickets,
      clock,
      random,
    });
  let call = load();
  return {
    name,
    line,
    tracks,
    get call() {
      return call;
    },
    join: () => void call.join(),
    reload() {
      line.drop();
      call.close();
      call = load();
    },
    duplicate: () => createTab(name, world, tickets),
  };
}

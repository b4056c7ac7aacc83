import { createFakeTrack } from './fake-tracks.ts';
import { createWorld, type Tab, type World } from './world.ts';

const STEPS = 60;
/** Once everything works again this is enough, whatever went before. */
const HEALING_MS = 45_000;
/** Longer than all attempts together: after this a pair without a path has given up. */
const GIVING_UP_MS = 240_000;

type Action = { weight: number; name: string; run: (world: World, tab: Tab) => Promise<void> | void };

const actions: readonly Action[] = [
  { weight: 8, name: 'join', run: (_, tab) => tab.join() },
  { weight: 3, name: 'leave', run: (_, tab) => tab.call.leave() },
  { weight: 5, name: 'drop', run: (_, tab) => tab.line.drop() },
  { weight: 8, name: 'connect', run: (_, tab) => tab.line.connect() },
  {
    weight: 4,
    name: 'reload',
    run(_, tab) {
      tab.reload();
      tab.line.connect();
      tab.join();
    },
  },
  { weight: 2, name: 'path down', run: (world, tab) => setPath(world, tab, false) },
  { weight: 4, name: 'path up', run: (world, tab) => setPath(world, tab, true) },
  { weight: 2, name: 'crash', run: (world, tab) => world.network.crash(tab.name) },
  { weight: 1, name: 'restart', run: (world) => world.board.restart() },
  { weight: 2, name: 'expire', run: (world) => world.board.expire() },
  { weight: 2, name: 'retry', run: retry },
  {
    weight: 2,
    name: 'camera',
    run: (_, tab) => tab.tracks.set({ camera: tab.tracks.get().camera ? null : createFakeTrack('video') }),
  },
  { weight: 14, name: 'flush', run: (world) => world.flush(world.random.below(12)) },
  { weight: 4, name: 'flush all', run: (world) => world.flush() },
  { weight: 6, name: 'wait', run: (world) => world.clock.advance(world.random.below(8_000)) },
  { weight: 3, name: 'wait long', run: (world) => world.pass(world.random.below(30_000)) },
];
const wheel = actions.flatMap((action) => Array.from({ length: action.weight }, () => action));

function setPath(world: World, tab: Tab, isUp: boolean): void {
  const other = world.random.pick(world.tabs);
  if (other && other !== tab) world.network.setPath(tab.name, other.name, isUp);
}

function retry(world: World, tab: Tab): void {
  const state = tab.call.getState();
  const remote = state.status === 'joined' ? world.random.pick(state.remotes) : undefined;
  if (remote) tab.call.retry(remote.participant.participantId);
}

/** One run of a seed. Gives what is wrong at its end, which is nothing. */
export async function runFuzz(seed: number, trace: string[] = []): Promise<string[]> {
  const world = createWorld(seed);
  const { random, board, network } = world;
  const faults: string[] = [];
  const count = 2 + random.below(4);
  for (let index = 0; index < count; index += 1) world.openTab(`tab-${index}`).line.connect();
  board.setUnreliable(true);
  for (let step = 0; step < STEPS; step += 1) {
    const action = random.pick(wheel);
    const tab = random.pick(world.tabs);
    if (!action || !tab) continue;
    trace.push(`${step} ${action.name} ${tab.name}`);
    await action.run(world, tab);
    faults.push(...findLeaks(world).map((fault) => `seed ${seed}, step ${step} (${action.name}): ${fault}`));
    if (faults.length > 0) return faults;
  }
  await heal(world);
  for (const tab of world.tabs) trace.push(JSON.stringify(tab.call.getState()));
  faults.push(...[...findLeaks(world), ...findUnhealed(world, [])].map((fault) => `seed ${seed}: ${fault}`));
  if (random.chance(0.2)) {
    const blocked = ['tab-0', 'tab-1'];
    network.setPath('tab-0', 'tab-1', false);
    await world.pass(GIVING_UP_MS);
    faults.push(...findUnhealed(world, blocked).map((fault) => `seed ${seed}, blocked: ${fault}`));
  }
  for (const tab of world.tabs) tab.call.close();
  for (const tab of world.tabs) {
    if (network.alive(tab.name).length > 0) faults.push(`seed ${seed}: ${tab.name} leaves peers behind`);
  }
  return faults;
}

/** Everything works again from here on. */
async function heal(world: World): Promise<void> {
  const { board, network, tabs } = world;
  board.setUnreliable(false);
  for (const tab of tabs) {
    for (const other of tabs) network.setPath(tab.name, other.name, true);
  }
  for (const tab of tabs) tab.line.connect();
  await world.flush();
  board.expire();
  // What a lost fact would have said comes with the next one, whatever its reason.
  board.broadcast();
  await world.flush();
  await world.pass(HEALING_MS);
  // A link that gave up says so, and waits for the person.
  for (const tab of tabs) retryFailed(tab);
  await world.pass(HEALING_MS);
}

function retryFailed(tab: Tab): void {
  const state = tab.call.getState();
  const remotes = state.status === 'joined' ? state.remotes : [];
  for (const { link, participant } of remotes) {
    if (link.status === 'failed') tab.call.retry(participant.participantId);
  }
}

/** At every moment: one tile for a participant, and no more peers than tiles. */
function findLeaks(world: World): string[] {
  return world.tabs.flatMap((tab) => {
    const state = tab.call.getState();
    const ids = state.status === 'joined' ? state.remotes.map((remote) => remote.participant.participantId) : [];
    const faults: string[] = [];
    if (new Set(ids).size !== ids.length) faults.push(`${tab.name} shows somebody twice`);
    if (world.network.alive(tab.name).length > ids.length) faults.push(`${tab.name} holds more peers than tiles`);
    return faults;
  });
}

function findUnhealed(world: World, blocked: readonly string[]): string[] {
  const joined = world.tabs.filter((tab) => tab.call.getState().status === 'joined');
  const seated = world.board.participants().map((each) => each.person.name);
  const faults: string[] = [];
  if (seated.length !== joined.length)
    faults.push(`the server seats ${seated.join()}, ${joined.length} tabs are joined`);
  for (const tab of joined) {
    const state = tab.call.getState();
    if (state.status !== 'joined') continue;
    if (state.server !== 'connected') faults.push(`${tab.name} waits for the server`);
    const hasCamera = tab.tracks.get().camera !== null;
    if (state.self.media.camera !== hasCamera) faults.push(`${tab.name} says the wrong thing about its camera`);
    for (const other of joined) {
      if (other !== tab) faults.push(...findUnhealedPair(world, tab, other, blocked));
    }
    if (state.remotes.length !== joined.length - 1) faults.push(`${tab.name} shows ${state.remotes.length} tiles`);
  }
  return faults;
}

function findUnhealedPair(world: World, tab: Tab, other: Tab, blocked: readonly string[]): string[] {
  const linkOf = (from: Tab, to: Tab) => {
    const state = from.call.getState();
    if (state.status !== 'joined') return undefined;
    return state.remotes.find((remote) => remote.participant.person.name === to.name)?.link;
  };
  const link = linkOf(tab, other);
  const isBlocked = blocked.includes(tab.name) && blocked.includes(other.name);
  const wanted = isBlocked ? 'failed' : 'connected';
  if (link?.status !== wanted) return [`${tab.name} to ${other.name} is ${link?.status}, not ${wanted}`];
  if (isBlocked) return [];
  const faults: string[] = [];
  if (link.generation !== linkOf(other, tab)?.generation)
    faults.push(`${tab.name} and ${other.name} differ in generation`);
  const mine = world.network.alive(tab.name);
  const theirs = world.network.alive(other.name);
  const pairs = mine.filter(
    (peer) => peer.isConnected && theirs.some((far) => far.id === peer.remote && far.remote === peer.id),
  );
  if (pairs.length !== 1) faults.push(`${tab.name} and ${other.name} are connected ${pairs.length} times`);
  const camera = tab.tracks.get().camera;
  if (pairs.some((peer) => peer.tracks.camera !== camera)) faults.push(`${tab.name} sends ${other.name} an old camera`);
  return faults;
}

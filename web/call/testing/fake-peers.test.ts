import type { Signal } from '@coup/signaling/protocol';
import { createFakeClock } from '../../realtime/testing/fake-clock.ts';
import { noTracks, type Peer } from '../ports.ts';
import { createFakePeerNetwork } from './fake-peers.ts';
import { describePeerContract, type PeerEventType, type PeerHandle, type PeerRig } from './peer-contract.ts';

/** Both sides in this process; every wait is a flush. */
async function openFakeRig(): Promise<PeerRig> {
  const network = createFakePeerNetwork(createFakeClock());
  let mode: 'carry' | 'twice' | 'drop' = 'carry';

  function side(host: string, carry: (signal: Signal) => void): PeerHandle & { deliver(signal: Signal): void } {
    let peer: Peer | null = null;
    const seen: PeerEventType[] = [];
    const sent: Signal[] = [];
    return {
      deliver: (signal) => peer?.signal(signal),
      async build(isInitiator) {
        peer = network.createFactory(host)({
          isInitiator,
          tracks: noTracks,
          onEvent(event) {
            if (event.type !== 'signal') seen.push(event.type);
            else {
              sent.push(event.signal);
              carry(event.signal);
            }
          },
        });
      },
      async signal(signal) {
        try {
          peer?.signal(signal);
          return false;
        } catch {
          return true;
        }
      },
      restartIce: async () => peer?.restartIce(),
      setCamera: async () => peer?.setTracks(noTracks),
      destroy: async () => peer?.destroy(),
      seen: async () => seen,
      sent: async () => sent,
    };
  }

  function carryTo(other: () => { deliver(signal: Signal): void }): (signal: Signal) => void {
    return (signal) => {
      if (mode === 'drop') return;
      other().deliver(signal);
      if (mode === 'twice') other().deliver(signal);
    };
  }

  function flush(): void {
    for (let isBusy = true; isBusy; isBusy = network.flushOne());
  }

  const a = side(
    'a',
    carryTo(() => b),
  );
  const b = side(
    'b',
    carryTo(() => a),
  );
  return {
    a,
    b,
    async setWire(next) {
      mode = next;
    },
    async until(what, condition) {
      flush();
      if (!(await condition())) throw new Error(`never came: ${what}`);
    },
    settle: async () => flush(),
    close: async () => undefined,
  };
}

describePeerContract('in memory', openFakeRig, 1_000);

import { createSeededRandom, settleMicrotasks } from '../../realtime/testing/fake-clock.ts';
import type { SignalingEvent } from '../ports.ts';
import { describeSignalingContract, type SignalingRig } from './signaling-contract.ts';
import { createSwitchboard, type FakeLine, ROOM_ID } from './switchboard.ts';

async function openFakeRig(): Promise<SignalingRig> {
  const board = createSwitchboard(createSeededRandom(1));
  const lines: FakeLine[] = [];
  const flush = () => {
    for (let isBusy = true; isBusy; isBusy = board.flushOne());
  };
  return {
    roomId: ROOM_ID,
    async visit(name) {
      const line = board.createLine(name);
      const events: SignalingEvent[] = [];
      line.subscribe((event) => events.push(event));
      line.connect();
      lines.push(line);
      return {
        events,
        port: {
          ...line,
          command(command, input) {
            const answer = line.command(command, input);
            flush();
            return answer;
          },
        },
      };
    },
    async restart() {
      board.restart();
      for (const line of lines) line.connect();
    },
    async until(what, condition) {
      flush();
      await settleMicrotasks();
      if (!condition()) throw new Error(`never came: ${what}`);
    },
    close: async () => undefined,
  };
}

describeSignalingContract('the switchboard in memory', openFakeRig, 1_000);

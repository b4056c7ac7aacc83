import { createMemoryRoomState } from './room-state.memory.ts';
import { describeRoomState } from './room-state-contract.ts';

describeRoomState('memory', async (clock) => ({
  roomState: createMemoryRoomState({ clock }),
  close: async () => {},
}));

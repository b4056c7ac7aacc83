import { create } from 'zustand';

export type RoomPanel = 'chat' | 'people';

type RoomUi = {
  /** `auto` until the person chooses: open where there is room for it, closed on a phone. */
  panel: RoomPanel | 'auto' | null;
  /** The tab that is in front when the panel opens again. */
  lastPanel: RoomPanel;
  /** The last message that was on screen; by room, since the store outlives one. */
  lastReadSeq: Readonly<Record<string, number>>;
  /** The browser refused to play sound without a gesture. */
  isSoundBlocked: boolean;
  /** In the call nothing takes the stage away, whatever becomes of the room. */
  isInCall: boolean;
  showPanel: (panel: RoomPanel) => void;
  closePanel: () => void;
  markRead: (roomId: string, seq: number) => void;
  setSoundBlocked: (isSoundBlocked: boolean) => void;
  setInCall: (isInCall: boolean) => void;
};

/** What only this screen knows: nothing here is shared or kept. */
export const useRoomUi = create<RoomUi>((set) => ({
  panel: 'auto',
  lastPanel: 'chat',
  lastReadSeq: {},
  isSoundBlocked: false,
  isInCall: false,
  showPanel: (panel) => set({ panel, lastPanel: panel }),
  closePanel: () => set({ panel: null }),
  markRead: (roomId, seq) =>
    set((state) => {
      if ((state.lastReadSeq[roomId] ?? -1) >= seq) return state;
      return { lastReadSeq: { ...state.lastReadSeq, [roomId]: seq } };
    }),
  setSoundBlocked: (isSoundBlocked) => set({ isSoundBlocked }),
  setInCall: (isInCall) => set({ isInCall }),
}));

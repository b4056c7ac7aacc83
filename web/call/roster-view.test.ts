import { describe, expect, test } from 'bun:test';
import type { Participant, Roster } from '@coup/signaling/protocol';
import { acceptRoster, EPOCH_GRACE_MS, emptyView, findParticipant, markLeft, planLinks } from './roster-view.ts';

const participant = (participantId: string, order = 1): Participant => ({
  participantId,
  incarnation: `${participantId}-page`,
  person: { userId: participantId, name: participantId, isGuest: false },
  connection: 'connected',
  media: { microphone: false, camera: false, screen: false },
  order,
  joinedAt: 0,
});
const roster = (epoch: string, revision: number, ...ids: string[]): Roster => ({
  roomId: 'room',
  epoch,
  revision,
  participants: ids.map((id, index) => participant(id, index)),
});
const ids = (participants: readonly Participant[]) => participants.map((each) => each.participantId);

describe('a roster', () => {
  test('replaces an older one, and is dropped where it is older', () => {
    const view = acceptRoster(emptyView, roster('e1', 5, 'me', 'ann'), 0);
    expect(acceptRoster(view, roster('e1', 4, 'me'), 0)).toBe(view);
    expect(ids(planLinks(acceptRoster(view, roster('e1', 6, 'me'), 0), 'me', [], 0).wanted)).toEqual([]);
  });

  test('of an epoch that was replaced is dropped, unless it answers our own join', () => {
    const view = acceptRoster(acceptRoster(emptyView, roster('e1', 5, 'me'), 0), roster('e2', 1, 'me', 'bo'), 0);
    expect(acceptRoster(view, roster('e1', 9, 'me'), 0)).toBe(view);
    expect(acceptRoster(view, roster('e1', 9, 'me'), 0, true).roster?.epoch).toBe('e1');
  });
});

describe('a new epoch', () => {
  const before = acceptRoster(emptyView, roster('e1', 5, 'me', 'ann', 'bo'), 0);
  const view = acceptRoster(before, roster('e2', 1, 'me'), 1_000);
  const alive = [{ participantId: 'ann', isAlive: true }];

  test('spares links that are alive, for twenty seconds', () => {
    const plan = planLinks(view, 'me', alive, 2_000);
    expect([...plan.spared]).toEqual(['ann']);
    expect(plan.recheckInMs).toBe(EPOCH_GRACE_MS - 1_000);
    expect(planLinks(view, 'me', alive, 1_000 + EPOCH_GRACE_MS).spared.size).toBe(0);
  });

  test('spares no dead link, and none that was said to have left', () => {
    expect(planLinks(view, 'me', [{ participantId: 'ann', isAlive: false }], 2_000).spared.size).toBe(0);
    expect(planLinks(markLeft(view, 'ann'), 'me', alive, 2_000).spared.size).toBe(0);
  });

  test('is not the first one that a tab sees: absence counts from the start', () => {
    const first = acceptRoster(emptyView, roster('e1', 1, 'me'), 0);
    expect(planLinks(first, 'me', alive, 1).spared.size).toBe(0);
  });
});

describe('an explicit left', () => {
  test('takes a participant out at once, until a snapshot names them again', () => {
    const view = acceptRoster(emptyView, roster('e1', 5, 'me', 'ann'), 0);
    const gone = markLeft(view, 'ann');
    expect(planLinks(gone, 'me', [], 0).wanted).toEqual([]);
    expect(findParticipant(gone, 'ann')).toBeNull();
    expect(acceptRoster(gone, roster('e1', 4, 'me', 'ann'), 0)).toBe(gone);
    expect(ids(planLinks(acceptRoster(gone, roster('e1', 6, 'me', 'ann'), 0), 'me', [], 0).wanted)).toEqual(['ann']);
  });

  test('outlives snapshots that do not name them', () => {
    const view = markLeft(acceptRoster(emptyView, roster('e1', 5, 'me', 'ann'), 0), 'ann');
    expect(acceptRoster(view, roster('e2', 1, 'me'), 0).left.has('ann')).toBe(true);
  });
});

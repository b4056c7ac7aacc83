import { expect, test } from 'bun:test';
import type { LinkState } from '../../call/call-state.ts';
import { tileLinkOf } from './link-words.ts';

function remote(link: LinkState, connection: 'connected' | 'reconnecting' = 'connected') {
  const participant = {
    participantId: 'p',
    incarnation: 'i',
    person: { userId: 'u', name: 'Mina', isGuest: false },
    connection,
    media: { microphone: false, camera: true, screen: false },
    order: 1,
    joinedAt: 0,
  };
  return { participant, link };
}

test('a connected link needs no word', () => {
  expect(tileLinkOf(remote({ status: 'connected', generation: 0 }))).toMatchObject({ word: null, isStale: false });
});

test('the server losing somebody is said, while the picture that still moves stays bright', () => {
  const shown = tileLinkOf(remote({ status: 'connected', generation: 0 }, 'reconnecting'));
  expect(shown).toMatchObject({ word: 'reconnecting', isStale: false });
});

test('a link that heals keeps its last picture, dimmed', () => {
  const shown = tileLinkOf(remote({ status: 'reconnecting', generation: 1, attempt: 2 }));
  expect(shown).toMatchObject({ status: 'reconnecting', word: 'reconnecting', isStale: true });
});

test('a failed link says why', () => {
  const shown = tileLinkOf(remote({ status: 'failed', generation: 3, failure: 'unreachable' }));
  expect(shown).toMatchObject({ word: 'failed', failure: 'unreachable' });
});

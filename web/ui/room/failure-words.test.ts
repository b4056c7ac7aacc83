import { expect, test } from 'bun:test';
import { errorCodes } from '@coup/signaling/protocol';
import en from '../../messages/en.json';
import ko from '../../messages/ko.json';
import { callFailureKey, chatFailureKey, roomFailureKey } from './failure-words.ts';

for (const [locale, words] of Object.entries({ en, ko })) {
  test(`every failure has words in ${locale}`, () => {
    for (const code of errorCodes) {
      expect(words.room.failed[roomFailureKey(code)].title.length).toBeGreaterThan(0);
      expect(words.call.failure[callFailureKey(code)].length).toBeGreaterThan(0);
      expect(words.chat.failure[chatFailureKey(code)].length).toBeGreaterThan(0);
    }
    expect(words.call.failure[callFailureKey('unreachable-server')]).not.toBe(words.call.failure.unknown);
    expect(words.chat.failure[chatFailureKey('timeout')]).not.toBe(words.chat.failure.unknown);
  });
}

test('an ended session and a missing one ask for the same thing', () => {
  expect(roomFailureKey('session-ended')).toBe('unauthenticated');
  expect(callFailureKey('session-ended')).toBe('unauthenticated');
});

import { expect, test } from 'bun:test';
import * as protocol from '@coup/signaling/protocol';
import * as limits from './limits.ts';

test('the form allows exactly what the contract allows', () => {
  expect(limits.MAX_ROOM_NAME_LENGTH).toBe(protocol.MAX_ROOM_NAME_LENGTH);
  expect(limits.MAX_ROOM_TOPIC_LENGTH).toBe(protocol.MAX_ROOM_TOPIC_LENGTH);
  expect(limits.MAX_ROOM_DESCRIPTION_LENGTH).toBe(protocol.MAX_ROOM_DESCRIPTION_LENGTH);
  expect(limits.MAX_SEATS).toBe(protocol.MAX_LIVE_PARTICIPANTS);
});

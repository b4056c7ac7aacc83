import { expect, test } from 'bun:test';
import { MAX_DISPLAY_NAME_LENGTH } from '@coup/signaling/protocol';
import { MAX_NAME_LENGTH } from './limits.ts';

test('forms allow exactly the names that the contract allows', () => {
  expect(MAX_NAME_LENGTH).toBe(MAX_DISPLAY_NAME_LENGTH);
});

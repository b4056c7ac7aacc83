import { expect, test } from 'bun:test';
import { uuid } from '@coup/signaling/protocol';
import * as z from 'zod/mini';
import { uuidFromBytes } from './browser-clock.ts';

test('bytes of any kind become a version 4 UUID that the protocol takes', () => {
  for (const byte of [0, 1, 127, 255]) {
    expect(z.safeParse(uuid, uuidFromBytes(new Uint8Array(16).fill(byte))).success).toBe(true);
  }
  expect(uuidFromBytes(new Uint8Array(16).fill(255))).toBe('ffffffff-ffff-4fff-bfff-ffffffffffff');
});

import { expect, test } from 'bun:test';
import { within } from './within.ts';

test('an answer in time is the answer, also when it is a failure', async () => {
  expect(await within(1_000, Promise.resolve('now'))).toBe('now');
  await expect(within(1_000, Promise.reject(new Error('broken')))).rejects.toThrow('broken');
});

test('an answer that takes longer is left to come', async () => {
  const never = new Promise<string>(() => undefined);
  expect(await within(1, never)).toBeUndefined();
});

import { expect, test } from 'bun:test';
import { loadOnce } from './load-once.ts';

test('loads once for all who ask', async () => {
  let loads = 0;
  const part = loadOnce(async () => ++loads);
  expect(part.peek()).toBeNull();
  expect(await Promise.all([part.get(), part.get()])).toEqual([1, 1]);
  expect(await part.get()).toBe(1);
});

test('a load that failed is tried again by the next who asks', async () => {
  let loads = 0;
  const part = loadOnce(() => {
    loads += 1;
    return loads === 1 ? Promise.reject(new Error('chunk')) : Promise.resolve('part');
  });
  await expect(part.get()).rejects.toThrow('chunk');
  expect(part.peek()).toBeNull();
  expect(await part.get()).toBe('part');
});

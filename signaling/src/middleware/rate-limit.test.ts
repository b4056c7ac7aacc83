import { expect, test } from 'bun:test';
import { createEventBudget, createUserLimit, DEFAULT_RATE_LIMITS, msUntilFresh, spendEvent } from './rate-limit.ts';

const limits = { ...DEFAULT_RATE_LIMITS, eventsPer2s: 2, floodPer2s: 4 };

test('B6 within a window: allowed, put off, flood; a new window is fresh', () => {
  const budget = createEventBudget();
  const verdicts = [1, 2, 3, 4, 5].map(() => spendEvent(budget, 10_000, limits));
  expect(verdicts).toEqual(['ok', 'ok', 'over', 'over', 'flood']);
  expect(msUntilFresh(budget, 10_500)).toBe(1_500);
  expect(spendEvent(budget, 12_000, limits)).toBe('ok');
});

test('B6 the sixth person joining a call stays within the budget', () => {
  const budget = createEventBudget();
  const verdicts = Array.from({ length: 5 * 40 }, () => spendEvent(budget, 10_000, DEFAULT_RATE_LIMITS));
  expect(new Set(verdicts)).toEqual(new Set(['ok']));
});

test('C4 each key waits for itself', async () => {
  const limit = createUserLimit(1);
  expect(await limit('ada')).toBe(0);
  expect(await limit('ada')).toBeGreaterThan(0);
  expect(await limit('bob')).toBe(0);
});

test('A7 a class of 40 behind one address, each trying three times, comes in', async () => {
  const limit = createUserLimit(DEFAULT_RATE_LIMITS.connectionsPer10s);
  const waits = await Promise.all(Array.from({ length: 120 }, () => limit('203.0.113.1')));
  expect(waits.every((wait) => wait === 0)).toBe(true);
});

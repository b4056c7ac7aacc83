import { expect, test } from 'bun:test';
import { describeError } from './log.ts';

test('logs name an error without its data', () => {
  const row = Object.assign(new Error('new row violates a check'), {
    code: '23514',
    detail: 'Failing row contains (secret words)',
  });
  const wrapped = new Error('Failed query: insert into chat_event\nparams: secret words', { cause: row });
  const text = JSON.stringify(describeError(wrapped));
  expect(text).not.toContain('secret words');
  expect(text).toContain('insert into chat_event');
  expect(text).toContain('23514');
});

test('whatever is thrown can be described', () => {
  expect(describeError('text')).toEqual({ type: 'string', message: 'text' });
  expect(describeError(undefined)).toEqual({ type: 'undefined', message: 'undefined' });
});

import { expect, test } from 'bun:test';
import { readablePath } from './readable-path.ts';

test.each(['/ko/rooms/%', '/ko/%E0%A4%A', '/ko/rooms/%ff/settings'])('%s leads to nothing', (path) => {
  expect(readablePath('ko', path)).toBe('/ko/unreadable');
});

test.each(['/en', '/en/rooms/%EC%95%84%EC%B9%A8', '/en/rooms/100%25'])('%s stays as it is', (path) => {
  expect(readablePath('en', path)).toBe(path);
});

import { expect, test } from 'bun:test';
import { readDeviceFailure } from './browser-devices.ts';

test('every way in which a device is refused has its word', () => {
  const words = {
    NotAllowedError: 'denied',
    SecurityError: 'denied',
    NotFoundError: 'missing',
    OverconstrainedError: 'missing',
    NotReadableError: 'busy',
    AbortError: 'busy',
    TypeError: 'unknown',
  };
  for (const [name, word] of Object.entries(words)) {
    expect(readDeviceFailure(new DOMException('no', name))).toBe(word as ReturnType<typeof readDeviceFailure>);
  }
  expect(readDeviceFailure('not even an error')).toBe('unknown');
});

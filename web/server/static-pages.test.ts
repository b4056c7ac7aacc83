import { expect, test } from 'bun:test';
import { staticScriptHashes } from './static-pages.ts';

test.each(['/en/../../../etc/passwd', '/en/rooms/a%2e%2e', '/EN', '/', '/en/never-built', '/en//help'])(
  '%s is no page of the build',
  async (path) => {
    expect(await staticScriptHashes(path)).toBeNull();
  },
);

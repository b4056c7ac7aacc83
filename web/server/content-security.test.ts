import { describe, expect, test } from 'bun:test';
import { contentSecurityPolicy, inlineScriptHashes, scriptHash, socketSources } from './content-security.ts';

describe('inlineScriptHashes', () => {
  test('hashes inline scripts only, each once', () => {
    const html =
      '<script>a()</script><script src="/x.js" async></script><script id="b">b("<p>")</script><script>a()</script>';
    expect(inlineScriptHashes(html)).toEqual([scriptHash('a()'), scriptHash('b("<p>")')]);
  });

  test('is the hash that a browser computes', () => {
    expect(scriptHash("alert('Hello, world.');")).toBe("'sha256-qznLcsROx4GACP2dm0UCKCzCG+HiZ1guq6ZZDob/Tng='");
  });
});

describe('socketSources', () => {
  test('an absolute address is allowed over http and ws of the same kind', () => {
    expect(socketSources('http://localhost:4000', null)).toEqual(['http://localhost:4000', 'ws://localhost:4000']);
    expect(socketSources('wss://rt.study.example/x', null)).toEqual([
      'https://rt.study.example',
      'wss://rt.study.example',
    ]);
  });

  test('the same origin names the host of the request, unless the header is not a host', () => {
    expect(socketSources('same-origin', '192.168.0.7:3443')).toEqual([
      'ws://192.168.0.7:3443',
      'wss://192.168.0.7:3443',
    ]);
    expect(socketSources('same-origin', "x; script-src 'unsafe-inline'")).toEqual([]);
  });
});

describe('contentSecurityPolicy', () => {
  const policy = contentSecurityPolicy({ scripts: ["'nonce-abc'"], sockets: ['ws://s'], isDevelopment: false });

  test('scripts run by nonce or hash, never merely because they are inline', () => {
    expect(policy).toContain("script-src 'self' 'nonce-abc';");
    expect(policy).toContain("connect-src 'self' ws://s;");
    expect(policy).toContain("frame-ancestors 'none'");
  });

  test('only development may evaluate', () => {
    expect(policy).not.toContain('unsafe-eval');
    expect(contentSecurityPolicy({ scripts: [], sockets: [], isDevelopment: true })).toContain("'unsafe-eval'");
  });
});

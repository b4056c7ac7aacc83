import { join } from 'node:path';
import type { NextConfig } from 'next';
import { inertPolicy } from './server/content-security.ts';

/** For every answer; the Content-Security-Policy of pages differs by page and comes from `proxy.ts`. */
const securityHeaders = [
  { key: 'X-Content-Type-Options', value: 'nosniff' },
  { key: 'Referrer-Policy', value: 'strict-origin-when-cross-origin' },
  { key: 'Permissions-Policy', value: 'camera=(self), microphone=(self), display-capture=(self), geolocation=()' },
  { key: 'Cross-Origin-Opener-Policy', value: 'same-origin' },
];

/** What `proxy.ts` never sees: the API, and files at the root. */
const inertHeaders = [{ key: 'Content-Security-Policy', value: inertPolicy }];

const config: NextConfig = {
  output: 'standalone',
  // Workspaces are symlinks out of this folder; without the root, tracing drops them silently.
  outputFileTracingRoot: join(import.meta.dirname, '..'),
  turbopack: { root: join(import.meta.dirname, '..') },
  transpilePackages: ['@coup/db', '@coup/signaling'],
  poweredByHeader: false,
  reactCompiler: false,
  // `bun run check` is the one place that type-checks.
  typescript: { ignoreBuildErrors: true },
  devIndicators: false,
  headers: async () => [
    { source: '/:path*', headers: securityHeaders },
    { source: '/api/:path*', headers: inertHeaders },
    { source: '/:file([^/]+\\.[a-z0-9]+)', headers: inertHeaders },
  ],
};

export default config;

import { join } from 'node:path';
import type { NextConfig } from 'next';

const config: NextConfig = {
  output: 'standalone',
  // Workspaces are symlinks out of this folder; without the root, tracing drops them silently.
  outputFileTracingRoot: join(import.meta.dirname, '..'),
  turbopack: { root: join(import.meta.dirname, '..') },
  transpilePackages: ['@coup/db', '@coup/signaling'],
  // Native or dynamic enough that bundling only costs.
  serverExternalPackages: ['postgres'],
  poweredByHeader: false,
  reactCompiler: false,
  // `bun run check` is the one place that type-checks.
  typescript: { ignoreBuildErrors: true },
  devIndicators: false,
};

export default config;

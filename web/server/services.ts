import { createDatabase, type DatabaseConnection } from '@coup/db';
import { type Auth, createAuth } from './auth.ts';
import { getEnv } from './env.ts';
import { createSignalingClient, type SignalingClient } from './signaling-client.ts';

export type Services = { database: DatabaseConnection; auth: Auth; signaling: SignalingClient };

declare global {
  var coupServices: Services | undefined;
}

/** What the pages of this process share, made on first use. Kept globally, since each bundle has modules of its own. */
export function getServices(): Services {
  globalThis.coupServices ??= createServices();
  return globalThis.coupServices;
}

function createServices(): Services {
  const env = getEnv();
  const database = createDatabase(env.databaseUrl, { applicationName: 'coup-web' });
  return {
    database,
    auth: createAuth({ ...env, db: database.db }),
    signaling: createSignalingClient({
      url: env.signalingUrl,
      secret: env.serviceSecret,
      onProblem: ({ what, reason }) => console.warn(`signaling ${what}: ${reason}`),
    }),
  };
}

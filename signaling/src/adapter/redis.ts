import { createAdapter } from '@socket.io/redis-adapter';
import { Redis } from 'ioredis';
import type { Logger } from 'pino';
import type { Metrics } from '../metrics.ts';

export type RedisLink = {
  adapter: ReturnType<typeof createAdapter>;
  isUp(): boolean;
  close(): void;
};

type RedisOptions = { url: string; metrics: Metrics; log: Logger };

const BOOT_TIMEOUT_MS = 10_000;

function waitUntilReady(client: Redis): Promise<void> {
  return new Promise((resolve, reject) => {
    const timer = setTimeout(() => reject(new Error('REDIS_URL: no Redis answers there.')), BOOT_TIMEOUT_MS);
    client.once('ready', () => {
      clearTimeout(timer);
      resolve();
    });
  });
}

/**
 * The classic adapter with a publisher that drops instead of queueing: while Redis is away, local delivery goes on at
 * once, and nothing late is replayed when it returns. Redis must answer once at the start.
 */
export async function connectRedis({ url, metrics, log }: RedisOptions): Promise<RedisLink> {
  const publisher = new Redis(url, {
    enableOfflineQueue: false,
    maxRetriesPerRequest: 0,
    autoResendUnfulfilledCommands: false,
  });
  const subscriber = new Redis(url, { maxRetriesPerRequest: null });
  for (const [name, client] of Object.entries({ publisher, subscriber })) {
    client.on('error', (error) => log.warn({ client: name, reason: error.message }, 'redis connection lost'));
    client.on('ready', () => log.info({ client: name }, 'redis ready'));
  }
  const close = () => {
    publisher.disconnect();
    subscriber.disconnect();
  };

  // The adapter awaits none of its commands: every rejection has to be caught here.
  const publish = publisher.publish.bind(publisher);
  const guardedPublish = (channel: string | Buffer, message: string | Buffer): Promise<number> =>
    publish(channel, message).catch(() => {
      metrics.countDroppedPublish();
      return 0;
    });
  Object.assign(publisher, { publish: guardedPublish });
  for (const command of ['psubscribe', 'subscribe', 'punsubscribe', 'unsubscribe'] as const) {
    const run: (...channels: string[]) => Promise<unknown> = subscriber[command].bind(subscriber);
    const guarded = (channels: string | string[]) =>
      run(...[channels].flat()).catch((error: Error) => log.debug({ command, reason: error.message }, 'redis refused'));
    Object.assign(subscriber, { [command]: guarded });
  }

  try {
    await Promise.all([waitUntilReady(publisher), waitUntilReady(subscriber)]);
  } catch (error) {
    close();
    throw error;
  }
  return { adapter: createAdapter(publisher, subscriber), isUp: () => publisher.status === 'ready', close };
}

import type { RedisLink } from './adapter/redis.ts';

export type Readiness = { isReady: boolean; database: 'up' | 'down'; redis: 'up' | 'down' | 'off' };

type ReadinessDeps = {
  isDatabaseUp(): Promise<boolean>;
  redis?: RedisLink | undefined;
  isDraining(): boolean;
};

/** H2: ready once the database has answered; later only a drain ends it, since calls go on without the database. */
export function createReadiness({ isDatabaseUp, redis, isDraining }: ReadinessDeps): () => Promise<Readiness> {
  let hasBeenUp = false;
  return async () => {
    const isUp = await isDatabaseUp();
    hasBeenUp ||= isUp;
    const redisState = redis?.isUp() ? 'up' : 'down';
    return {
      isReady: hasBeenUp && !isDraining(),
      database: isUp ? 'up' : 'down',
      redis: redis ? redisState : 'off',
    };
  };
}

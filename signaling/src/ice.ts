import { createHmac } from 'node:crypto';
import type { IceAnswer } from './protocol/index.ts';

export type IceConfig = {
  stunUrls: readonly string[];
  turnUrls: readonly string[];
  /** coturn's `static-auth-secret`; TURN is offered only with it. */
  turnSecret: string | null;
};

const TURN_LIFETIME_MS = 12 * 60 * 60 * 1_000;

/** The ICE servers for one person; TURN credentials are made for the occasion, as coturn's `use-auth-secret` checks them. */
export function createIceAnswer(config: IceConfig, userId: string, nowMs: number): IceAnswer {
  const stun = config.stunUrls.length > 0 ? [{ urls: [...config.stunUrls] }] : [];
  if (config.turnUrls.length === 0 || !config.turnSecret) return { iceServers: stun, expiresInMs: null };
  const username = `${Math.floor((nowMs + TURN_LIFETIME_MS) / 1_000)}:${userId}`;
  const credential = createHmac('sha1', config.turnSecret).update(username).digest('base64');
  return {
    iceServers: [...stun, { urls: [...config.turnUrls], username, credential }],
    expiresInMs: TURN_LIFETIME_MS,
  };
}

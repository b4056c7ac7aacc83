import { z } from 'zod';

const list = z
  .string()
  .transform((text) => text.split(',').flatMap((part) => part.trim() || []))
  .pipe(z.array(z.string()));
const originList = list.pipe(
  z
    .array(
      z.string().refine((text) => URL.canParse(text) && new URL(text).origin === text, {
        error: 'must be origins such as https://coup.example, separated by commas',
      }),
    )
    .min(1, 'must name at least one origin'),
);
const url = (...protocols: string[]) =>
  z.string().refine((text) => URL.canParse(text) && protocols.includes(new URL(text).protocol), {
    error: `must be an address starting with ${protocols.join('// or ')}//`,
  });
const secret = z.string().min(16, 'must have at least 16 characters');
const flag = z.enum(['0', '1', 'false', 'true']).transform((text) => text === '1' || text === 'true');
const logLevels = ['fatal', 'error', 'warn', 'info', 'debug', 'trace', 'silent'] as const;

const schema = z
  .object({
    PORT: z.coerce.number().int().min(0).max(65_535).default(4000),
    HOST: z.string().min(1).default('0.0.0.0'),
    DATABASE_URL: url('postgres:', 'postgresql:'),
    REDIS_URL: url('redis:', 'rediss:').optional(),
    ALLOWED_ORIGINS: originList,
    SERVICE_SECRET: secret,
    TICKET_SECRET: secret,
    STUN_URLS: list.default([]),
    TURN_URLS: list.default([]),
    TURN_SECRET: z.string().min(1).optional(),
    TRUST_PROXY: flag.default(false),
    LOG_LEVEL: z.enum(logLevels).default('info'),
  })
  .refine((env) => env.TURN_URLS.length === 0 || env.TURN_SECRET !== undefined, {
    path: ['TURN_SECRET'],
    error: 'is needed with TURN_URLS',
  });

export type Env = z.infer<typeof schema>;

/** The configuration, or one line per mistake, each naming its variable. Empty counts as not set. */
export function parseEnv(
  source: Record<string, string | undefined>,
): { ok: true; env: Env } | { ok: false; problems: string[] } {
  const given = Object.fromEntries(Object.entries(source).filter(([, value]) => value !== undefined && value !== ''));
  const parsed = schema.safeParse(given);
  if (parsed.success) return { ok: true, env: parsed.data };
  const problems = parsed.error.issues.map(({ path, message }) => {
    const name = String(path[0] ?? 'environment');
    return given[name] === undefined && name !== 'TURN_SECRET' ? `${name} is not set` : `${name} ${message}`;
  });
  return { ok: false, problems };
}

/** The only place here that reads the process's environment. */
export function readEnv() {
  return parseEnv(process.env);
}

import { z } from 'zod';

const origin = z.url({ protocol: /^https?$/ }).transform((address) => new URL(address).origin);

const originList = z.string().transform((list, context) => {
  const parts = list
    .split(',')
    .map((part) => part.trim())
    .filter((part) => part !== '');
  return parts.flatMap((part) => {
    const parsed = origin.safeParse(part);
    if (parsed.success) return [parsed.data];
    context.addIssue({ code: 'custom', message: `"${part}" is not an http(s) address` });
    return [];
  });
});

const flag = z.enum(['', '0', '1', 'true', 'false']).transform((word) => word === '1' || word === 'true');

/** The name is put together so that the build cannot replace it with its own value: it is read when the server runs. */
const SOCKET_URL_KEY = ['NEXT', 'PUBLIC', 'SOCKET', 'URL'].join('_');

const schema = z
  .object({
    DATABASE_URL: z.string().regex(/^postgres(ql)?:\/\//, 'must be a postgres:// address'),
    BETTER_AUTH_SECRET: z.string().min(32, 'must have at least 32 characters'),
    NEXTJS_URL: originList
      .refine((list) => list.length > 0, 'needs at least one address')
      .default(['http://localhost:3000']),
    ALLOWED_ORIGINS: originList.default([]),
    SOCKET_SERVER_URL: z.url({ protocol: /^https?$/ }).default('http://localhost:4000'),
    SERVICE_SECRET: z.string().min(16, 'must have at least 16 characters'),
    TRUST_PROXY: flag.default(false),
    socketUrl: z
      .union([z.literal('same-origin'), z.url({ protocol: /^(https?|wss?)$/ })])
      .default('http://localhost:4000'),
  })
  .transform((values) => ({
    databaseUrl: values.DATABASE_URL,
    authSecret: values.BETTER_AUTH_SECRET,
    /** Never empty: the schema asks for one, and has a default. */
    baseUrl: values.NEXTJS_URL[0] ?? 'http://localhost:3000',
    /** Every address the site is reached by. */
    origins: [...new Set([...values.NEXTJS_URL, ...values.ALLOWED_ORIGINS].flatMap(withLoopbackNames))],
    signalingUrl: values.SOCKET_SERVER_URL.replace(/\/+$/, ''),
    serviceSecret: values.SERVICE_SECRET,
    isProxyTrusted: values.TRUST_PROXY,
    /** What the browser connects to: absolute, or `same-origin`. */
    socketUrl: values.socketUrl,
  }));

export type Env = z.output<typeof schema>;

/** localhost and 127.0.0.1 are the same place; people type either. */
function withLoopbackNames(address: string): string[] {
  const url = new URL(address);
  const names = ['localhost', '127.0.0.1', '[::1]'];
  if (!names.includes(url.hostname)) return [address];
  return names.map((name) => `${url.protocol}//${name}${url.port === '' ? '' : `:${url.port}`}`);
}

/** Reads configuration, or throws one line for each value that is wrong, naming the variable. */
export function parseEnv(source: Record<string, string | undefined>): Env {
  const present = Object.entries(source).filter(([, value]) => value !== undefined && value !== '');
  const parsed = schema.safeParse({ ...Object.fromEntries(present), socketUrl: source[SOCKET_URL_KEY] || undefined });
  if (parsed.success) return parsed.data;
  const lines = parsed.error.issues.map((issue) => {
    const name = issue.path[0] === 'socketUrl' ? SOCKET_URL_KEY : String(issue.path[0]);
    return `  ${name}: ${issue.code === 'invalid_type' ? 'is not set' : issue.message}`;
  });
  throw new Error(`The web cannot start with this configuration:\n${lines.join('\n')}`);
}

let cached: Env | undefined;

/** The configuration of this process, read on first use: a build needs none. */
export function getEnv(): Env {
  cached ??= parseEnv(process.env);
  return cached;
}

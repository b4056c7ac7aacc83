import { randomBytes } from 'node:crypto';
import { join } from 'node:path';
import { z } from 'zod';
import { readJson, writeJson } from './json-file.ts';

const secretNames = ['BETTER_AUTH_SECRET', 'SERVICE_SECRET', 'TICKET_SECRET'] as const;
type Secrets = Record<(typeof secretNames)[number], string>;

const storedSchema = z.partialRecord(z.enum(secretNames), z.string().min(16));

/** The services' secrets: from the environment where set, otherwise drawn once and kept in `secrets.json` (mode 600). */
export function loadSecrets(home: string, env: NodeJS.ProcessEnv): Secrets {
  const path = join(home, 'secrets.json');
  const stored = readJson(path, (value) => storedSchema.parse(value)) ?? {};
  const complete = Object.fromEntries(
    secretNames.map((name) => [name, stored[name] ?? randomBytes(32).toString('base64url')]),
  ) as Secrets;
  if (secretNames.some((name) => stored[name] === undefined)) writeJson(path, complete);
  const own = Object.fromEntries(secretNames.flatMap((name) => (env[name] ? [[name, env[name]]] : [])));
  return { ...complete, ...own };
}

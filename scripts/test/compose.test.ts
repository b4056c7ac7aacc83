import { describe, expect, test } from 'bun:test';
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

// No Docker engine runs here, so the files are held against the code instead: what they name exists.
const root = join(import.meta.dir, '../..');
const read = (path: string) => readFileSync(join(root, path), 'utf8');

type Service = {
  image?: string;
  build?: { context: string; dockerfile: string };
  command?: string[];
  environment?: Record<string, string>;
  depends_on?: Record<string, { condition: string }>;
  healthcheck?: { test: string[] };
  volumes?: string[];
};
type Compose = { services: Record<string, Service>; volumes: Record<string, unknown> };

const compose = Bun.YAML.parse(read('docker-compose.yml')) as Compose;
const services = Object.entries(compose.services);
const built = services.flatMap(([name, { build }]) => (build ? [{ name, dockerfile: build.dockerfile }] : []));
const dockerfiles = [...new Set(built.map(({ dockerfile }) => dockerfile))];

/** Files and folders that a Dockerfile takes from the build context, not from another stage. */
function copiedPaths(dockerfile: string): string[] {
  return [...dockerfile.matchAll(/^COPY (?!--from)(.+)$/gm)].flatMap(([, words = '']) =>
    words.split(/\s+/).slice(0, -1),
  );
}

describe('docker-compose.yml', () => {
  test.each(dockerfiles)('%s exists and copies only what exists', (path) => {
    expect(existsSync(join(root, path))).toBe(true);
    const paths = copiedPaths(read(path));
    expect(paths.length).toBeGreaterThan(3);
    expect(paths.filter((copied) => !existsSync(join(root, copied)))).toEqual([]);
  });

  test.each(dockerfiles)('%s runs the pinned Bun as somebody other than root', (path) => {
    const text = read(path);
    const pinned = (JSON.parse(read('package.json')) as { workspaces: { catalog: Record<string, string> } }).workspaces
      .catalog['bun-types'];
    expect([...text.matchAll(/oven\/bun:([\d.]+)/g)].map(([, version]) => version)).toContain(pinned ?? '');
    expect(text).toMatch(/^USER (?!root)\w+$/m);
  });

  test('every entry point that a service runs exists', () => {
    const scripts = [
      ...services.flatMap(([, { command }]) => command ?? []),
      ...dockerfiles.flatMap((path) => read(path).match(/^CMD .+$/gm) ?? []),
    ].flatMap((text) => text.match(/[\w./-]+\.ts/g) ?? []);
    expect(scripts).toContain('signaling/src/main.ts');
    expect(scripts.filter((path) => !existsSync(join(root, path)))).toEqual([]);
  });

  test.each([
    ['signaling', 'signaling/src/env.ts'],
    ['web', 'web/server/env.ts'],
  ])('%s is given only variables that it reads', (name, source) => {
    const given = Object.keys(compose.services[name]?.environment ?? {});
    // Read by the runtime of the standalone server, or through a key that is put together.
    const byOthers = new Set(name === 'web' ? ['PORT', 'HOSTNAME', 'NEXT_PUBLIC_SOCKET_URL'] : []);
    const text = read(source);
    expect(given.length).toBeGreaterThan(5);
    expect(given.filter((variable) => !byOthers.has(variable) && !text.includes(variable))).toEqual([]);
  });

  test('every variable that compose takes from outside is explained in .env.example, and no secret has a default', () => {
    const text = read('docker-compose.yml');
    const taken = [...text.matchAll(/\$\{(\w+)(:[-?][^}]*)?\}/g)];
    const explained = read('.env.example');
    expect(taken.filter(([, name]) => !new RegExp(`^${name}=`, 'm').test(explained)).map(([, name]) => name)).toEqual(
      [],
    );
    for (const [, name, fallback] of taken) {
      if (/SECRET|PASSWORD/.test(name ?? '')) expect(fallback ?? '').not.toMatch(/^:-.+/);
    }
    for (const [, name, value] of explained.matchAll(/^(\w*(?:SECRET|PASSWORD))=(.*)$/gm))
      expect([name, value]).toEqual([name, '']);
  });

  test('what a service waits for exists, and can become healthy', () => {
    for (const [, { depends_on }] of services) {
      for (const [name, { condition }] of Object.entries(depends_on ?? {})) {
        const target = compose.services[name];
        expect(target).toBeDefined();
        if (condition === 'service_healthy') expect(target?.healthcheck?.test.length).toBeGreaterThan(1);
      }
    }
  });

  test('the health checks ask for paths that the services answer', () => {
    expect(read('signaling/src/http.ts')).toContain("'/ready'");
    expect(compose.services.signaling?.healthcheck?.test.join(' ')).toContain('/ready');
    expect(existsSync(join(root, 'web/app/api/health/route.ts'))).toBe(true);
    expect(compose.services.web?.healthcheck?.test.join(' ')).toContain('/api/health');
  });
});

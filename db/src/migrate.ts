import { fileURLToPath } from 'node:url';
import { drizzle } from 'drizzle-orm/postgres-js';
import { migrate } from 'drizzle-orm/postgres-js/migrator';
import postgres, { type Sql } from 'postgres';

/** Where the SQL is: beside this package, wherever that was put. */
export const migrationsFolder = fileURLToPath(new URL('../migrations', import.meta.url));

/** Any number, as long as nobody else in the same database uses it. */
const MIGRATION_LOCK = 7_261_904_355_018n;

export type MigrationResult = { applied: number; total: number };

/** Brings the database to the newest schema. Safe when several processes start at once: one works, the others wait. */
export async function migrateDatabase(url: string): Promise<MigrationResult> {
  // Drizzle's migrate takes no lock. An advisory lock belongs to a connection, so there must be exactly one.
  const client = postgres(url, {
    max: 1,
    max_lifetime: null,
    connect_timeout: 10,
    onnotice: () => undefined,
    connection: { application_name: 'coup-migrate' },
  });
  try {
    await client`select pg_advisory_lock(${MIGRATION_LOCK.toString()}::bigint)`;
    const before = await countApplied(client);
    await migrate(drizzle({ client }), { migrationsFolder });
    const total = await countApplied(client);
    return { applied: total - before, total };
  } finally {
    // Closing the connection gives the lock back.
    await client.end({ timeout: 5 });
  }
}

async function countApplied(client: Sql): Promise<number> {
  const [table] = await client<{ exists: boolean }[]>`
    select to_regclass('drizzle.__drizzle_migrations') is not null as exists`;
  if (!table?.exists) return 0;
  const [row] = await client<{ count: number }[]>`select count(*)::int as count from drizzle.__drizzle_migrations`;
  return row?.count ?? 0;
}

/** Runs the migrations as a command; answers the exit code. */
async function runAsCommand(url: string | undefined): Promise<number> {
  if (!url) {
    console.error('Migration failed: set DATABASE_URL to the address of the database.');
    return 1;
  }
  try {
    const { applied, total } = await migrateDatabase(url);
    console.log(
      applied === 0
        ? `Database is up to date (${total} migrations).`
        : `Database migrated: ${applied} of ${total} migrations were new.`,
    );
    return 0;
  } catch (error) {
    console.error(`Migration failed: ${reasonOf(error)}`);
    return 1;
  }
}

/** The innermost message on one line: Drizzle's own only repeats the SQL. */
function reasonOf(error: unknown): string {
  if (!(error instanceof Error)) return String(error);
  if (error.cause instanceof Error) return reasonOf(error.cause);
  const code = 'code' in error && typeof error.code === 'string' ? error.code : undefined;
  const message = error.message.replaceAll(/\s+/g, ' ').trim();
  return message || code || error.name;
}

if (import.meta.main) {
  // biome-ignore lint/style/noProcessEnv: this is the command's entry point.
  process.exitCode = await runAsCommand(process.env.DATABASE_URL);
}

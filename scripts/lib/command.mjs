// What every command of package.json starts with. It runs before Bun and the packages exist, so it uses Node and
// nothing else, and must be readable to an old Node that is about to be refused.

/** Brings Bun and the packages, then runs a script of this repository with them and takes over its exit code. */
export async function runCommand(script, args) {
  const major = Number(process.versions.node.split('.')[0]);
  if (major < 20) {
    console.error(
      `CoUp needs Node 20 or newer; this is ${process.versions.node}. Install a current one from https://nodejs.org.`,
    );
    process.exit(1);
  }
  const { bootstrap } = await import('./bootstrap.mjs');
  const { runWithBun } = await import('./launch.mjs');
  process.env.COUP_STARTED_AT ??= String(Date.now());
  const bun = await bootstrap();
  process.exitCode = await runWithBun(bun, script, args);
}

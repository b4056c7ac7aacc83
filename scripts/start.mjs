// `npm start`: the only code that runs before Bun and the packages exist, so it uses Node and nothing else.
const major = Number(process.versions.node.split('.')[0]);
if (major < 20) {
  console.error(
    `CoUp needs Node 20 or newer; this is ${process.versions.node}. Install a current one from https://nodejs.org.`,
  );
  process.exit(1);
}

const { bootstrap } = await import('./lib/bootstrap.mjs');
const { runWithBun } = await import('./lib/launch.mjs');

process.env.COUP_STARTED_AT ??= String(Date.now());
const bun = await bootstrap();
process.exitCode = await runWithBun(bun, 'scripts/supervise.ts', process.argv.slice(2));

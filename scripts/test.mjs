// `npm test`: brings what the tests need to run at all, then hands over to test.ts.
const major = Number(process.versions.node.split('.')[0]);
if (major < 20) {
  console.error(
    `CoUp needs Node 20 or newer; this is ${process.versions.node}. Install a current one from https://nodejs.org.`,
  );
  process.exit(1);
}

const { bootstrap } = await import('./lib/bootstrap.mjs');
const { runWithBun } = await import('./lib/launch.mjs');

const bun = await bootstrap();
process.exitCode = await runWithBun(bun, 'scripts/test.ts', process.argv.slice(2));

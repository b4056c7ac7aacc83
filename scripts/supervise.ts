// `npm start`, second half: everything that runs under the pinned Bun.
import { join } from 'node:path';
import { explainError, Failure } from './lib/failure.ts';
import { createGuard } from './lib/guard.ts';
import { claimInstance } from './lib/instance.ts';
import { homeDir } from './lib/paths.ts';
import { createProduct } from './lib/product.ts';
import { createProgress } from './lib/progress.mjs';
import { readSettings, type Settings } from './lib/settings.ts';
import { createStopRequest } from './lib/stop-request.ts';

const progress = createProgress();

try {
  process.exitCode = await main(readSettings(process.argv.slice(2), process.env));
} catch (error) {
  const explained = explainError(error);
  if (!(explained instanceof Failure)) throw error;
  console.error(`\n${explained.message}`);
  process.exitCode = 1;
}

/** Starts everything, waits to be stopped, stops everything; answers the exit code. */
async function main(settings: Settings): Promise<number> {
  const stop = createStopRequest();
  const claimed = await claimInstance(homeDir, settings.mode, settings.siteUrl);
  if ('pid' in claimed) return answerRival(claimed, settings);
  if (claimed.leftovers.length > 0) {
    progress.line(`Stopped what an earlier start left behind: ${claimed.leftovers.join(', ')}`);
  }
  const guard = createGuard();
  const product = createProduct({ settings, progress, custody: claimed.custody(guard), signal: stop.signal });
  try {
    await product.start();
    if (!stop.signal.aborted) await stop.requested;
    return 0;
  } catch (error) {
    if (stop.signal.aborted) return 0;
    throw error;
  } finally {
    stop.now('an error');
    await product.stop(stop.reason());
    await guard.close();
    claimed.release();
  }
}

/** The same wish a second time is granted already; another one cannot be. */
function answerRival(rival: { pid: number; mode: string; address: string }, settings: Settings): number {
  const running = `CoUp is already running here: ${rival.address} (process ${rival.pid}).`;
  if (rival.mode === settings.mode && rival.address === settings.siteUrl) {
    progress.line(running);
    return 0;
  }
  const advice = `Stop it first (Ctrl-C in its terminal), or give this one a home of its own: COUP_HOME=${join('.coup', 'second')}`;
  throw new Failure(`${running}\n${advice}`);
}

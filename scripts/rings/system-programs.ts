import { accessSync, constants, existsSync } from 'node:fs';
import { Failure } from '../lib/failure.ts';
import { runQuietly, runVisibly, type Workbench } from './workbench.ts';

export interface SystemProgram {
  /** Where it is looked for: a name on the PATH or an absolute path. */
  places: string[];
  /** The Debian and Ubuntu package that brings it. */
  apt: string;
  /** What to do elsewhere. */
  advice: string;
}

/** Installs what is missing where that can be done without asking, otherwise fails with what to install. */
export async function ensurePrograms(programs: SystemProgram[], workbench: Workbench): Promise<void> {
  const missing = programs.filter(({ places }) => !places.some(isThere));
  if (missing.length === 0) return;
  const packages = missing.map(({ apt }) => apt);
  const prefix = existsSync('/usr/bin/apt-get') ? await rootPrefix(workbench) : undefined;
  if (!prefix) {
    throw new Failure(`The tests need ${packages.join(', ')}. ${missing.map(({ advice }) => advice).join(' ')}`);
  }
  workbench.say(`Installing ${packages.join(', ')} (once)`);
  const code = await runVisibly([...prefix, 'sh', '-c', installScript, 'sh', ...packages], workbench);
  const still = programs.filter(({ places }) => !places.some(isThere));
  if (code !== 0 || still.length > 0) throw new Failure(`apt-get could not install ${packages.join(', ')}.`);
}

function isThere(place: string): boolean {
  if (!place.startsWith('/')) return Bun.which(place) !== null;
  try {
    accessSync(place, constants.X_OK);
    return true;
  } catch {
    return false;
  }
}

async function rootPrefix(workbench: Workbench): Promise<string[] | undefined> {
  if (process.getuid?.() === 0) return [];
  if (!Bun.which('sudo')) return undefined;
  const { code } = await runQuietly(['sudo', '-n', 'true'], workbench);
  return code === 0 ? ['sudo', '-n'] : undefined;
}

/** Debian starts what it installs; a policy of "no" for the moment keeps a second Redis off the machine. */
const installScript = `
set -e
policy=/usr/sbin/policy-rc.d
if [ ! -e "$policy" ]; then
  trap 'rm -f "$policy"' EXIT
  trap 'exit 1' INT TERM HUP
  printf '#!/bin/sh\\nexit 101\\n' > "$policy"
  chmod 755 "$policy"
fi
export DEBIAN_FRONTEND=noninteractive
apt-get install -y -q --no-install-recommends "$@" || { apt-get update -q && apt-get install -y -q --no-install-recommends "$@"; }
`;

import { execFileSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join } from 'node:path';

/** Where the packages that are measured beside the product are installed: a folder with a lockfile of its own. */
export const PEERS = import.meta.dirname;

const PNPM = join(PEERS, '../../../node_modules/.bin/pnpm');
const fromPeers = createRequire(join(PEERS, 'package.json'));

/** Whether they are installed. */
export function arePeersInstalled(): boolean {
  return existsSync(join(PEERS, 'node_modules/.modules.yaml'));
}

/** Installs them where they are not, as their lockfile says. */
export function installPeers(): void {
  if (arePeersInstalled()) return;
  process.stderr.write('Installing the packages that are measured beside the product …\n');
  execFileSync(PNPM, ['install', '--frozen-lockfile'], {
    cwd: PEERS,
    stdio: ['ignore', 'ignore', 'inherit'],
  });
}

/** One of these packages; its caller says what of it is used. */
export function peer<Used>(name: string): Used {
  return fromPeers(name) as Used;
}

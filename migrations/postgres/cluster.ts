import { execFile } from 'node:child_process';
import { chownSync, existsSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { promisify } from 'node:util';
import type { Home } from '../home.ts';
import { Refusal } from '../refusal.ts';
import type { Binaries } from './binaries.ts';

/** The name of the embedded database and of its superuser. */
export const DATABASE = 'seisi';

/** The folder of the database's files. */
export function dataFolder(home: Home): string {
  return join(home.postgres, 'data');
}

/** Makes the database's files unless they are there. They are made under another name and renamed: what a killed start left half-made is made anew. */
export async function prepareCluster(home: Home, binaries: Binaries, password: string): Promise<void> {
  const data = dataFolder(home);
  if (existsSync(data)) return refuseOtherMajor(data, binaries.major);
  const draft = `${data}.tmp`;
  rmSync(draft, { recursive: true, force: true, maxRetries: 5, retryDelay: 100 });
  await initialize(home, binaries, draft, password);
  renameSync(draft, data);
}

function refuseOtherMajor(data: string, major: string): void {
  const version = existsSync(join(data, 'PG_VERSION'))
    ? readFileSync(join(data, 'PG_VERSION'), 'utf8').trim()
    : null;
  if (version === major) return;
  const found = version === null ? 'is not a database of PostgreSQL' : `was made by PostgreSQL ${version}`;
  throw new Refusal(
    `${data} ${found}, and this version of Seisi brings PostgreSQL ${major}: move that folder away to begin anew, or carry its data over with pg_dump.`,
  );
}

/** The password goes through a file, because a command line is read by everyone on the machine. */
async function initialize(home: Home, binaries: Binaries, folder: string, password: string): Promise<void> {
  const passwordFile = join(home.postgres, 'password.tmp');
  writeFileSync(passwordFile, `${password}\n`, { mode: 0o600 });
  if (home.serverUser !== null) chownSync(passwordFile, home.serverUser.uid, home.serverUser.gid);
  try {
    await promisify(execFile)(binaries.initdb, initdbArguments(folder, passwordFile), {
      cwd: home.postgres,
      env: { LC_ALL: 'C', PATH: '/usr/bin:/bin' },
      ...(home.serverUser ?? {}),
    });
  } catch (error) {
    throw new Refusal(
      `The database could not be made: ${lastLine((error as { stderr?: string }).stderr, error)}`,
    );
  } finally {
    rmSync(passwordFile, { force: true });
  }
}

/** Text is sorted and folded the same way on every machine. */
function initdbArguments(folder: string, passwordFile: string): string[] {
  return [
    ...['--pgdata', folder, '--username', DATABASE, '--pwfile', passwordFile, '--auth', 'scram-sha-256'],
    ...['--encoding', 'UTF8', '--locale', 'C', '--locale-provider', 'builtin', '--builtin-locale', 'C.UTF-8'],
    '--no-instructions',
  ];
}

function lastLine(stderr: string | undefined, error: unknown): string {
  const lines = (stderr ?? '').split('\n').filter((line) => /error|fatal|could not|cannot/i.test(line));
  return lines.at(-1) ?? String((error as Error).message);
}

import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { cpus, totalmem } from 'node:os';
import { join } from 'node:path';
import { withConnection } from '@seisi/migrations/connection';

/** On what was measured: the machine, the versions, the commit and the day. */
export type Machine = {
  readonly processor: string;
  readonly cores: number;
  readonly memoryGigabytes: number;
  readonly versions: Readonly<Record<string, string>>;
  readonly commit: string;
  readonly date: string;
};

const GATEWAY = join(import.meta.dirname, '../../gateway/');
const APOLLO = ['@apollo/server', '@apollo/gateway', '@apollo/query-planner', 'graphql'];

/** Reads what this was measured on. */
export async function readMachine(adminUrl: string): Promise<Machine> {
  const processors = cpus();
  const postgres = await withConnection(adminUrl, async (sql) => {
    const [row] = await sql<{ server_version: string }[]>`show server_version`;
    return row?.server_version ?? '';
  });
  return {
    processor: processors[0]?.model ?? '',
    cores: processors.length,
    memoryGigabytes: Math.round(totalmem() / 2 ** 30),
    versions: {
      node: process.versions.node,
      postgres,
      ...Object.fromEntries(APOLLO.map((name) => [name, versionOf(name, GATEWAY)])),
    },
    commit: commitOf(),
    date: new Date().toISOString().slice(0, 10),
  };
}

/** The same as lines. */
export function describeMachine(machine: Machine): string {
  const { processor, cores, memoryGigabytes, versions, commit, date } = machine;
  const named = Object.entries(versions).map(([name, version]) => `${name} ${version}`);
  return [
    `${processor}, ${cores} cores, ${memoryGigabytes} GB`,
    named.join(', '),
    `commit ${commit}, ${date}`,
    '',
  ].join('\n');
}

/** The version of a package as it is installed for the package in a folder. */
export function versionOf(name: string, folder: string): string {
  const paths = createRequire(folder).resolve.paths(name) ?? [];
  for (const path of paths) {
    try {
      return (JSON.parse(readFileSync(join(path, name, 'package.json'), 'utf8')) as { version: string })
        .version;
    } catch {}
  }
  return 'not installed';
}

function commitOf(): string {
  try {
    const git = (...given: string[]) =>
      execFileSync('git', given, {
        cwd: GATEWAY,
        encoding: 'utf8',
        stdio: ['ignore', 'pipe', 'ignore'],
      }).trim();
    return `${git('rev-parse', '--short', 'HEAD')}${git('status', '--porcelain') === '' ? '' : ' with changes'}`;
  } catch {
    return 'unknown';
  }
}

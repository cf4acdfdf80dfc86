import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { cpus, totalmem } from 'node:os';
import { join } from 'node:path';
import { withConnection } from '@seisi/migrations/connection';
import { peersFolder } from './peers/peers.ts';

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
const OURS = ['@apollo/server', '@apollo/gateway', '@apollo/query-planner', 'graphql'];
const OTHERS = ['@graphql-hive/gateway', '@graphql-hive/router-runtime', 'graphql-yoga'];

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
      ...versionsOf(OURS, GATEWAY),
      ...versionsOf(OTHERS, join(peersFolder(), 'package.json')),
      'postgres (driver)': versionOf('postgres', import.meta.filename),
      ...versionsOf(['undici'], import.meta.filename),
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

function versionsOf(names: readonly string[], from: string): Record<string, string> {
  return Object.fromEntries(names.map((name) => [name, versionOf(name, from)]));
}

/** The version of a package as it is installed for a file or folder. */
function versionOf(name: string, from: string): string {
  const paths = createRequire(from).resolve.paths(name) ?? [];
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

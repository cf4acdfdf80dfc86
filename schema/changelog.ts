import { execFileSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { CriticalityLevel, type Change as Difference, diff } from '@graphql-inspector/core';
import { buildSchema } from 'graphql';
import type { Generated } from './generated.ts';

/** What became of one element of the graph. */
type Entry = {
  readonly kind: 'ADDED' | 'REMOVED' | 'DEPRECATED' | 'CHANGED';
  readonly coordinate: string;
  readonly message: string;
  readonly isBreaking: boolean;
};

/** What changed in one step, and the day of it. The first step is the first graph, whole. */
type Step = { readonly date: string; readonly changes: readonly Entry[] };

/** The changelog of the graph, the newest step first; `graph` is the SHA-256 of the API schema that it ends with. */
export type Changelog = { readonly graph: string; readonly steps: readonly Step[] };

/** The API schema of one day. */
export type Dated = { readonly date: string; readonly api: string };

const PATH = join(import.meta.dirname, 'changelog.generated.json');
const API = 'schema/api.generated.graphql';

/** The hash by which a changelog knows a graph. */
export function graphHash(api: string): string {
  return createHash('sha256').update(api).digest('hex');
}

/**
 * A changelog with the steps to the last of these graphs; they begin with the one that it ends with, or, where there is none yet, with the first.
 * @throws Error where they do not
 */
export async function continued(known: Changelog | null, graphs: readonly Dated[]): Promise<Changelog> {
  const start = known === null ? 0 : graphs.findLastIndex(({ api }) => graphHash(api) === known.graph);
  const [first, ...later] = graphs.slice(start);
  if (start < 0 || first === undefined)
    throw new Error('The graph that the changelog ends with is not in the history: fetch the whole of it.');
  const steps: Step[] = known === null ? [{ date: first.date, changes: [] }] : [...known.steps];
  let before = first;
  for (const next of later) {
    const changes = await changesBetween(before.api, next.api);
    if (changes.length > 0) steps.unshift({ date: next.date, changes });
    before = next;
  }
  return { graph: graphHash(before.api), steps };
}

async function changesBetween(was: string, now: string): Promise<Entry[]> {
  const found = await diff(buildSchema(was), buildSchema(now));
  return found.filter(isTold).map(entryOf);
}

/** Sentences of documentation are read in the schema itself. What is told of a directive is told once: that it stands there or no more. */
function isTold({ type, path = '' }: Difference): boolean {
  if (type.includes('DESCRIPTION')) return false;
  return !path.includes('.@') || (type.startsWith('DIRECTIVE_USAGE') && /\.@[^.]+$/.test(path));
}

function entryOf({ type, path = 'schema', message, criticality }: Difference): Entry {
  const [element = path, directive] = path.split('.@');
  return {
    kind: directive === undefined ? kindOf(type) : kindOfDirective(type, directive),
    coordinate: coordinateOf(element),
    message,
    isBreaking: criticality.level === CriticalityLevel.Breaking,
  };
}

function kindOf(type: string): Entry['kind'] {
  if (type.endsWith('_ADDED')) return 'ADDED';
  return type.endsWith('_REMOVED') ? 'REMOVED' : 'CHANGED';
}

function kindOfDirective(type: string, directive: string): Entry['kind'] {
  return directive === 'deprecated' && type.endsWith('_ADDED') ? 'DEPRECATED' : 'CHANGED';
}

/** An argument is written as clients and decisions write it. */
function coordinateOf(path: string): string {
  const [type, field, argument] = path.split('.');
  return argument === undefined || path.startsWith('@') ? path : `${type}.${field}(${argument}:)`;
}

/** Whether the changelog as committed ends with this graph. */
export function isCurrent(api: string): boolean {
  return committed()?.graph === graphHash(api);
}

/** The changelog with the steps from where it ends to this graph, by the history of the repository; the last one is of today. */
export async function changelogFile(api: string, today: string): Promise<Generated> {
  const graphs = [...history(), { date: today, api }];
  return { path: PATH, text: `${JSON.stringify(await continued(committed(), graphs), null, 1)}\n` };
}

function committed(): Changelog | null {
  return existsSync(PATH) ? (JSON.parse(readFileSync(PATH, 'utf8')) as Changelog) : null;
}

/** The API schema at every commit that changed it, the oldest first. */
function history(): Dated[] {
  const lines = git('log', '--reverse', '--format=%H %as', '--', API).trim().split('\n');
  return lines
    .filter((line) => line !== '')
    .map((line) => line.split(' '))
    .map(([commit = '', date = '']) => ({ date, api: git('show', `${commit}:${API}`) }));
}

function git(...args: string[]): string {
  return execFileSync('git', args, {
    cwd: join(import.meta.dirname, '..'),
    encoding: 'utf8',
    maxBuffer: 50_000_000,
  });
}

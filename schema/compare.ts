/** Holds the graph to what it was: a breaking change or wider access needs a line in `.changes/` that names it. `node schema/compare.ts [BASE]`, BASE is HEAD unless given. */
import { execFileSync } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { CriticalityLevel, diff } from '@graphql-inspector/core';
import { buildSchema } from 'graphql';
import { classSet, closure, type DataClass, isDataClass, opens } from './classes.ts';

/** A graph as its two generated pages show it. */
export type Pages = { readonly api: string; readonly access: string };

/** A change that someone must have decided on. */
export type Change = { readonly coordinate: string; readonly message: string };

/** What breaks clients: removed or narrowed elements, by coordinate. */
export async function breakingChanges(base: Pages, now: Pages): Promise<Change[]> {
  const changes = await diff(buildSchema(base.api), buildSchema(now.api));
  return changes
    .filter(({ criticality }) => criticality.level === CriticalityLevel.Breaking)
    .map(({ path = 'schema', message }) => ({ coordinate: path, message: `BREAKING: ${message}` }));
}

/** What more viewers may see than before: a coordinate whose access is not the same and not surely narrower. New coordinates are no widening. */
export function widenedAccess(base: Pages, now: Pages): Change[] {
  const before = accessByCoordinate(base.access);
  return [...accessByCoordinate(now.access)].flatMap(([coordinate, access]) => {
    const was = before.get(coordinate);
    if (was === undefined || isNarrower(access, was)) return [];
    return [{ coordinate, message: `DANGEROUS: access was ${shown(was)} and is ${shown(access)}` }];
  });
}

/** The changes that no line of the new or altered change notes names by coordinate. */
export function undecided(changes: readonly Change[], notes: string): Change[] {
  const named = new Set([...notes.matchAll(/`([^`]+)`/g)].map((match) => match[1]));
  return changes.filter(({ coordinate }) => !named.has(coordinate));
}

/** From who may ask everything to who may ask nothing. A class is between: only its own kind of order holds there. */
const ORDER = ['public', 'authenticated', 'class', 'hidden', 'unmarked'];

function isNarrower(access: string, was: string): boolean {
  if (access === was) return true;
  if (!isDataClass(access) || !isDataClass(was)) return rank(access) > rank(was) && rank(was) >= 0;
  return implies(access, was);
}

/** Whether everyone who holds one class holds the other too. */
function implies(access: DataClass, was: DataClass): boolean {
  return opens(closure(classSet([access])), was);
}

function rank(access: string): number {
  return ORDER.indexOf(isDataClass(access) ? 'class' : access);
}

function shown(access: string): string {
  return access === '' ? 'without a class' : access;
}

function accessByCoordinate(page: string): Map<string, string> {
  const lines = page
    .split('\n')
    .slice(1)
    .filter((line) => line !== '');
  return new Map(lines.map((line) => [line.split('\t')[0] ?? '', line.split('\t')[1] ?? '']));
}

const ROOT = join(import.meta.dirname, '..');
const API = 'schema/api.generated.graphql';
const ACCESS = 'schema/access.generated.tsv';

function git(...args: string[]): string {
  return execFileSync('git', args, { cwd: ROOT, encoding: 'utf8', stdio: ['ignore', 'pipe', 'ignore'] });
}

/** The pages as committed at BASE; null where there is no such commit, or the graph was not in it yet. */
function basePages(base: string): Pages | null {
  try {
    return { api: git('show', `${base}:${API}`), access: git('show', `${base}:${ACCESS}`) };
  } catch {
    return null;
  }
}

/** The text of every change note that BASE does not have in this form. */
function newNotes(base: string): string {
  const altered = git('diff', '--name-only', base, '--', '.changes');
  const untracked = git('ls-files', '--others', '--exclude-standard', '--', '.changes');
  const paths = `${altered}${untracked}`.split('\n').map((path) => join(ROOT, path));
  return paths
    .filter((path) => path.endsWith('.md') && existsSync(path))
    .map((path) => readFileSync(path, 'utf8'))
    .join('\n');
}

async function run(base: string): Promise<void> {
  const was = basePages(base);
  if (was === null) {
    process.stdout.write(`compare: no graph at ${base}; there is nothing to hold this one to\n`);
    return;
  }
  const now = {
    api: readFileSync(join(ROOT, API), 'utf8'),
    access: readFileSync(join(ROOT, ACCESS), 'utf8'),
  };
  const changes = [...(await breakingChanges(was, now)), ...widenedAccess(was, now)];
  const open = undecided(changes, newNotes(base));
  process.stdout.write(open.map(({ coordinate, message }) => `${coordinate} ${message}\n`).join(''));
  process.stdout.write(
    `compare: ${changes.length} changes to decide on since ${base}, ${open.length} without a line in .changes/ that names \`coordinate\`\n`,
  );
  process.exitCode = open.length > 0 ? 1 : 0;
}

if (import.meta.main) await run(process.argv[2] ?? 'HEAD');

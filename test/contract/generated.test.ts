import { execFileSync } from 'node:child_process';
import { appendFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test, vi } from 'vitest';
import { CHECKS } from '../check/checks.ts';
import { type Outcome, runCheck } from '../check/run.ts';
import { type Copy, copyOfTheProject } from './copy.ts';

const GRAPH = [
  'schema/supergraph.generated.graphql',
  'schema/api.generated.graphql',
  'schema/access.generated.tsv',
];
const TYPES = 'subgraphs/aid/types.generated.ts';

/** Each test starts several processes. */
vi.setConfig({ testTimeout: 60_000 });

let copy: Copy;
beforeAll(() => {
  copy = copyOfTheProject();
  git('init', '--quiet');
  git('add', 'schema', '.changes');
  git(
    '-c',
    'user.name=Contract',
    '-c',
    'user.email=contract@seisi.test',
    '-c',
    'commit.gpgsign=false',
    'commit',
    '--quiet',
    '--message',
    'base',
  );
});
afterAll(() => copy[Symbol.dispose]());

function git(...args: string[]): void {
  const ours = ['GIT_DIR', 'GIT_INDEX_FILE', 'GIT_WORK_TREE'].flatMap((name) => ['-u', name]);
  execFileSync('env', [...ours, 'git', ...args], { cwd: copy.root });
}

async function outcomeOf(name: string, root: string = copy.root): Promise<Outcome> {
  const check = CHECKS.find((each) => each.name === name);
  if (check === undefined) throw new Error(`There is no check ${name}.`);
  return await runCheck(check, root);
}

test('the committed types, supergraph, API schema and access page are what the rooms say today', async () => {
  const types = await outcomeOf('generated types', join(import.meta.dirname, '../..'));
  const graph = await outcomeOf('generated graph', join(import.meta.dirname, '../..'));
  expect([types.output, graph.output]).toEqual(['', '']);
  expect([types.passed, graph.passed]).toEqual([true, true]);
});

test('a change of the graph that breaks clients or opens data waits for a note that names it', async () => {
  const before = await outcomeOf('changes');
  copy.change('schema/api.generated.graphql', '  birthYear: Int\n', '  yearOfBirth: Int\n');
  copy.change('schema/access.generated.tsv', 'Person.name\tidentity\t', 'Person.name\tauthenticated\t');
  const undecided = await outcomeOf('changes');
  copy.plant('.changes/0002-planted.md', '# Planted\n\n`Person.birthYear` is renamed.\n');
  const half = await outcomeOf('changes');
  copy.plant(
    '.changes/0002-planted.md',
    '# Planted\n\n`Person.birthYear` is renamed; `Person.name` is open to all.\n',
  );
  const decided = await outcomeOf('changes');
  expect([before.passed, undecided.passed, half.passed, decided.passed]).toEqual([true, false, false, true]);
  expect(undecided.output).toMatch(/^Person\.birthYear BREAKING: /m);
  expect(undecided.output).toContain('Person.name DANGEROUS: access was identity and is authenticated');
  expect(half.output).not.toContain('BREAKING');
});

test('each generated file that someone edited is reported as stale', async () => {
  for (const path of [...GRAPH, TYPES]) appendFileSync(join(copy.root, path), '\n');
  const types = await outcomeOf('generated types');
  const graph = await outcomeOf('generated graph');
  expect([types.passed, graph.passed]).toEqual([false, false]);
  expect(types.output).toContain(`${TYPES}: stale`);
  expect(GRAPH.filter((path) => !graph.output.includes(`${path}: stale`))).toEqual([]);
});

test('a class that changed in a room makes the access page stale', async () => {
  for (const tool of ['schema/generate.ts', 'schema/compose.ts'])
    execFileSync(join(copy.root, 'node_modules/.bin/node'), [tool], { cwd: copy.root });
  const before = await outcomeOf('generated graph');
  copy.change(
    'subgraphs/aid/application.graphql',
    'decidedAt: DateTime @policy(policies: [["aid"]])',
    'decidedAt: DateTime @policy(policies: [["aid.note"]])',
  );
  const after = await outcomeOf('generated graph');
  expect([before.passed, after.passed]).toEqual([true, false]);
  expect(after.output).toContain('schema/access.generated.tsv: stale');
  expect(after.output).not.toContain('api.generated');
});

/** One tool of `pnpm check`: its program (in `node_modules/.bin`) and arguments, and what it alone catches. */
export type Check = {
  readonly name: string;
  readonly program: string;
  readonly arguments: readonly string[];
  readonly catches: string;
};

/** oxlint and dependency-cruiser look only into the folders that they are told. */
const FOLDERS = ['schema', 'gateway', 'subgraphs', 'migrations', 'test'];

/** Every check, the longest first, so that two at a time end soonest. */
export const CHECKS: readonly Check[] = [
  {
    name: 'types',
    program: 'tsc',
    arguments: ['-p', 'tsconfig.json', '--noEmit', '--pretty', 'false', '--checkers', '1'],
    catches: 'what does not fit',
  },
  {
    name: 'promises',
    program: 'oxlint',
    arguments: ['--type-aware', '--deny-warnings', '--format=unix', ...FOLDERS],
    catches: 'promises and queries that nobody awaits, cases that nobody handles',
  },
  {
    name: 'style',
    program: 'biome',
    arguments: ['check', '--error-on-warnings', '--colors=off', '--max-diagnostics=500', '.'],
    catches: 'form, size, names, environment, undeclared packages',
  },
  {
    name: 'floors',
    program: 'depcruise',
    arguments: ['--config', '.dependency-cruiser.json', ...FOLDERS],
    catches: 'imports between floors, files that nothing reaches',
  },
  { name: 'dead code', program: 'knip', arguments: [], catches: 'exports and packages that nothing uses' },
  {
    name: 'schema',
    program: 'node',
    arguments: ['schema/lint/run.ts'],
    catches: 'access, nullability, pages, words, descriptions',
  },
  {
    name: 'generated types',
    program: 'node',
    arguments: ['schema/generate.ts', '--check'],
    catches: 'resolver types older than their SDL',
  },
  {
    name: 'generated graph',
    program: 'node',
    arguments: ['schema/compose.ts', '--check'],
    catches: 'supergraph, API schema and access page older than the rooms',
  },
  {
    name: 'changes',
    program: 'node',
    arguments: ['schema/compare.ts'],
    catches: 'breaking changes and wider access that nobody decided on',
  },
  {
    name: 'migrations',
    program: 'squawk',
    arguments: ['--no-error-on-unmatched-pattern', 'migrations/*/*.sql'],
    catches: 'statements that hold up or break the version that still serves',
  },
];

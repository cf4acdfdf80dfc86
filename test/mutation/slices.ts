import { globSync } from 'node:fs';

/** Files that are mutated together, and the tests that must notice: those that stand beside them, without a database. */
export type Slice = {
  readonly name: string;
  /** Globs of the files that are mutated; tests and what only tests use are left out of them. */
  readonly mutated: readonly string[];
  /** Globs of the test files that run. */
  readonly tests: readonly string[];
};

/** Everything that decides who sees what (access §3, §4, §6). A static mutant runs all tests of its slice, so slices are small. */
export const SLICES: readonly Slice[] = [
  {
    name: 'contract',
    mutated: ['schema/{grant*,passport*}.ts', 'schema/{viewer,purpose,assurance,classes}.ts'],
    tests: ['schema/{grant,passport,viewer,purpose,assurance,classes}*.test.ts'],
  },
  {
    name: 'grounds',
    mutated: ['subgraphs/person/ground/*.ts', 'subgraphs/person/mint.ts'],
    tests: ['subgraphs/person/ground/*.test.ts', 'subgraphs/person/mint.test.ts'],
  },
  {
    name: 'guard',
    mutated: ['subgraphs/host/{guard,hold,held,guard-reference,grant-wire,passport-wire}.ts'],
    tests: ['subgraphs/host/{guard,hold,grant,passport,told}*.test.ts'],
  },
  {
    name: 'filter',
    mutated: ['gateway/authz/**/*.ts', 'schema/decision/**/*.ts'],
    tests: ['gateway/authz/**/*.test.ts', 'schema/decision/**/*.test.ts'],
  },
];

const ONLY_FOR_TESTS = ['**/*.test.ts', '**/*.testing.ts', '**/testing.ts'];

/** The files that a glob names, below a folder, in a fixed order. */
export function filesOf(globs: readonly string[], root: string, exclude: readonly string[] = []): string[] {
  return [...globSync([...globs], { cwd: root, exclude: [...exclude] })].sort();
}

/** The files that a slice mutates: those whose path begins so, where a path is given. */
export function mutatedFiles({ mutated }: Slice, root: string, only = ''): string[] {
  return filesOf(mutated, root, ONLY_FOR_TESTS).filter((file) => file.startsWith(only));
}

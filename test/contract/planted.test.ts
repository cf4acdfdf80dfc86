import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { RULES } from '@seisi/schema/lint/rules';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { CHECKS } from '../check/checks.ts';
import { runCheck, runChecks } from '../check/run.ts';
import { type Copy, copyOfTheProject } from './copy.ts';
import { CODE_PLANTS } from './planted-code.ts';
import { BETWEEN, FLOOR_PLANTS, TARGETS } from './planted-floors.ts';
import { SCHEMA_PLANTS } from './planted-schema.ts';

let copy: Copy;
let reports: ReadonlyMap<string, { readonly passed: boolean; readonly output: string }>;

beforeAll(async () => {
  copy = copyOfTheProject();
  for (const path of TARGETS) copy.plant(path, 'export const planted = 1;\n');
  for (const { path, imports } of [...FLOOR_PLANTS, BETWEEN]) copy.plant(path, `import '${imports}';\n`);
  for (const { path, text } of CODE_PLANTS) copy.plant(path, text);
  for (const { path, was, is } of SCHEMA_PLANTS) copy.change(path, was, is);
  const static_ = CHECKS.filter(({ name }) => !name.startsWith('generated') && name !== 'changes');
  const outcomes = await runChecks(static_, 2, (check) => runCheck(check, copy.root));
  reports = new Map(outcomes.map((outcome) => [outcome.check.name, outcome]));
}, 300_000);

afterAll(() => copy[Symbol.dispose]());

describe('each forbidden import is caught by its rule', () => {
  test.each(FLOOR_PLANTS)('$rule: $path', ({ rule, path }) => {
    expect(reports.get('floors')?.output).toMatch(
      new RegExp(`error ${rule}: (\\S+ → \\s*)*${path.replaceAll('.', '\\.')}`),
    );
  });

  test('and no rule is without one', () => {
    const config: { forbidden: { name: string }[] } = JSON.parse(
      readFileSync(join(copy.root, '.dependency-cruiser.json'), 'utf8'),
    );
    const planted = new Set(FLOOR_PLANTS.map(({ rule }) => rule));
    expect(config.forbidden.map(({ name }) => name).filter((name) => !planted.has(name))).toEqual([]);
  });
});

describe('each violation in code is caught by its tool', () => {
  test.each(CODE_PLANTS)('$check: $path', ({ check, report }) => {
    expect(reports.get(check)?.output).toMatch(report);
  });
});

describe('each violation in the schema is caught by its rule', () => {
  test.each(SCHEMA_PLANTS)('$rule: $coordinate', ({ rule, coordinate }) => {
    expect(reports.get('schema')?.output).toContain(`${rule}: ${coordinate} `);
  });

  test('and no rule is without one', () => {
    const planted = new Set(SCHEMA_PLANTS.map(({ rule }) => rule));
    expect(Object.keys(RULES).filter((name) => !planted.has(name))).toEqual([]);
  });
});

test('a tool that found something fails the check', () => {
  expect([...reports].filter(([, { passed }]) => passed)).toEqual([]);
});

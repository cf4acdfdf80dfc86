import { readdirSync } from 'node:fs';
import { expect, test } from 'vitest';
import { RULES } from './rules.ts';
import { findings } from './testing.ts';

test.each(Object.entries(RULES))('%s finds nothing in a graph that keeps it', (_name, rule) => {
  expect(findings(rule)).toEqual([]);
});

test('every rule in the folder is on the list, and has a test of its own', () => {
  const files = readdirSync(import.meta.dirname);
  const parts = new Set(['graph.ts', 'marks.ts', 'rules.ts', 'run.ts', 'testing.ts']);
  const rules = files.filter((file) => !file.endsWith('.test.ts') && !parts.has(file));
  expect(rules.map((file) => file.replace('.ts', '')).sort()).toEqual(Object.keys(RULES).sort());
  expect(rules.filter((file) => !files.includes(file.replace('.ts', '.test.ts')))).toEqual([]);
});

import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { scoreOf, scores } from './score.ts';
import { filesOf, mutatedFiles, SLICES } from './slices.ts';
import { differences, readSurvivors } from './survivors.ts';
import { propertiesLast, testConfig } from './test-config.ts';

const ROOT = join(import.meta.dirname, '../..');
const listed = readSurvivors(readFileSync(join(import.meta.dirname, 'survivors.tsv'), 'utf8'));
const oneLine = (text: string): string => text.replaceAll(/\s+/g, ' ');

const mutant = (status: string, line = 1) => ({
  file: 'schema/classes.ts',
  line,
  mutator: 'BlockStatement',
  was: `{ return ${line}; }`,
  is: '{}',
  status,
  tests: 1,
});

test.each(SLICES)(
  'the slice of the $name mutates files that are there, and no tests, by tests that are there',
  (slice) => {
    const files = mutatedFiles(slice, ROOT);

    expect(files.length).toBeGreaterThan(0);
    expect(files.filter((file) => file.includes('test'))).toEqual([]);
    expect(filesOf(slice.tests, ROOT).length).toBeGreaterThan(0);
  },
);

test('no file is mutated twice, and what decides is mutated', () => {
  const files = SLICES.flatMap((slice) => mutatedFiles(slice, ROOT));

  expect(new Set(files).size).toBe(files.length);
  expect(files).toEqual(
    expect.arrayContaining([
      'subgraphs/person/ground/decide.ts',
      'schema/grant.ts',
      'subgraphs/host/guard.ts',
    ]),
  );
});

test('every survivor of the list still stands in a file that is mutated, with a reason', () => {
  const files = SLICES.flatMap((slice) => mutatedFiles(slice, ROOT));
  for (const { file, was, reason } of listed) {
    expect(files).toContain(file);
    expect(oneLine(readFileSync(join(ROOT, file), 'utf8'))).toContain(was);
    expect(reason.length).toBeGreaterThan(10);
  }
});

test('a survivor that is not listed is told, and one that is listed and survives no more', () => {
  const one = {
    file: 'schema/classes.ts',
    mutator: 'BlockStatement',
    was: '{ return 1; }',
    is: '{}',
    reason: 'x',
  };
  const elsewhere = { ...one, file: 'schema/grant.ts' };

  expect(differences([mutant('Survived'), mutant('Killed', 2)], [one, elsewhere])).toEqual({
    unlisted: [],
    gone: [],
  });
  expect(differences([mutant('Killed')], [one])).toEqual({ unlisted: [], gone: [one] });
  expect(differences([mutant('NoCoverage', 2)], []).unlisted).toHaveLength(1);
  expect(differences([mutant('Survived'), mutant('Survived')], [one]).unlisted).toHaveLength(1);
  expect(differences([mutant('Survived')], [one, one]).gone).toEqual([one]);
});

test('of a survivor of the list that ran out of time nothing is told, and it stands in for no other', () => {
  const [one] = readSurvivors('heading\nschema/classes.ts\tBlockStatement\t{ return 1; }\t{}\tx\n');

  expect(differences([mutant('Timeout')], [one!])).toEqual({ unlisted: [], gone: [] });
  expect(differences([mutant('Timeout')], [])).toEqual({ unlisted: [], gone: [] });
  expect(differences([mutant('Timeout'), mutant('Survived')], [one!])).toEqual({ unlisted: [], gone: [] });
  expect(differences([mutant('Timeout')], [one!, one!]).gone).toHaveLength(1);
});

test('a list with a line that has no reason is no list', () => {
  expect(() => readSurvivors('heading\na\tb\tc\td\t\n')).toThrow('no survivor');
  expect(() => readSurvivors('heading\na\tb\tc\n')).toThrow('no survivor');
  expect(readSurvivors('heading\n')).toEqual([]);
});

test('one that ran out of time is noticed; one that cannot be run does not count', () => {
  const mutants = ['Killed', 'Killed', 'Timeout', 'Survived', 'NoCoverage', 'RuntimeError'].map((status) =>
    mutant(status),
  );

  expect(scoreOf('all', mutants)).toEqual({
    folder: 'all',
    killed: 2,
    timedOut: 1,
    survived: 2,
    invalid: 1,
    percent: 60,
  });
  expect(scores(mutants).map(({ folder }) => folder)).toEqual(['schema']);
  expect(scoreOf('none', []).percent).toBe(100);
});

test('tests that draw many values run after all others', () => {
  const files = ['b.property.test.ts', 'c.test.ts', 'a.property.test.ts', 'a.test.ts'];

  expect(propertiesLast(files)).toEqual([
    'a.test.ts',
    'c.test.ts',
    'a.property.test.ts',
    'b.property.test.ts',
  ]);
  expect(testConfig(['x']).test?.include).toEqual(['x']);
});

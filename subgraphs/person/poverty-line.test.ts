import { expect, test } from 'vitest';
import { lineOf, provenanceOf } from './poverty-line.ts';

type Line = Parameters<typeof lineOf>[0][number];
const line = (given: Partial<Line>): Line => ({
  kind: 'POVERTY',
  basis: 'PER_HEAD',
  strata: null,
  provenance: 'OFFICIAL',
  ...given,
});

test('a line for the strata goes before one for both, and one for the other strata is never taken', () => {
  const both = line({});
  const rural = line({ strata: 'RURAL' });

  expect(lineOf([both, rural], { test: 'PER_HEAD', strata: 'RURAL' }, 'POVERTY')).toBe(rural);
  expect(lineOf([both, rural], { test: 'PER_HEAD', strata: 'URBAN' }, 'POVERTY')).toBe(both);
  expect(lineOf([rural], { test: 'PER_HEAD', strata: 'URBAN' }, 'POVERTY')).toBeNull();
});

test('each test is shown with the line that it compares', () => {
  const perHead = line({});
  const household = line({ basis: 'HOUSEHOLD' });
  const shown = (name: 'PER_HEAD' | 'HOUSEHOLD' | 'HOUSEHOLD_OR_PER_HEAD') =>
    lineOf([perHead, household], { test: name, strata: 'RURAL' }, 'POVERTY')?.basis;

  expect([shown('PER_HEAD'), shown('HOUSEHOLD'), shown('HOUSEHOLD_OR_PER_HEAD')]).toEqual([
    'PER_HEAD',
    'HOUSEHOLD',
    'HOUSEHOLD',
  ]);
});

test('one estimated line makes the whole estimated, and a missing line is not called official', () => {
  expect(provenanceOf([line({}), line({ provenance: 'ESTIMATED' })])).toBe('ESTIMATED');
  expect(provenanceOf([null, line({ provenance: 'ESTIMATED' })])).toBe('ESTIMATED');
  expect(provenanceOf([line({}), null])).toBeNull();
  expect(provenanceOf([line({}), line({})])).toBe('OFFICIAL');
});

import { expect, test } from 'vitest';
import { criteriaOf } from './scheme-criteria.testing.ts';
import { criteriaOn, readCriteria } from './scheme-criteria.ts';

test.each([
  ['a kind that is not known', [{ kind: 'HAS_A_CAR' }]],
  ['a part too many', [{ kind: 'CITIZEN', years: 1 }]],
  ['a part too few', [{ kind: 'AGE_FROM' }]],
  ['a part out of its bounds', [{ kind: 'AGE_FROM', years: -1 }]],
  ['a part of another form', [{ kind: 'OWN_AT_MOST', sen: '150000' }]],
  ['a line that is not one', [{ kind: 'HOUSEHOLD_WITHIN_LINES', line: 'RICH' }]],
  ['a name of every object', [{ kind: 'toString' }]],
  ['one that is known beside one that is not', [{ kind: 'CITIZEN' }, { kind: 'X' }]],
  ['no criterion', []],
  ['no list', { kind: 'CITIZEN' }],
  ['nothing', null],
])('a rule with %s is not read, neither as a yes nor as a no', (_what, given) => {
  expect(() => readCriteria('BA-TEST', given)).toThrow(
    'The scheme rule BA-TEST holds a criterion that is not known here.',
  );
});

test('the criteria are those of the day: the ceiling of EPOKU rose on 1 January 2021', () => {
  const ceilingOn = (day: string) => criteriaOf('EPOKU', day)?.find(({ kind }) => kind === 'OWN_AT_MOST');
  expect(ceilingOn('2020-12-31')).toEqual({ kind: 'OWN_AT_MOST', sen: 120_000 });
  expect(ceilingOn('2021-01-01')).toEqual({ kind: 'OWN_AT_MOST', sen: 150_000 });
});

test('where nothing is in force there are no criteria, and of two rows the later one counts', () => {
  const rule = (startsOn: string, years: number) =>
    ({ startsOn, endsOn: null, criteria: [{ kind: 'AGE_FROM', years }] }) as const;
  const both = [rule('2020-01-01', 60), rule('2024-01-01', 65)];
  expect(criteriaOn(both, '2019-12-31')).toBeNull();
  expect(criteriaOn(both, '2023-12-31')).toEqual([{ kind: 'AGE_FROM', years: 60 }]);
  expect(criteriaOn(both.toReversed(), '2024-01-01')).toEqual([{ kind: 'AGE_FROM', years: 65 }]);
});

import { expect, test } from 'vitest';
import type { IncidentNeedRow } from './evacuation-centre.table.ts';
import { checkCount, checkDistrict, checkGoingOn, type NeedAct, nextNeed, peopleOf } from './relief.ts';

const TABLE: Readonly<Record<IncidentNeedRow['status'], string>> = {
  OPEN: 'TAKEN_ON - DROPPED',
  TAKEN_ON: '- FULFILLED DROPPED',
  FULFILLED: '- - -',
  DROPPED: '- - -',
};
const ACTS: readonly NeedAct[] = ['TAKE_ON', 'FULFIL', 'DROP'];
const product = Object.entries(TABLE).flatMap(([status, row]) =>
  row.split(' ').map((next, place) => [status, ACTS[place], next] as const),
);

test.each(product)('a need that is %s by %s becomes %s', (from, act, next) => {
  const take = () => nextNeed(from as IncidentNeedRow['status'], act as NeedAct);
  if (next === '-') expect(take).toThrow('is not open from there');
  else expect(take()).toBe(next);
});

test('a count is of adults, children and infants, and of no more families than people', () => {
  const counted = { families: 2, adults: 3, children: 2, infants: 1 };
  expect(peopleOf(counted)).toBe(6);
  expect(() => checkCount(counted)).not.toThrow();
  expect(() => checkCount({ families: 0, adults: 0, children: 0, infants: 0 })).not.toThrow();
  expect(() => checkCount({ ...counted, families: 7 })).toThrow('input.families');
  for (const name of ['adults', 'children', 'infants'] as const)
    for (const value of [-1, 1.5, 100_001])
      expect(() => checkCount({ ...counted, [name]: value })).toThrow(`input.${name}`);
});

test('relief is run under an incident that goes on, in its districts', () => {
  for (const status of ['ACTIVE', 'COORDINATING', 'RECOVERY'] as const)
    expect(() => checkGoingOn({ status })).not.toThrow();
  for (const status of ['REPORTED', 'DISMISSED', 'CLOSED'] as const)
    expect(() => checkGoingOn({ status })).toThrow(status);
  expect(() => checkDistrict({ areas: ['5_5'] }, '5_5')).not.toThrow();
  expect(() => checkDistrict({ areas: ['5_5'] }, '5_1')).toThrow('input.district');
});

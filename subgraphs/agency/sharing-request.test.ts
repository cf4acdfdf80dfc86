import { describe, expect, test } from 'vitest';
import type { SharingRequestRow } from './sharing-request.table.ts';
import {
  checkAnother,
  dueOnOf,
  extendedTo,
  isOverdue,
  nextStatus,
  type SharingAct,
} from './sharing-request.ts';
import { basisBetween, type GivenTerms, readTerms } from './sharing-terms.ts';

type Status = SharingRequestRow['status'];

describe('the life of a request', () => {
  const ACTS: readonly SharingAct[] = [
    ...(['REVISE', 'SUBMIT', 'EXTEND', 'PROPOSE', 'DECLINE', 'CONFIRM', 'WITHDRAW'] as const),
  ];
  const TABLE: Readonly<Record<Status, string>> = {
    DRAFT: 'DRAFT SUBMITTED - - - - WITHDRAWN',
    SUBMITTED: '- - EXTENDED PROPOSED - - WITHDRAWN',
    EXTENDED: '- - EXTENDED PROPOSED - - WITHDRAWN',
    PROPOSED: '- - - - SUBMITTED APPROVED WITHDRAWN',
    APPROVED: '- - - - - - -',
    APPROVED_WITH_CONDITIONS: '- - - - - - -',
    PARTLY_REFUSED: '- - - - - - -',
    REFUSED: '- - - - - - -',
    WITHDRAWN: '- - - - - - -',
  };
  const product = Object.entries(TABLE).flatMap(([status, row]) =>
    row.split(' ').map((next, place) => [status, ACTS[place], next] as const),
  );

  test.each(product)('%s by %s becomes %s', (from, act, next) => {
    const take = () => nextStatus({ status: from as Status, extendedAt: null }, act as SharingAct, null);
    if (next === '-') expect(take).toThrow('is not open from there');
    else expect(take()).toBe(next);
  });

  test('is what its decision comes to, and a declined proposal goes back to where it came from', () => {
    const proposed = { status: 'PROPOSED', extendedAt: null } as const;
    for (const outcome of ['APPROVED', 'APPROVED_WITH_CONDITIONS', 'PARTLY_REFUSED', 'REFUSED'] as const)
      expect(nextStatus(proposed, 'CONFIRM', outcome)).toBe(outcome);
    expect(nextStatus({ ...proposed, extendedAt: new Date(0) }, 'DECLINE', null)).toBe('EXTENDED');
  });
});

describe('the clock of s.14', () => {
  test('ends fourteen days after the receipt, and is overdue on the day after', () => {
    const status = 'SUBMITTED' as const;
    expect(dueOnOf('2026-01-15')).toBe('2026-01-29');
    expect(isOverdue({ status, dueOn: '2026-01-29' }, '2026-01-29')).toBe(false);
    expect(isOverdue({ status, dueOn: '2026-01-29' }, '2026-01-30')).toBe(true);
    expect(isOverdue({ status: 'REFUSED', dueOn: '2026-01-29' }, '2026-01-30')).toBe(false);
  });

  test('is extended to a later day within ninety days, also when it is over', () => {
    expect(extendedTo('2026-01-29', '2026-02-20', '2026-01-20')).toBe('2026-02-20');
    expect(extendedTo('2026-01-29', '2026-02-20', '2026-02-10')).toBe('2026-02-20');
    for (const until of ['2026-01-29', '2026-01-28', '2026-04-21', '2026-02-30', 'soon'])
      expect(() => extendedTo('2026-01-29', until, '2026-01-20')).toThrow('input.until');
    expect(() => extendedTo('2026-01-29', '2026-02-01', '2026-02-02')).toThrow('input.until');
  });
});

test('who wrote is who wrote, under whatever identifier', () => {
  const first = { by: 'one', key: 'key-1' };
  expect(() => checkAnother(first, { id: 'two', personKey: 'key-2' })).not.toThrow();
  for (const officer of [
    { id: 'one', personKey: 'key-2' },
    { id: 'two', personKey: 'key-1' },
  ])
    expect(() => checkAnother(first, officer)).toThrow('Nobody decides on what they wrote');
});

test('Act 864 is between federal agencies alone', () => {
  const kinds = ['FEDERAL', 'STATE', 'HOSPITAL', 'NGO'] as const;
  const found = kinds.flatMap((kind) => kinds.map((other) => basisBetween({ kind }, { kind: other })));
  expect(found.filter((basis) => basis === 'ACT_864')).toHaveLength(1);
  expect(basisBetween({ kind: 'FEDERAL' }, { kind: 'FEDERAL' })).toBe('ACT_864');
});

describe('the four statements', () => {
  const TERMS: GivenTerms = {
    ...{ classes: ['poverty', 'area'], areas: ['05'], population: 'ALL', dailySubjects: 100 },
    ...{ purposes: ['SERVICE_DELIVERY'], why: 'Menyemak kelayakan.', custody: 'Ketua Unit Data' },
    ...{ safeguards: 'Disulitkan.', retentionDays: 30, thirdParties: [], validFrom: '2026-01-15' },
    validUntil: '2027-01-15',
  };
  const TODAY = '2026-01-15';

  test('are taken in one order, each thing once', () => {
    const read = readTerms(
      { ...TERMS, areas: ['5_5', '05', '05'], classes: ['poverty', 'area', 'area'] },
      TODAY,
    );
    expect(read).toMatchObject({ classes: ['area', 'poverty'], areas: ['05', '5_5'] });
  });

  test.each<[keyof GivenTerms, Partial<GivenTerms>]>([
    ['classes', { classes: [] }],
    ['classes', { classes: ['everything'] }],
    ['classes', { classes: ['area', 'protection'] }],
    ['classes', { classes: ['receipts'] }],
    ['areas', { areas: [] }],
    ['areas', { areas: ['Seremban'] }],
    ['dailySubjects', { dailySubjects: 0 }],
    ['dailySubjects', { dailySubjects: 100_001 }],
    ['purposes', { purposes: [] }],
    ['why', { why: ' ' }],
    ['custody', { custody: 'x'.repeat(1001) }],
    ['safeguards', { safeguards: '' }],
    ['retentionDays', { retentionDays: 0 }],
    ['thirdParties', { thirdParties: [''] }],
    ['validFrom', { validFrom: '2026-01-14' }],
    ['validUntil', { validUntil: '2026-01-15' }],
    ['validUntil', { validUntil: '2031-01-16' }],
    ['validUntil', { validUntil: '2026-02-30' }],
  ])('name %s where it does not fit: %j', (name, part) => {
    expect(() => readTerms({ ...TERMS, ...part }, TODAY)).toThrow(`input.terms.${name}`);
  });
});

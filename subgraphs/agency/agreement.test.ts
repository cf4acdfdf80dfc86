import { describe, expect, test } from 'vitest';
import type { AgreementRow } from './agreement.table.ts';
import { type AgreementAct, nextState, statusOn } from './agreement.ts';
import { type AmendedTerms, checkAmendment } from './amendment.ts';

describe('the life of an agreement', () => {
  const ACTS = ['SUSPEND', 'PROPOSE_CHANGE', 'DECLINE_CHANGE', 'CONFIRM_CHANGE', 'END'] as const;
  const TABLE: Readonly<Record<AgreementRow['state'], string>> = {
    IN_FORCE: 'SUSPENDED IN_FORCE IN_FORCE IN_FORCE ENDED',
    SUSPENDED: '- SUSPENDED SUSPENDED SUSPENDED ENDED',
    ENDED: '- - - - -',
  };
  const product = Object.entries(TABLE).flatMap(([state, row]) =>
    row.split(' ').map((next, place) => [state, ACTS[place], next] as const),
  );

  test.each(product)('%s by %s becomes %s', (from, act, next) => {
    const take = () => nextState(from as AgreementRow['state'], act as AgreementAct, false);
    if (next === '-') expect(take).toThrow('is not open from there');
    else expect(take()).toBe(next);
  });

  test('a confirmed change resumes where it says so', () => {
    expect(nextState('SUSPENDED', 'CONFIRM_CHANGE', true)).toBe('IN_FORCE');
  });

  test('its status follows from what was done and from the day', () => {
    const row = { state: 'IN_FORCE', validFrom: '2026-01-10', validUntil: '2026-02-10' } as const;
    const on = (day: string, part: Partial<Pick<AgreementRow, 'state'>> = {}) =>
      statusOn({ ...row, ...part }, day);
    expect(['2026-01-09', '2026-01-10', '2026-02-09', '2026-02-10'].map((day) => on(day))).toEqual([
      ...['NOT_YET', 'IN_FORCE', 'IN_FORCE', 'EXPIRED'],
    ]);
    expect([on('2026-01-10', { state: 'SUSPENDED' }), on('2026-02-10', { state: 'SUSPENDED' })]).toEqual([
      ...['SUSPENDED', 'EXPIRED'],
    ]);
    expect(on('2026-01-10', { state: 'ENDED' })).toBe('ENDED');
  });
});

const NOW: AmendedTerms = {
  ...{ classes: ['area', 'poverty'], purposes: ['SERVICE_DELIVERY', 'PUBLIC_INTEREST'], areas: ['05'] },
  ...{ population: 'ALL', dailySubjects: 100, validUntil: '2027-01-01' },
};

test('a change may say less on every axis', () => {
  const less: AmendedTerms = {
    ...{ classes: ['area'], purposes: ['PUBLIC_INTEREST'], areas: ['5_5', '5_1'], population: 'REFERRED' },
    ...{ dailySubjects: 1, validUntil: '2026-02-01' },
  };
  expect(() => checkAmendment(NOW, less)).not.toThrow();
  expect(() => checkAmendment(NOW, NOW)).not.toThrow();
  expect(() => checkAmendment({ ...NOW, validUntil: null }, { ...NOW, validUntil: null })).not.toThrow();
});

test.each<[string, Partial<AmendedTerms>]>([
  ['classes', { classes: ['area', 'bank'] }],
  ['classes', { classes: [] }],
  ['purposes', { purposes: ['PUBLIC_EMERGENCY'] }],
  ['purposes', { purposes: [] }],
  ['areas', { areas: ['MY'] }],
  ['areas', { areas: ['14_1'] }],
  ['areas', { areas: [] }],
  ['dailySubjects', { dailySubjects: 101 }],
  ['dailySubjects', { dailySubjects: 0 }],
  ['validUntil', { validUntil: null }],
  ['validUntil', { validUntil: '2027-01-02' }],
  ['validUntil', { validUntil: 'never' }],
])('and never more: %s %j', (name, part) => {
  expect(() => checkAmendment(NOW, { ...NOW, ...part })).toThrow(`input.terms.${name}`);
});

test('nor of everybody where it was of the referred', () => {
  expect(() => checkAmendment({ ...NOW, population: 'REFERRED' }, NOW)).toThrow('input.terms.population');
});

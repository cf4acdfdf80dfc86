import { advance } from '@seisi/host/life';
import { daysAfter } from '@seisi/schema/calendar/civil-day';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import {
  CONDITIONS,
  nextDays,
  type RenewalAct,
  renewalFault,
  renewalLife,
  requiredDocuments,
  verdictOf,
} from './renewal.ts';
import type { PassRenewalStatus } from './types.generated.ts';

const STATUSES = Object.keys(renewalLife) as PassRenewalStatus[];
const ACTS = ['SUBMIT', 'RETURN', 'CHECK', 'ASK_LEVY', 'PAY', 'ISSUE', 'REJECT', 'CANCEL'] as const;

/** What `processes.md` (g) says, written down again: from where, by what, to where. */
const OPEN = [
  ...['DRAFT SUBMIT SUBMITTED', 'DRAFT CANCEL CANCELLED'],
  ...['SUBMITTED RETURN INCOMPLETE', 'SUBMITTED CHECK CHECKED', 'SUBMITTED REJECT REJECTED'],
  ...['SUBMITTED CANCEL CANCELLED', 'INCOMPLETE SUBMIT SUBMITTED', 'INCOMPLETE REJECT REJECTED'],
  ...['INCOMPLETE CANCEL CANCELLED', 'CHECKED ASK_LEVY AWAITING_PAYMENT', 'CHECKED REJECT REJECTED'],
  ...['CHECKED CANCEL CANCELLED', 'AWAITING_PAYMENT PAY APPROVED', 'AWAITING_PAYMENT REJECT REJECTED'],
  ...['AWAITING_PAYMENT CANCEL CANCELLED', 'APPROVED ISSUE ISSUED'],
];

test('every step from every status leads where it is said, or is refused', () => {
  const found = STATUSES.flatMap((status) => ACTS.flatMap((step) => taken(status, step)));
  expect(found.toSorted()).toEqual(OPEN.toSorted());
});

function taken(status: PassRenewalStatus, step: RenewalAct): string[] {
  try {
    const next = advance<PassRenewalStatus, RenewalAct>(renewalLife, { thing: 'renewal', status, step });
    return [`${status} ${step} ${next}`];
  } catch {
    return [];
  }
}

const RULE = {
  ...{ id: 'a', stream: 'DOMESTIC_HELPER' as const, startsOn: '2020-01-01', opensMonths: 3, closesDays: 7 },
  ...{
    passportMonths: 18,
    medicalMonths: 12,
    passMonths: 12,
    levySen: 41_000,
    needsContract: true,
    source: '',
  },
};
const PASS = { expiresOn: '2026-03-31', replacedOn: null, cancelledOn: null };
const PAPERS = { passportExpiresOn: '2029-01-01', medicalOn: '2025-12-01' };
const fault = (given: object = {}, today = '2026-01-15', papers = {}) =>
  renewalFault({ ...PASS, ...given }, { ...PAPERS, ...papers }, RULE, today);

test('a pass is renewed in its window alone, to the day, whatever day it is', () => {
  fc.assert(
    fc.property(fc.integer({ min: -200, max: 60 }), (days) => {
      const today = daysAfter(PASS.expiresOn, days);
      const isOpen = today >= '2025-12-31' && today <= '2026-03-24';
      expect(fault({}, today, { medicalOn: today }) === null).toBe(isOpen);
    }),
  );
});

test('papers last as the rule says: the passport for more than its months, FOMEMA not older than its own', () => {
  expect(fault()).toBeNull();
  expect(fault({}, '2026-01-15', { passportExpiresOn: '2027-07-15' })).toContain('passport');
  expect(fault({}, '2026-01-15', { passportExpiresOn: '2027-07-16' })).toBeNull();
  expect(fault({}, '2026-01-15', { medicalOn: '2025-01-14' })).toContain('FOMEMA');
  expect(fault({}, '2026-01-15', { medicalOn: '2025-01-15' })).toBeNull();
  expect(fault({}, '2026-01-15', { medicalOn: '2026-01-16' })).toContain('day to come');
  for (const ended of [{ replacedOn: '2026-01-01' }, { cancelledOn: '2026-01-01' }])
    expect(fault(ended)).toContain('not renewed');
});

test('conditions are weighed in three values: one that failed is a no, one that nobody knows is neither', () => {
  const answers = fc.constantFrom('PASSED', 'FAILED', 'UNKNOWN', null);
  fc.assert(
    fc.property(fc.tuple(answers, answers, answers, answers, answers), (given) => {
      const known = CONDITIONS.flatMap((condition, at) => {
        const answer = given[at] ?? null;
        return answer === null ? [] : ([[condition, answer]] as const);
      });
      const expected = given.includes('FAILED')
        ? 'FAILED'
        : given.every((one) => one === 'PASSED')
          ? 'PASSED'
          : 'UNKNOWN';
      expect(verdictOf(new Map(known))).toBe(expected);
    }),
  );
});

test('a helper needs an attested contract, a company its certificate of SSM', () => {
  expect(requiredDocuments('HOUSEHOLD', { needsContract: true })).toContain('ATTESTED_CONTRACT');
  expect(requiredDocuments('HOUSEHOLD', { needsContract: true })).not.toContain('SSM_CERTIFICATE');
  expect(requiredDocuments('COMPANY', { needsContract: false })).toEqual([
    ...['PASSPORT', 'CURRENT_PASS', 'MEDICAL_RESULT', 'LEVY_PROOF', 'SSM_CERTIFICATE'],
  ]);
});

test('the new pass begins the day after the old one ends, for the months of the rule', () => {
  expect(nextDays(PASS, RULE)).toEqual({ startsOn: '2026-04-01', expiresOn: '2027-03-31' });
});

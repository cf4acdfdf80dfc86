import { expect, test } from 'vitest';
import { anApplication } from './application.testing.ts';
import type { Version } from './award.ts';
import {
  closed,
  opened,
  type Proposal,
  proposed,
  readProposal,
  reported,
  reviewLife,
  STEP_OF,
} from './review.ts';
import { reviewRuleOn } from './review-rule.ts';
import type { ReviewFinding, ReviewStatus } from './types.generated.ts';

const AT = new Date('2026-11-22T04:00:00Z');
const TODAY = '2026-11-22';
const AWARD: Version = { version: 1, amount: 60_000, startsOn: '2026-02-01', endsOn: null };
const FOUND = { versions: [AWARD], today: TODAY };
const GIVEN = { trigger: 'OFFICER', reason: 'A visit.', by: 'one', at: AT } as const;
const OPEN = opened(anApplication(1), GIVEN, FOUND);
const PROPOSALS: Readonly<Record<ReviewFinding, Proposal>> = {
  KEPT: { finding: 'KEPT' },
  CHANGED: { finding: 'CHANGED', amount: 50_000, effectiveOn: '2026-12-01' },
  STOPPED: { finding: 'STOPPED', effectiveOn: '2026-12-01' },
};
const FINDINGS = Object.keys(STEP_OF) as ReviewFinding[];
const propose = (proposal: Proposal, review = OPEN) =>
  proposed(review, proposal, { reason: 'x', by: 'one', at: AT }, FOUND);
const close = (proposal: Proposal, review = propose(proposal), by = 'two') =>
  closed(review, proposal, { by, at: AT });
const refusal = (sentence: string) =>
  expect.objectContaining({ code: 'STEP_REFUSED', message: expect.stringContaining(sentence) });

test('every status and every step: only an open review is proposed upon and closed', () => {
  for (const status of Object.keys(reviewLife) as ReviewStatus[])
    for (const finding of FINDINGS) {
      const proposal = PROPOSALS[finding];
      const review = { ...propose(proposal), status };
      if (status === 'OPEN') {
        expect(propose(proposal, review).status).toBe('OPEN');
        expect(close(proposal, review)).toMatchObject({ status: finding, closedBy: 'two', closedAt: AT });
        continue;
      }
      expect(() => propose(proposal, review)).toThrow(refusal(`The review is ${status}`));
      expect(() => close(proposal, review)).toThrow(refusal(`The review is ${status}`));
    }
});

test('nobody closes by their own proposal, nor by another than stands there', () => {
  for (const finding of FINDINGS) {
    const review = propose(PROPOSALS[finding]);
    expect(() => close(PROPOSALS[finding], review, 'one')).toThrow(refusal('four eyes'));
    for (const other of FINDINGS.filter((each) => each !== finding))
      expect(() => close(PROPOSALS[other], review)).toThrow(refusal('not what is proposed'));
    expect(() => close(PROPOSALS[finding], OPEN)).toThrow(refusal('not what is proposed'));
  }
  const review = propose(PROPOSALS.CHANGED);
  for (const other of [{ amount: 50_001 }, { effectiveOn: '2026-12-02' }])
    expect(() => close({ ...PROPOSALS.CHANGED, ...other } as Proposal, review)).toThrow(refusal('not what'));
});

test('an award is reviewed where one was granted and runs', () => {
  for (const status of ['IN_PROCESS', 'DOCUMENTS_REQUIRED', 'REJECTED'] as const)
    expect(() => opened(anApplication(1, { status }), GIVEN, FOUND)).toThrow(refusal('no award'));
  const over = { ...FOUND, versions: [{ ...AWARD, endsOn: '2026-11-21' }] };
  expect(() => opened(anApplication(1), GIVEN, over)).toThrow(refusal('is over'));
  const lastDay = { ...FOUND, versions: [{ ...AWARD, endsOn: TODAY }] };
  expect(opened(anApplication(1, { status: 'COMPLETED' }), GIVEN, lastDay).status).toBe('OPEN');
});

test('a change that is reported takes away what was proposed without knowing of it; the twenty-first is for the office', () => {
  const review = propose(PROPOSALS.CHANGED);
  const unproposed = reported(review, 19);
  expect(unproposed).toEqual(OPEN);
  expect(() => close(PROPOSALS.CHANGED, unproposed)).toThrow(refusal('not what is proposed'));
  expect(() => reported(review, 20)).toThrow(refusal('twenty'));
});

test('a proposal that the award could not follow is refused when it is made', () => {
  for (const [effectiveOn, sentence] of [
    ['2026-11-21', 'is over'],
    ['2027-11-23', 'within a year'],
  ] as const)
    for (const finding of ['CHANGED', 'STOPPED'] as const)
      expect(() => propose({ finding, amount: 1, effectiveOn })).toThrow(refusal(sentence));
});

test.each([
  ['KEPT with an amount', { finding: 'KEPT', amount: 1 }, 'input.amount'],
  ['KEPT with a day', { finding: 'KEPT', effectiveOn: '2026-12-01' }, 'input.effectiveOn'],
  ['STOPPED with an amount', { finding: 'STOPPED', amount: 1, effectiveOn: '2026-12-01' }, 'input.amount'],
  ['STOPPED without a day', { finding: 'STOPPED' }, 'input.effectiveOn'],
  ['CHANGED without an amount', { finding: 'CHANGED', effectiveOn: '2026-12-01' }, 'input.amount'],
  ['CHANGED to nothing', { finding: 'CHANGED', amount: 0, effectiveOn: '2026-12-01' }, 'input.amount'],
  [
    'CHANGED to a part of a sen',
    { finding: 'CHANGED', amount: 0.5, effectiveOn: '2026-12-01' },
    'input.amount',
  ],
  [
    'CHANGED to too much',
    { finding: 'CHANGED', amount: '10000001', effectiveOn: '2026-12-01' },
    'input.amount',
  ],
  ['CHANGED on no day', { finding: 'CHANGED', amount: 1, effectiveOn: '2026-02-30' }, 'input.effectiveOn'],
] as const)('%s is no proposal', (_what, sent, argument) => {
  expect(() => readProposal(sent)).toThrow(
    expect.objectContaining({ code: 'BAD_USER_INPUT', extensions: expect.objectContaining({ argument }) }),
  );
});

test('the rule of reviews is that of the day, and before the first the first', () => {
  const rule = { everyMonths: 12, monthsBeforeEnd: 2, source: 'x' };
  const rules = [
    { ...rule, startsOn: '2027-01-01', everyMonths: 6 },
    { ...rule, startsOn: '2020-01-01' },
  ] as const;
  const months = ['2027-01-01', '2026-12-31', '2019-01-01'].map(
    (day) => reviewRuleOn(day, rules).everyMonths,
  );
  expect(months).toEqual([6, 12, 12]);
});

import { expect, test } from 'vitest';
import type { AppealRow } from './appeal.table.ts';
import { appealLife, decided, lodged, refusers, STEP_OF } from './appeal.ts';
import { lastDayToAppeal } from './appeal-rule.ts';
import { anApplication, idOf } from './application.testing.ts';
import type { ApplicationStepRow, DecisionProposalRow } from './application-process.table.ts';
import type { AppealOutcome, AppealStatus } from './types.generated.ts';

const AT = new Date('2026-11-22T04:00:00Z');
const REFUSED = anApplication(1, { status: 'REJECTED', awardAmount: null });
const LODGED = lodged(REFUSED, { grounds: 'I was away.', at: AT }, []);
const DECISION = { reason: 'The papers are in order.', by: 'officer-3', at: AT };
const OUTCOMES = Object.keys(STEP_OF) as AppealOutcome[];

test('every status and every outcome: only an appeal that is lodged is decided', () => {
  for (const status of Object.keys(appealLife) as AppealStatus[])
    for (const outcome of OUTCOMES) {
      const decide = () => decided({ ...LODGED, status }, { ...DECISION, outcome }, new Set());
      if (status === 'LODGED') expect(decide()).toMatchObject({ status: outcome, decidedBy: 'officer-3' });
      else expect(decide).toThrow(expect.objectContaining({ code: 'STEP_REFUSED' }));
    }
});

test('only a refusal is appealed against', () => {
  for (const status of ['IN_PROCESS', 'DOCUMENTS_REQUIRED', 'APPROVED', 'COMPLETED'] as const)
    expect(() => lodged({ ...REFUSED, status }, { grounds: 'x', at: AT }, [])).toThrow(
      expect.objectContaining({ code: 'STEP_REFUSED', message: expect.stringContaining(status) }),
    );
});

test('there is one appeal at a time, and none more against a refusal that stood; a new refusal may be appealed against', () => {
  const before = (given: Partial<AppealRow>) => [{ ...LODGED, ...given }];
  const again = (rows: readonly AppealRow[]) => lodged(REFUSED, { grounds: 'x', at: AT }, rows);
  expect(() => again(before({}))).toThrow(/open already/);
  expect(() => again(before({ status: 'DISMISSED' }))).toThrow(/was dismissed/);
  const beforeThisRefusal = new Date((REFUSED.decidedAt?.getTime() ?? 0) - 1);
  expect(again(before({ status: 'DISMISSED', lodgedAt: beforeThisRefusal })).status).toBe('LODGED');
  expect(again(before({ status: 'ALLOWED' })).status).toBe('LODGED');
});

const proposal = (given: Partial<DecisionProposalRow>): DecisionProposalRow => ({
  ...{ id: crypto.randomUUID(), applicationId: idOf('application', 1), outcome: 'REJECT', reason: 'x' },
  ...{
    isDiscretionary: false,
    amount: null,
    recipients: null,
    startsOn: null,
    endsOn: null,
    proposedBy: 'one',
    proposedAt: AT,
  },
  ...{ closedBy: 'two', closedAt: AT, isConfirmed: true, closeReason: null },
  ...given,
});
const step = (given: Partial<ApplicationStepRow>): ApplicationStepRow => ({
  ...{
    id: crypto.randomUUID(),
    applicationId: idOf('application', 1),
    act: 'REJECT',
    fromStatus: 'IN_PROCESS',
  },
  ...{ toStatus: 'REJECTED', by: 'two', at: AT, reason: null, place: 1 },
  ...given,
});

test('who proposed, confirmed or took the refusal does not decide the appeal; who declined to refuse may', () => {
  const refusedBy = refusers({
    proposals: [
      proposal({}),
      proposal({ proposedBy: 'three', closedBy: 'four', isConfirmed: false }),
      proposal({ outcome: 'APPROVE', proposedBy: 'five' }),
    ],
    steps: [step({}), step({ act: 'ASK_FOR_DOCUMENTS', by: 'six' }), step({ act: 'LAPSE', by: 'seven' })],
  });
  expect(refusedBy).toEqual(new Set(['one', 'two', 'three', 'seven']));
  for (const by of refusedBy)
    expect(() => decided(LODGED, { ...DECISION, by, outcome: 'DISMISSED' }, refusedBy)).toThrow(
      /another officer/,
    );
  expect(decided(LODGED, { ...DECISION, by: 'four', outcome: 'ALLOWED' }, refusedBy).status).toBe('ALLOWED');
});

test('no source gives a period for an appeal, so there is no last day; a rule that sets one counts calendar days from the refusal', () => {
  expect(lastDayToAppeal('2026-11-22')).toBeNull();
  const rules = [
    { startsOn: '2027-01-01', days: 30, source: 'a rule to come' },
    { startsOn: '2000-01-01', days: null, source: 'here' },
  ];
  expect([lastDayToAppeal('2026-12-31', rules), lastDayToAppeal('2027-01-01', rules)]).toEqual([
    null,
    '2027-01-31',
  ]);
});

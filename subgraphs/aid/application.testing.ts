import type { ApplicationRow, PaymentRow } from './application.table.ts';
import type {
  ApplicationStatementRow,
  DecisionProposalRow,
  InvestigationRow,
} from './application-process.table.ts';
import type { ClockRow } from './clock.table.ts';
import { newClock } from './clock.ts';
import type { findings } from './finding.table.ts';
import type { NoticeRow } from './notice.table.ts';

/** The nth identifier of a kind: the same at every run. */
export function idOf(kind: 'person' | 'application' | 'payment', n: number): string {
  const prefix = { person: 'aaaaaaaa', application: 'bbbbbbbb', payment: 'cccccccc' }[kind];
  return `${prefix}-0000-4000-8000-${n.toString(16).padStart(12, '0')}`;
}

/** An approved application with an award, submitted on the nth day of 2026 by the nth person. */
export function anApplication(n: number, given: Partial<ApplicationRow> = {}): ApplicationRow {
  return {
    id: idOf('application', n),
    reference: `TEST-${n}`,
    applicantKey: idOf('person', n),
    state: '05',
    district: '5_5',
    schemeCode: 'BWE',
    status: 'APPROVED',
    submittedAt: new Date(Date.UTC(2026, 0, n, 2)),
    completeAt: new Date(Date.UTC(2026, 0, n + 1, 2)),
    decidedAt: new Date(Date.UTC(2026, 0, n + 2, 2)),
    decisionReason: 'The household is below the line.',
    awardAmount: 60_000,
    awardStartsOn: '2026-02-01',
    awardEndsOn: null,
    ...given,
  };
}

/** What was paid for the nth month of 2026 under the nth application. */
export function aPayment(application: number, month: number, given: Partial<PaymentRow> = {}): PaymentRow {
  const first = `2026-${String(month).padStart(2, '0')}`;
  return {
    id: idOf('payment', application * 100 + month),
    applicationId: idOf('application', application),
    month: `${first}-01`,
    amount: 60_000,
    status: 'PAID',
    paidOn: `${first}-20`,
    ...given,
  };
}

/** Both clocks of the nth application, as they run since the 22nd of November 2026. */
export function bothClocks(n: number): ClockRow[] {
  return (['DECISION', 'COMPLETENESS'] as const).map((kind, at) => ({
    ...{ id: idOf('payment', n * 100 + at), applicationId: idOf('application', n) },
    ...newClock(kind, '05', '2026-11-22'),
  }));
}

/** A notice of the nth application that was sent at once. */
export function aNotice(n: number, at: Date): NoticeRow {
  const of = { applicationId: idOf('application', n), personKey: idOf('person', n) };
  const told = { event: 'APPROVED', channel: 'SMS', language: 'MS' } as const;
  return { id: crypto.randomUUID(), ...of, ...told, at, sentAt: at, failure: null };
}

/** What an officer found of the nth application. */
export function anInvestigation(n: number, at: Date): InvestigationRow {
  const found = { findings: 'The household lives there.', householdIncome: 90_000, ownIncome: 0 };
  const of = { applicationId: idOf('application', n), visitedOn: '2026-11-20', by: 'officer-1' };
  return { id: crypto.randomUUID(), ...of, ...found, at };
}

/** What an officer found out of the nth applicant's income. */
export function aFinding(n: number, at: Date): typeof findings.$inferInsert {
  const found = { fact: 'INCOME', income: 90_000, against: 4_800_000, reason: 'Payslips.' } as const;
  return { id: crypto.randomUUID(), applicationId: idOf('application', n), ...found, by: 'officer-1', at };
}

/** An open proposal to approve the nth application. */
export function aProposal(n: number, at: Date): DecisionProposalRow {
  const open = { closedBy: null, closedAt: null, isConfirmed: null, closeReason: null };
  const proposed = { outcome: 'APPROVE', reason: 'It is below the line.', isDiscretionary: false } as const;
  const award = { amount: 60_000, recipients: null, startsOn: '2026-12-01', endsOn: null };
  const of = { applicationId: idOf('application', n), proposedBy: 'officer-1', proposedAt: at };
  return { id: crypto.randomUUID(), ...of, ...proposed, ...award, ...open };
}

/** What the nth applicant stated. */
export function aStatement(n: number): ApplicationStatementRow {
  const household = { state: '05', district: '5_5', members: 4, minors: 2, monthlyIncome: 90_000 };
  const employment = { status: 'UNEMPLOYED', monthlyIncome: 0 } as const;
  const aid = { reason: 'The father is ill.', receives: [] };
  return { applicationId: idOf('application', n), household, employment, aid };
}

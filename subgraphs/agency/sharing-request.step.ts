import type { Transaction } from '@seisi/host/act';
import { RegistryError } from '@seisi/schema/errors';
import { and, eq, inArray } from 'drizzle-orm';
import { agencies } from './agency.table.ts';
import type { DutyOfficer } from './duty.policy.ts';
import { tellAgencies } from './notice.step.ts';
import type { Outcome } from './sharing-decision.ts';
import { checkParty, noRequest } from './sharing-request.policy.ts';
import {
  type SharingRequestRow,
  type SharingStepRow,
  sharingRequests,
  sharingSteps,
} from './sharing-request.table.ts';
import { nextStatus, type SharingAct } from './sharing-request.ts';
import { basisBetween, type SharingTerms } from './sharing-terms.ts';

/**
 * Begins a request of the officer's agency to another one. Gives its identifier. Its reference number is drawn.
 * @throws BAD_USER_INPUT for a provider that takes no part, or is the own agency
 */
export async function draftRequest(
  transaction: Transaction,
  asked: { readonly providerCode: string; readonly terms: SharingTerms },
  officer: DutyOfficer,
  at: Date,
): Promise<string> {
  const { provider, recipient } = await bothSides(transaction, asked.providerCode, officer.agency);
  const [word = 0] = crypto.getRandomValues(new Uint32Array(1));
  const row: SharingRequestRow = {
    ...NOTHING_YET,
    id: crypto.randomUUID(),
    reference: `DSR-${at.getUTCFullYear()}-${String(word % 1_000_000_000).padStart(9, '0')}`,
    recipientCode: officer.agency,
    providerCode: asked.providerCode,
    legalBasis: basisBetween(provider, recipient),
    terms: asked.terms,
    writtenBy: officer.id,
    writerKey: officer.personKey,
    writtenAt: at,
  };
  await transaction.insert(sharingRequests).values(row);
  await keep(transaction, row, { act: 'DRAFT', fromStatus: null, terms: row.terms }, officer, at);
  return row.id;
}

const NOTHING_YET = {
  status: 'DRAFT' as const,
  ...{ revision: 1, submittedAt: null, dueOn: null, extendedAt: null, decisionId: null },
  ...{ decision: null, proposedBy: null, proposerKey: null, decidedAt: null, agreementNumber: null },
  overdueToldAt: null,
};

/** A step as an officer takes it. */
export type SharingTaking = {
  readonly act: SharingAct;
  readonly side: 'recipient' | 'provider';
  readonly officer: DutyOfficer;
  readonly at: Date;
  readonly reason?: string;
};

/** What a request becomes beside its status, and, of a confirmation, what it comes to. */
export type Become = Partial<SharingRequestRow> & { readonly outcome?: Outcome };

/**
 * Takes a step on a request, in the transaction.
 * @throws NOT_FOUND, STEP_REFUSED, and what `become` throws
 */
export async function stepRequest(
  transaction: Transaction,
  id: string,
  { act, side, officer, at, reason }: SharingTaking,
  become: (current: SharingRequestRow) => Become | Promise<Become>,
): Promise<string> {
  const [current] = await transaction
    .select()
    .from(sharingRequests)
    .where(eq(sharingRequests.id, id))
    .for('update');
  if (current === undefined) throw noRequest();
  checkParty(current, officer, side);
  // Whether the step is open is told before what is wrong with it.
  nextStatus(current, act, null);
  const { outcome = null, ...changed } = await become(current);
  const next = { ...current, ...changed, status: nextStatus(current, act, outcome) };
  await transaction.update(sharingRequests).set(next).where(eq(sharingRequests.id, id));
  const said = { terms: changed.terms ?? null, decision: changed.decision ?? null, reason: reason ?? null };
  await keep(transaction, next, { act, fromStatus: current.status, ...said }, officer, at);
  await tell(transaction, next, act, at);
  return id;
}

/** The other agency is told of each step but of drafts, by the reference that both know. */
async function tell(
  transaction: Transaction,
  { reference: about, recipientCode, providerCode }: SharingRequestRow,
  act: SharingAct,
  at: Date,
): Promise<void> {
  if (act === 'SUBMIT')
    await tellAgencies(transaction, [{ agencyCode: providerCode, kind: 'SHARING_ASKED', about }], at);
  if (act === 'EXTEND')
    await tellAgencies(transaction, [{ agencyCode: recipientCode, kind: 'SHARING_EXTENDED', about }], at);
  if (act === 'CONFIRM')
    await tellAgencies(transaction, [{ agencyCode: recipientCode, kind: 'SHARING_DECIDED', about }], at);
}

async function keep(
  transaction: Transaction,
  { id: requestId, revision, status: toStatus, dueOn }: SharingRequestRow,
  step: Pick<SharingStepRow, 'act' | 'fromStatus'> & Partial<SharingStepRow>,
  { id: by, agency: agencyCode }: DutyOfficer,
  at: Date,
): Promise<void> {
  // Whoever takes a step holds the request's row, so places are given one at a time.
  const before = await transaction.$count(sharingSteps, eq(sharingSteps.requestId, requestId));
  const place = { id: crypto.randomUUID(), requestId, nth: before + 1 };
  await transaction
    .insert(sharingSteps)
    .values({ ...place, revision, toStatus, dueOn, by, agencyCode, at, ...step });
}

async function bothSides(transaction: Transaction, providerCode: string, recipientCode: string) {
  const found = await transaction
    .select()
    .from(agencies)
    .where(and(inArray(agencies.code, [providerCode, recipientCode]), eq(agencies.status, 'ACTIVE')));
  const provider = found.find(({ code }) => code === providerCode);
  const recipient = found.find(({ code }) => code === recipientCode);
  if (provider !== undefined && recipient !== undefined && providerCode !== recipientCode)
    return { provider, recipient };
  throw new RegistryError(
    'BAD_USER_INPUT',
    '`input.provider` takes another agency that takes part. See `agencies`.',
    {
      argument: 'input.provider',
    },
  );
}

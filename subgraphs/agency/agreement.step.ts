import type { Transaction } from '@seisi/host/act';
import { RegistryError } from '@seisi/schema/errors';
import { eq } from 'drizzle-orm';
import { type AgreementRow, type AgreementStepRow, agreementSteps, agreements } from './agreement.table.ts';
import { type AgreementAct, nextState } from './agreement.ts';
import { termsOf } from './amendment.ts';
import type { DutyOfficer } from './duty.policy.ts';
import { tellAgencies } from './notice.step.ts';

/** What an agreement says, before it has a number. */
export type AgreementTerms = Omit<AgreementRow, 'number' | 'state' | 'pending'>;

type Actor = Pick<DutyOfficer, 'id' | 'agency'>;

/**
 * Concludes an agreement in the transaction of whoever stands behind it, and tells its agency. From the commit on it is a fact of a ground, by the trigger of
 * its table. Its number is drawn: from one none can be told the next.
 */
export async function concludeAgreement(
  transaction: Transaction,
  terms: AgreementTerms,
  officer: Actor,
  at: Date,
): Promise<AgreementRow> {
  const number = `AGR-${terms.validFrom.slice(0, 4)}-${drawn()}`;
  const row: AgreementRow = { number, ...terms, state: 'IN_FORCE', pending: null };
  await transaction.insert(agreements).values(row);
  await keep(transaction, row, { act: 'CONCLUDE', reason: null }, officer, at);
  await tellAgencies(
    transaction,
    [{ agencyCode: terms.agencyCode, kind: 'AGREEMENT_CONCLUDED', about: number }],
    at,
  );
  return row;
}

/** A step as an officer takes it. */
export type AgreementTaking = {
  readonly act: AgreementAct;
  readonly officer: DutyOfficer;
  readonly at: Date;
  readonly reason: string | null;
};

/** What an agreement becomes beside its state, and whether it takes effect again. */
export type AgreementChange = Partial<AgreementRow> & { readonly resumes?: boolean };

/**
 * Takes a step on an agreement, in the transaction; its facts follow by the trigger of its table.
 * @throws NOT_FOUND, STEP_REFUSED, and what `become` throws
 */
export async function stepAgreement(
  transaction: Transaction,
  number: string,
  { act, officer, at, reason }: AgreementTaking,
  become: (current: AgreementRow) => AgreementChange,
): Promise<string> {
  const [current] = await transaction
    .select()
    .from(agreements)
    .where(eq(agreements.number, number))
    .for('update');
  if (current === undefined) throw noAgreement();
  const { resumes = false, ...changed } = become(current);
  const state = nextState(current.state, act, resumes);
  const next = { ...current, ...changed, state };
  await transaction.update(agreements).set(next).where(eq(agreements.number, number));
  await keep(transaction, next, { act, reason }, officer, at);
  if (act !== 'PROPOSE_CHANGE' && act !== 'DECLINE_CHANGE') await tellBoth(transaction, next, officer, at);
  return number;
}

export function noAgreement(): RegistryError {
  return new RegistryError('NOT_FOUND', 'There is no such agreement for you. `agreements` lists them.');
}

/** The other side learns that something changed, by the number that both know. */
async function tellBoth(
  transaction: Transaction,
  { number: about, agencyCode, providerCode }: AgreementRow,
  { agency }: Actor,
  at: Date,
): Promise<void> {
  const others = [agencyCode, providerCode].filter((code) => code !== null && code !== agency);
  const told = others.map((code) => ({ agencyCode: code ?? '', kind: 'AGREEMENT_CHANGED' as const, about }));
  await tellAgencies(transaction, told, at);
}

async function keep(
  transaction: Transaction,
  row: AgreementRow,
  step: Pick<AgreementStepRow, 'act' | 'reason'>,
  { id: by, agency: agencyCode }: Actor,
  at: Date,
): Promise<void> {
  const { number, state } = row;
  // Whoever takes a step holds the agreement's row, so places are given one at a time.
  const before = await transaction.$count(agreementSteps, eq(agreementSteps.number, number));
  const place = { id: crypto.randomUUID(), number, nth: before + 1 };
  await transaction
    .insert(agreementSteps)
    .values({ ...place, ...step, state, by, agencyCode, at, terms: termsOf(row) });
}

/** Nine random digits. */
function drawn(): string {
  const [word = 0] = crypto.getRandomValues(new Uint32Array(1));
  return String(word % 1_000_000_000).padStart(9, '0');
}

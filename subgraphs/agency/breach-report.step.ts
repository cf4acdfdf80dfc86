import type { Transaction } from '@seisi/host/act';
import { RegistryError } from '@seisi/schema/errors';
import { eq } from 'drizzle-orm';
import { agreementReach } from './agreement.policy.ts';
import { agreements } from './agreement.table.ts';
import { type BreachRow, breaches } from './breach-report.table.ts';
import { type BreachNotified, checkClosable, checkNotTold, checkOpen, NOTIFIED_AT } from './breach-report.ts';
import type { DutyOfficer } from './duty.policy.ts';
import { tellAgencies } from './notice.step.ts';

/** What an officer reports, as checked. */
export type ReportedBreach = Pick<
  BreachRow,
  'agreementNumber' | 'kind' | 'classes' | 'persons' | 'discoveredAt'
>;

/**
 * Reports a breach of the own agency's, and tells the other side of the agreement. Gives its identifier.
 * @throws BAD_USER_INPUT for an agreement in which the agency has no part
 */
export async function reportBreach(
  transaction: Transaction,
  reported: ReportedBreach,
  officer: DutyOfficer,
  at: Date,
): Promise<string> {
  const otherCode = await otherSide(transaction, reported.agreementNumber, officer.agency);
  const [word = 0] = crypto.getRandomValues(new Uint32Array(1));
  const id = crypto.randomUUID();
  const reference = `BR-${at.getUTCFullYear()}-${String(word % 1_000_000_000).padStart(9, '0')}`;
  const by = { reportedBy: officer.id, reporterKey: officer.personKey, reportedAt: at };
  await transaction
    .insert(breaches)
    .values({ id, reference, ...reported, ...by, agencyCode: officer.agency, otherCode, status: 'OPEN' });
  if (otherCode !== null)
    await tellAgencies(
      transaction,
      [{ agencyCode: otherCode, kind: 'BREACH_REPORTED', about: reference }],
      at,
    );
  return id;
}

/** @throws NOT_FOUND, STEP_REFUSED */
export async function recordNotified(
  transaction: Transaction,
  id: string,
  to: BreachNotified,
  { officer, at }: { readonly officer: DutyOfficer; readonly at: Date },
): Promise<string> {
  const current = await own(transaction, id, officer);
  checkOpen(current);
  checkNotTold(current, to);
  await transaction
    .update(breaches)
    .set({ [NOTIFIED_AT[to]]: at })
    .where(eq(breaches.id, id));
  return id;
}

/** @throws NOT_FOUND, STEP_REFUSED */
export async function closeBreach(
  transaction: Transaction,
  id: string,
  { officer, at }: { readonly officer: DutyOfficer; readonly at: Date },
): Promise<string> {
  const current = await own(transaction, id, officer);
  checkOpen(current);
  checkClosable(current, officer);
  await transaction
    .update(breaches)
    .set({ status: 'CLOSED', closedBy: officer.id, closedAt: at })
    .where(eq(breaches.id, id));
  return id;
}

/** The report of the officer's own agency, held by this transaction. */
async function own(transaction: Transaction, id: string, { agency }: DutyOfficer): Promise<BreachRow> {
  const [found] = await transaction.select().from(breaches).where(eq(breaches.id, id)).for('update');
  if (found !== undefined && found.agencyCode === agency) return found;
  throw new RegistryError('NOT_FOUND', 'There is no such report of your agency. `breachReports` lists them.');
}

async function otherSide(
  transaction: Transaction,
  number: string | null,
  agency: string,
): Promise<string | null> {
  if (number === null) return null;
  const [found] = await transaction.select().from(agreements).where(eq(agreements.number, number));
  if (found === undefined || !agreementReach.row(found, agency))
    throw new RegistryError(
      'BAD_USER_INPUT',
      '`input.agreement` names none in which your agency has a part.',
      {
        argument: 'input.agreement',
      },
    );
  return found.agencyCode === agency ? found.providerCode : found.agencyCode;
}

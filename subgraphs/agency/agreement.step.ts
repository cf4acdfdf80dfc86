import type { Transaction } from '@seisi/host/act';
import { type AgreementRow, agreements } from './agreement.table.ts';
import { tellAgencies } from './notice.step.ts';

/** What an agreement says, before it has a number. */
export type AgreementTerms = Omit<AgreementRow, 'number'>;

/**
 * Concludes an agreement in the transaction of whoever stands behind it, and tells its agency. From the commit on it is a fact of a ground, by the trigger of
 * its table. Its number is drawn: from one none can be told the next.
 */
export async function concludeAgreement(
  transaction: Transaction,
  terms: AgreementTerms,
  at: Date,
): Promise<AgreementRow> {
  const number = `AGR-${terms.validFrom.slice(0, 4)}-${drawn()}`;
  const [concluded] = await transaction
    .insert(agreements)
    .values({ number, ...terms })
    .returning();
  if (concluded === undefined) throw new Error('An agreement was not concluded.');
  await tellAgencies(
    transaction,
    [{ agencyCode: terms.agencyCode, kind: 'AGREEMENT_CONCLUDED', about: number }],
    at,
  );
  return concluded;
}

/** Nine random digits. */
function drawn(): string {
  const [word = 0] = crypto.getRandomValues(new Uint32Array(1));
  return String(word % 1_000_000_000).padStart(9, '0');
}

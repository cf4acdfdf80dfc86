import { RegistryError, withheld } from '@seisi/schema/errors';
import { eq, or, type SQL } from 'drizzle-orm';
import { noAgreement } from './agreement.step.ts';
import { type AgreementRow, agreements } from './agreement.table.ts';
import type { RoomContext } from './context.ts';
import { type DutyOfficer, dutyOfficer } from './duty.policy.ts';

/** Which agreements exist for an agency: those that it holds, and those by which its own registers are read. */
export const agreementReach = {
  row: (
    { agencyCode, providerCode }: Pick<AgreementRow, 'agencyCode' | 'providerCode'>,
    agency: string,
  ): boolean => agencyCode === agency || providerCode === agency,

  /** The same rule, said in SQL. */
  where: (agency: string): SQL | undefined =>
    or(eq(agreements.agencyCode, agency), eq(agreements.providerCode, agency)),
};

/**
 * For which agency somebody reads agreements: its officer whose duty is sharing, or its own client.
 * @throws UNAUTHORIZED_FIELD_OR_TYPE for everybody else
 */
export async function agreementReader(context: RoomContext, coordinate: string): Promise<string> {
  const { basis } = context.passport;
  if (basis.kind === 'AGREEMENT') return basis.agency;
  const officer = await dutyOfficer(context, 'SHARING');
  if (officer !== null) return officer.agency;
  throw withheld(coordinate, null, 'CLASS_NOT_IN_BASIS');
}

/** @throws NOT_FOUND for officers of other agencies, STEP_REFUSED where the step is the provider's */
export function checkSide(row: AgreementRow, { agency }: DutyOfficer, side: 'either' | 'provider'): void {
  if (!agreementReach.row(row, agency)) throw noAgreement();
  if (side === 'either' || row.providerCode === agency) return;
  throw new RegistryError(
    'STEP_REFUSED',
    'An officer of the agency whose registers it opens takes this step.',
  );
}

import { RegistryError } from '@seisi/schema/errors';
import type { AgencyActor } from './duty.policy.ts';
import type { ReferralRow } from './referral.table.ts';
import { type ReferralAct, SIDE } from './referral.ts';

/** Which referrals an agency handles: those that it sent or received. One from an agency to itself is nobody's. */
function isParty(
  { fromAgency, toAgency }: Pick<ReferralRow, 'fromAgency' | 'toAgency'>,
  agency: string,
): boolean {
  return fromAgency !== toAgency && (fromAgency === agency || toAgency === agency);
}

/** @throws NOT_FOUND for other agencies, and for an officer whom it is about; STEP_REFUSED for the wrong one of the two */
export function checkReferralSide(
  row: ReferralRow,
  { agency, personKey }: AgencyActor,
  act: ReferralAct,
): void {
  if (!isParty(row, agency) || (personKey !== null && row.personKey === personKey)) throw noTask();
  const side = SIDE[act];
  if (side === 'either' || (side === 'receiver' ? row.toAgency : row.fromAgency) === agency) return;
  throw new RegistryError(
    'STEP_REFUSED',
    `The agency that ${side === 'receiver' ? 'received' : 'sent'} it takes this step.`,
  );
}

export function noTask(): RegistryError {
  return new RegistryError('NOT_FOUND', 'There is no such referral for you. `referralTasks` lists them.');
}

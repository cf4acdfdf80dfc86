import { RegistryError } from '@seisi/schema/errors';
import { and, eq, ne, or, type SQL } from 'drizzle-orm';
import type { RoomContext } from './context.ts';
import { type DutyOfficer, dutyOfficer } from './duty.policy.ts';
import { type SharingRequestRow, sharingRequests } from './sharing-request.table.ts';

type Sides = Pick<SharingRequestRow, 'recipientCode' | 'providerCode' | 'status'>;

/** Which requests exist for an officer whose duty is sharing: those of the own agency, and those that were submitted to it. */
export const sharingReach = {
  row: ({ recipientCode, providerCode, status }: Sides, agency: string): boolean =>
    recipientCode === agency || (providerCode === agency && status !== 'DRAFT'),

  /** The same rule, said in SQL. */
  where: (agency: string): SQL | undefined =>
    or(
      eq(sharingRequests.recipientCode, agency),
      and(eq(sharingRequests.providerCode, agency), ne(sharingRequests.status, 'DRAFT')),
    ),
};

/** The officer who reads of requests and agreements; null for everybody else. */
export function sharingOfficer(context: RoomContext): Promise<DutyOfficer | null> {
  return dutyOfficer(context, 'SHARING');
}

/** Whose step it is. @throws NOT_FOUND for other agencies, STEP_REFUSED for the wrong one of the two */
export function checkParty(row: Sides, { agency }: DutyOfficer, side: 'recipient' | 'provider'): void {
  if (!sharingReach.row(row, agency)) throw noRequest();
  if ((side === 'recipient' ? row.recipientCode : row.providerCode) === agency) return;
  const whose = side === 'recipient' ? 'that asks' : 'that is asked';
  throw new RegistryError('STEP_REFUSED', `An officer of the agency ${whose} takes this step.`);
}

export function noRequest(): RegistryError {
  return new RegistryError('NOT_FOUND', 'There is no such request for you. `sharingRequests` lists them.');
}

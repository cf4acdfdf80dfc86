import { RegistryError, withheld } from '@seisi/schema/errors';
import { eq, type SQL } from 'drizzle-orm';
import { type AgencyApplicationRow, agencyApplications } from './agency-application.table.ts';
import type { RoomContext } from './context.ts';
import { dutyOfficer } from './duty.policy.ts';

/** Who reads of applications: an officer all of them, a citizen the own ones. */
export type ApplicationReader = { readonly applicantKey: string | null };

/**
 * A citizen, or an officer whose duty is onboarding.
 * @throws UNAUTHORIZED_FIELD_OR_TYPE for everybody else
 */
export async function applicationReader(
  context: RoomContext,
  coordinate: string,
): Promise<ApplicationReader> {
  const { basis } = context.passport;
  if (basis.kind === 'SELF') return { applicantKey: basis.personKey };
  if ((await dutyOfficer(context, 'ONBOARDING')) !== null) return { applicantKey: null };
  throw withheld(coordinate, null, 'CLASS_NOT_IN_BASIS');
}

/** @throws UNAUTHORIZED_FIELD_OR_TYPE for whoever is no citizen with the own token */
export function applicantOf(context: RoomContext, field: string): string {
  const { basis } = context.passport;
  if (basis.kind === 'SELF') return basis.personKey;
  throw withheld(`Mutation.${field}`, null, 'CLASS_NOT_IN_BASIS');
}

/** Which applications exist for a reader, as a predicate and in SQL. */
export const applicationReach = {
  row: (row: Pick<AgencyApplicationRow, 'applicantKey'>, { applicantKey }: ApplicationReader): boolean =>
    applicantKey === null || row.applicantKey === applicantKey,
  where: ({ applicantKey }: ApplicationReader): SQL | undefined =>
    applicantKey === null ? undefined : eq(agencyApplications.applicantKey, applicantKey),
};

export function noApplication(): RegistryError {
  return new RegistryError(
    'NOT_FOUND',
    'There is no such application for you. `agencyApplications` lists them.',
  );
}

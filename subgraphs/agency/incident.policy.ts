import { arrayText } from '@seisi/host/hot-read';
import { RegistryError, withheld } from '@seisi/schema/errors';
import { and, arrayContains, eq, or, type SQL, sql } from 'drizzle-orm';
import type { RoomContext } from './context.ts';
import { type DutyOfficer, dutyOfficer } from './duty.policy.ts';
import { type IncidentRow, incidents } from './incident.table.ts';
import { holdsDistrict } from './incident.ts';

/** Who reads of incidents: for which agency, and, of an officer on duty, in which areas. */
export type IncidentReader = { readonly agency: string; readonly areas: readonly string[] };

/**
 * Whoever rests on an agreement of an agency, and officers whose duty is crises.
 * @throws UNAUTHORIZED_FIELD_OR_TYPE for everybody else
 */
export async function incidentReader(context: RoomContext, coordinate: string): Promise<IncidentReader> {
  const { basis } = context.passport;
  if (basis.kind === 'AGREEMENT') return { agency: basis.agency, areas: [] };
  const officer = await dutyOfficer(context, 'CRISIS');
  if (officer === null) throw withheld(coordinate, null, 'CLASS_NOT_IN_BASIS');
  return { agency: officer.agency, areas: officer.areas };
}

/** Which incidents exist for a reader: those that name or are led by the own agency, and those that touch the own areas. */
export const incidentReach = {
  row: ({ agencies, leadAgency, handedTo, areas }: IncidentRow, reader: IncidentReader): boolean =>
    [...agencies, leadAgency, handedTo].includes(reader.agency) ||
    areas.some((area) => holdsDistrict(reader.areas, area)),

  /** The same rule, said in SQL. `incident.policy.test.ts` holds the two together. */
  where: ({ agency, areas }: IncidentReader): SQL | undefined =>
    or(
      arrayContains(incidents.agencies, [agency]),
      eq(incidents.leadAgency, agency),
      eq(incidents.handedTo, agency),
      touches(areas),
    ),
};

function touches(areas: readonly string[]): SQL | undefined {
  if (areas.length === 0) return undefined;
  if (areas.includes('MY')) return sql`true`;
  const held = arrayText(areas);
  return and(
    sql`exists (select from unnest(${incidents.areas}) as district
      where district = any(${held}::text[]) or lpad(split_part(district, '_', 1), 2, '0') = any(${held}::text[]))`,
  );
}

/**
 * The officer on duty in whose areas all of an incident is.
 * @throws UNAUTHORIZED_FIELD_OR_TYPE, named by the field, for an officer of elsewhere
 */
export function checkAreas(officer: DutyOfficer, areas: readonly string[]): void {
  if (areas.every((area) => holdsDistrict(officer.areas, area))) return;
  throw new RegistryError('STEP_REFUSED', 'Part of this is outside your areas: ask an officer of the state.');
}

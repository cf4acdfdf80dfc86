import { type ClassSet, classSet, NO_CLASSES } from '@seisi/schema/classes';
import { classesOfPurpose, INCIDENT_PURPOSES } from '@seisi/schema/purpose';
import { covers } from '@seisi/schema/viewer';
import type { AgreementGround } from './agreement.ts';
import type { Place } from './situation.ts';
import { areTwoOfficers } from './two-officers.ts';

/** A declared incident that is going on: which agencies, where, and the officers who declared it. */
export type DeclaredIncident = {
  readonly id: string;
  readonly agencies: readonly string[];
  readonly areas: readonly string[];
  readonly declaredBy: readonly string[];
};

/** What an incident opens where it is: what a public emergency opens, and never these. */
const CLASSES = classesOfPurpose('PUBLIC_EMERGENCY') & ~classSet(['protection', 'bank', 'receipts']);

/** The incidents that count for an agreement: declared by two officers, naming its agency, while it is used in an emergency. */
export function incidentsThatCount({ agency, purpose, incidents }: AgreementGround): DeclaredIncident[] {
  if (!INCIDENT_PURPOSES.includes(purpose)) return [];
  return incidents.filter(
    ({ agencies, declaredBy }) => agencies.includes(agency) && areTwoOfficers(declaredBy),
  );
}

/** What incidents add to an agreement of whoever lives where they are. */
export function classesOfIncidents(ground: AgreementGround, { household }: Place): ClassSet {
  const isThere = incidentsThatCount(ground).some(({ areas }) =>
    covers(areas, household.district, household.state),
  );
  return isThere ? CLASSES : NO_CLASSES;
}

/** The incidents that add to an agreement of whoever lives in these households, in order. */
export function incidentsOf(
  ground: AgreementGround,
  households: readonly Place['household'][],
): readonly string[] {
  const there = incidentsThatCount(ground).filter(({ areas }) =>
    households.some(({ district, state }) => covers(areas, district, state)),
  );
  return [...new Set(there.map(({ id }) => id))].toSorted();
}

/** What incidents can add to an agreement, wherever someone lives. */
export function mostByIncidents(ground: AgreementGround): ClassSet {
  return incidentsThatCount(ground).some(({ areas }) => areas.length > 0) ? CLASSES : NO_CLASSES;
}

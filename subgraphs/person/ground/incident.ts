import { type ClassSet, classSet, NO_CLASSES } from '@seisi/schema/classes';
import { classesOfPurpose, type Purpose } from '@seisi/schema/purpose';
import { covers } from '@seisi/schema/viewer';
import type { AgreementGround } from './agreement.ts';
import type { Place } from './situation.ts';
import { areTwoOfficers } from './two-officers.ts';

/** A declared incident that is going on: which agencies, where, and the officers who declared it. */
export type DeclaredIncident = {
  readonly agencies: readonly string[];
  readonly areas: readonly string[];
  readonly declaredBy: readonly string[];
};

/** The purposes for which an incident is added at all. */
const FOR: readonly Purpose[] = ['PUBLIC_EMERGENCY', 'LIFE_HEALTH_SAFETY'];

/** What an incident opens where it is: what a public emergency opens, and never these. */
const CLASSES = classesOfPurpose('PUBLIC_EMERGENCY') & ~classSet(['protection', 'bank', 'receipts']);

/** The incidents that count for an agreement: declared by two officers, naming its agency, while it is used in an emergency. */
export function incidentsThatCount({ agency, purpose, incidents }: AgreementGround): DeclaredIncident[] {
  if (!FOR.includes(purpose)) return [];
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

/** What incidents can add to an agreement, wherever someone lives. */
export function mostByIncidents(ground: AgreementGround): ClassSet {
  return incidentsThatCount(ground).some(({ areas }) => areas.length > 0) ? CLASSES : NO_CLASSES;
}

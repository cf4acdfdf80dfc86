import { type ClassSet, NO_CLASSES } from '@seisi/schema/classes';
import type { Purpose } from '@seisi/schema/purpose';
import { covers } from '@seisi/schema/viewer';
import type { DeclaredIncident } from './incident.ts';
import type { Place } from './situation.ts';

/** A data-sharing agreement of the viewer's agency, for one purpose, with what may be added to it and to nothing else (access §3). */
export type AgreementGround = {
  readonly kind: 'AGREEMENT';
  readonly id: string;
  readonly agency: string;
  readonly purpose: Purpose;
  readonly areas: readonly string[];
  /** As the agreement names them. */
  readonly classes: ClassSet;
  readonly population: 'ALL' | 'REFERRED';
  /** About how many subjects it may be used in one civil day. Who is among them is counted by the mint, after the decision. */
  readonly dailySubjects: number;
  /** Those in force that name the agency. */
  readonly incidents: readonly DeclaredIncident[];
  /** The classes of every consent in force that anyone gave to the agency for the purpose: what consents can open at the most. */
  readonly consented: ClassSet;
};

/** The agreement's classes of whoever lives in its areas; where it is for the referred, of whom the agency accepted from another one. */
export function classesOfAgreement(ground: AgreementGround, { household }: Place): ClassSet {
  const { areas, classes, population, agency } = ground;
  const isReached = population === 'ALL' || household.referrers.some((sender) => sender !== agency);
  return isReached && covers(areas, household.district, household.state) ? classes : NO_CLASSES;
}

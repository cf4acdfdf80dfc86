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

/**
 * The agreement's classes of whoever lives in its areas. Where it is for the referred, of whom the agency accepted from another one: those that the minimum sets
 * of these referrals hold, of what is left of the agreement's (`left`: after purpose and assurance). Nobody passes on by a referral what an agreement does not open.
 */
export function classesOfAgreement(
  { areas, classes, population, agency }: AgreementGround,
  { household }: Place,
  left: ClassSet,
): ClassSet {
  if (!covers(areas, household.district, household.state)) return NO_CLASSES;
  if (population === 'ALL') return classes;
  const accepted = household.referrers.filter(({ sender }) => sender !== agency);
  return left & accepted.reduce((all, referrer) => all | referrer.classes, NO_CLASSES);
}

import { ALL_CLASSES, bitOf, type ClassSet, classSet, NO_CLASSES } from '@seisi/schema/classes';
import type { Place, Resident, Situation } from './situation.ts';

/** The own record of a citizen (access §3). */
export type SelfGround = { readonly kind: 'SELF'; readonly personKey: string; readonly adult: boolean };

/** What another adult of the own household is to a citizen: an allow-list. */
const OTHER_RESIDENT = classSet(['register', 'kinship', 'identity.masked']);

/** What the own household is to a citizen, whoever else lives in it. How many live there is named beside what implies it, so that a low level leaves it. */
export const OWN_HOUSEHOLD = classSet([
  'register',
  'area',
  'contact',
  'poverty.status',
  'kinship.count',
  'kinship',
]);

/** A household in which the citizen lives today, and who lives there: who has left sees it no more, and is seen from it no more. */
export function classesOfSelf({ personKey: own }: SelfGround, { household, person }: Place): ClassSet {
  const self = household.residents.find(({ personKey }) => personKey === own);
  if (self === undefined) return NO_CLASSES;
  if (person === null) return classesOfOwnHousehold(self, household);
  if (person === own) return ALL_CLASSES;
  const other = household.residents.find(({ personKey }) => personKey === person);
  if (other === undefined) return NO_CLASSES;
  return isWard(self, other, household) ? ALL_CLASSES & ~bitOf('protection') : OTHER_RESIDENT;
}

/**
 * A figure over several people tells what another earns (per head × size − own = the rest), so it opens only where nobody else has a part
 * or each who has one consented. Consents are between adults, and open nothing under a seal.
 */
function classesOfOwnHousehold(self: Resident, household: Situation): ClassSet {
  const wards = household.residents.filter((other) => isWard(self, other, household));
  const consenters = self.adult && !household.sealed ? household.consenters : [];
  const known = new Set([self.personKey, ...wards.map(({ personKey }) => personKey), ...consenters]);
  return household.earners.every((earner) => known.has(earner))
    ? OWN_HOUSEHOLD | classSet(['poverty', 'income.band'])
    : OWN_HOUSEHOLD;
}

/** A minor is open to the adult head of the household, and to the head's spouse where it is the head's child; never under a seal. */
function isWard(self: Resident, other: Resident, household: Situation): boolean {
  if (household.sealed || other.adult || !self.adult) return false;
  return self.relation === 'HEAD' || (self.relation === 'SPOUSE' && other.relation === 'CHILD');
}

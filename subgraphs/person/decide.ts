import {
  ALL_CLASSES,
  bitOf,
  type ClassSet,
  classSet,
  closure,
  NO_CLASSES,
  opens,
} from '@seisi/schema/classes';
import { covers } from '@seisi/schema/viewer';
import type { Ground } from './ground.ts';
import type { Relation } from './types.generated.ts';

/** One who lives in a household today. */
export type Resident = { readonly personKey: string; readonly relation: Relation; readonly adult: boolean };

/** What is decided by: how a household stands today. */
export type Situation = {
  readonly key: string;
  readonly state: string;
  readonly district: string;
  /** Whether the household, or anyone who lives in it, is under protection today. */
  readonly sealed: boolean;
  /** The agencies from which the viewer's agency accepted a referral of this household that is in force today. */
  readonly referrers: readonly string[];
  readonly residents: readonly Resident[];
  /** The persons whose incomes are in the household's figures: those of today, and those of its newest assessment. */
  readonly earners: readonly string[];
};

/** About whom is decided: a household, or a person with every household in which the person lives today. */
export type Subject =
  | { readonly kind: 'HOUSEHOLD'; readonly household: Situation }
  | { readonly kind: 'PERSON'; readonly key: string; readonly households: readonly Situation[] };

/** What another adult of the own household is to a citizen: an allow-list (access §3). */
const OTHER_RESIDENT = closure(classSet(['register', 'kinship', 'identity.masked']));

/** What the own household is to a citizen, whoever else lives in it. */
const OWN_HOUSEHOLD = closure(classSet(['register', 'area', 'contact', 'poverty.status', 'kinship']));

/** Where a decision stands: a household, and the person in it or null for the household itself. */
type Place = { readonly household: Situation; readonly person: string | null };
type Step = (classes: ClassSet, ground: Ground, place: Place) => ClassSet;

/**
 * The order of access §3. Consents and incidents add right after the basis; then the purpose and the assurance level intersect;
 * then implied classes are added; what a seal takes is taken last.
 */
const ORDER: readonly Step[] = [
  (_none, ground, place) => classesOfBasis(ground, place),
  (classes) => closure(classes),
  (classes, ground, place) => (place.household.sealed ? leftBySeal(classes, ground) : classes),
];

/** The classes of one subject that a ground opens; null where the subject is out of reach. A ground that opens no class opens no existence. */
export function decide(ground: Ground, subject: Subject): ClassSet | null {
  const classes =
    subject.kind === 'HOUSEHOLD'
      ? decidePlace(ground, { household: subject.household, person: null })
      : decidePerson(ground, subject.key, subject.households);
  return classes === NO_CLASSES ? null : classes;
}

/** What a ground opens of every household within its reach: lists may filter and sort by these classes alone (access §2). */
export function classesOfReach(ground: Ground): ClassSet {
  switch (ground.kind) {
    case 'NONE':
      return NO_CLASSES;
    case 'SELF':
      return OWN_HOUSEHOLD;
    case 'POSTING':
    case 'AGREEMENT':
      return closure(ground.classes);
    default:
      return ground satisfies never;
  }
}

/** Whoever lives in two households is as open as in the more closed one. One without a household is out of every ground but the own. */
function decidePerson(ground: Ground, person: string, households: readonly Situation[]): ClassSet {
  const isOwn = ground.kind === 'SELF' && ground.personKey === person;
  if (households.length === 0) return isOwn ? ALL_CLASSES : NO_CLASSES;
  return households.reduce(
    (classes, household) => classes & decidePlace(ground, { household, person }),
    ALL_CLASSES,
  );
}

function decidePlace(ground: Ground, place: Place): ClassSet {
  return ORDER.reduce((classes, step) => step(classes, ground, place), NO_CLASSES);
}

function classesOfBasis(ground: Ground, { household, person }: Place): ClassSet {
  switch (ground.kind) {
    case 'NONE':
      return NO_CLASSES;
    case 'SELF':
      return classesOfSelf(ground.personKey, household, person);
    case 'POSTING': {
      const isKin = household.residents.some(({ personKey }) => ground.kin.includes(personKey));
      return isKin || !covers(ground.areas, household.district, household.state)
        ? NO_CLASSES
        : ground.classes;
    }
    case 'AGREEMENT': {
      const isReached =
        ground.population === 'ALL' || household.referrers.some((sender) => sender !== ground.agency);
      return isReached && covers(ground.areas, household.district, household.state)
        ? ground.classes
        : NO_CLASSES;
    }
    default:
      return ground satisfies never;
  }
}

/** Only a household in which the citizen lives today: who has left sees it no more, and is seen from it no more. */
function classesOfSelf(own: string, household: Situation, person: string | null): ClassSet {
  const self = household.residents.find(({ personKey }) => personKey === own);
  if (self === undefined) return NO_CLASSES;
  if (person === null) return classesOfOwnHousehold(self, household);
  if (person === own) return ALL_CLASSES;
  const other = household.residents.find(({ personKey }) => personKey === person);
  if (other === undefined) return NO_CLASSES;
  return isWard(self, other, household) ? ALL_CLASSES & ~bitOf('protection') : OTHER_RESIDENT;
}

/** A figure over several people tells what another earns (per head × size − own = the rest), so it opens only where nobody else has a part. */
function classesOfOwnHousehold(self: Resident, household: Situation): ClassSet {
  const known = new Set(
    [self, ...household.residents.filter((other) => isWard(self, other, household))].map(
      ({ personKey }) => personKey,
    ),
  );
  return household.earners.every((earner) => known.has(earner))
    ? OWN_HOUSEHOLD | bitOf('poverty')
    : OWN_HOUSEHOLD;
}

/** A minor is open to the adult head of the household, and to the head's spouse where it is the head's child; never under a seal. */
function isWard(self: Resident, other: Resident, household: Situation): boolean {
  if (household.sealed || other.adult || !self.adult || self === other) return false;
  return self.relation === 'HEAD' || (self.relation === 'SPOUSE' && other.relation === 'CHILD');
}

/** A seal leaves the duty that names protection, and the protected adult's own ground; nothing else (access §3). */
function leftBySeal(classes: ClassSet, ground: Ground): ClassSet {
  switch (ground.kind) {
    case 'SELF':
      return ground.adult ? classes : NO_CLASSES;
    case 'POSTING':
      return opens(ground.classes, 'protection') ? classes : NO_CLASSES;
    case 'AGREEMENT':
    case 'NONE':
      return NO_CLASSES;
    default:
      return ground satisfies never;
  }
}

import { ALL, type Classes, classes, type Ground, NONE } from './ground.ts';
import {
  type ApplicationRow,
  type HouseholdRow,
  holdsOn,
  isValidOn,
  type MembershipRow,
  type PersonRow,
  type ReferralRow,
  type Registry,
} from './registry.ts';

/** What the own household is to a citizen (access §3: number, status, area, own address, poverty status, and who lives there). */
const OWN_HOUSEHOLD = classes('register', 'area', 'contact', 'kinship', 'poverty.status');
const OWN_HOUSEHOLD_ALONE = classes('register', 'area', 'contact', 'kinship', 'poverty');
/** What another adult of the household is to a citizen: an allow-list. */
const OTHER_ADULT = classes('register', 'kinship', 'identity.masked');
const WARD: Classes = new Set([...ALL].filter((name) => name !== 'protection'));

/** The classes of a household that a ground opens; null where it is out of reach. */
export function classesOfHousehold(
  registry: Registry,
  ground: Ground,
  household: HouseholdRow,
): Classes | null {
  return notEmpty(
    ground.kind === 'SELF'
      ? ownHousehold(registry, ground.person, household)
      : byArea(registry, ground, household),
  );
}

/** The classes of a person that a ground opens, by the household where the person lives today; null where out of reach. */
export function classesOfPerson(registry: Registry, ground: Ground, person: PersonRow): Classes | null {
  const homes = registry.homesOf(person.key).map(({ householdKey }) => registry.householdByKey(householdKey));
  if (homes.length === 0) return ground.kind === 'SELF' && ground.person.key === person.key ? ALL : null;
  // Whoever lives in two households is as open as in the more closed one.
  const each = homes.map((home) => (home === null ? NONE : inHome(registry, ground, person, home)));
  return notEmpty(each.reduce((left, right) => new Set([...left].filter((name) => right.has(name)))));
}

function inHome(registry: Registry, ground: Ground, person: PersonRow, home: HouseholdRow): Classes {
  if (ground.kind === 'SELF') return fellow(registry, ground.person, person, home);
  return byArea(registry, ground, home);
}

/** Officers and agencies: the household by its area, less kin, less whom no other agency referred, less the sealed. */
function byArea(registry: Registry, ground: Ground, household: HouseholdRow): Classes {
  if (ground.kind === 'POSTING') {
    const members = registry.membersOf(household.key, registry.today);
    const isKin = members.some(({ personKey }) => ground.kin.has(personKey));
    const mayProtect = ground.ceiling.has('protection');
    if (isKin || !lies(household, ground.posting.areas)) return NONE;
    return isSealed(registry, household) && !mayProtect ? NONE : ground.ceiling;
  }
  if (ground.kind !== 'AGREEMENT' || isSealed(registry, household)) return NONE;
  const { areas, population, agencyCode } = ground.agreement;
  const isReached = population === 'ALL' || wasReferred(registry, agencyCode, household);
  return isReached && lies(household, areas) ? ground.ceiling : NONE;
}

/** Referred by another agency and accepted by this one. */
function wasReferred({ rows, today }: Registry, agency: string, household: HouseholdRow): boolean {
  return rows.groundFacts.some(
    (fact) =>
      fact.kind === 'ACCEPTED_REFERRAL' &&
      fact.subjectKey === household.key &&
      fact.holder === agency &&
      fact.other !== null &&
      fact.other !== agency &&
      isValidOn(fact, today),
  );
}

/** A seal is on the household, or on one who lives there. */
function isSealed({ rows, today, membersOf }: Registry, household: HouseholdRow): boolean {
  const keys = new Set([household.key, ...membersOf(household.key, today).map(({ personKey }) => personKey)]);
  return rows.groundFacts.some(
    (fact) => fact.kind === 'SEAL' && keys.has(fact.subjectKey ?? '') && isValidOn(fact, today),
  );
}

function ownHousehold(registry: Registry, self: PersonRow, household: HouseholdRow): Classes {
  if (placeOf(registry, self, household) === undefined) return NONE;
  if (isSealed(registry, household) && !registry.isAdult(self)) return NONE;
  return othersEarn(registry, self, household) ? OWN_HOUSEHOLD : OWN_HOUSEHOLD_ALONE;
}

/** Whether another adult has a part in a figure of the household: that of today, or that of its newest assessment. */
function othersEarn(registry: Registry, self: PersonRow, household: HouseholdRow): boolean {
  const days = [registry.today, registry.newestAssessment(household.key)?.assessedOn ?? registry.today];
  return days.some((day) =>
    registry.membersOf(household.key, day).some(({ personKey }) => {
      const other = registry.personByKey(personKey);
      if (personKey === self.key || (other !== null && !registry.isAdult(other))) return false;
      return registry.incomesOf(personKey, day).some((income) => holdsOn(income, day));
    }),
  );
}

/** Someone of one's own household, and oneself. */
function fellow(registry: Registry, self: PersonRow, person: PersonRow, household: HouseholdRow): Classes {
  const own = placeOf(registry, self, household);
  const place = placeOf(registry, person, household);
  if (own === undefined || place === undefined) return NONE;
  const sealed = isSealed(registry, household);
  if (sealed && !registry.isAdult(self)) return NONE;
  if (person.key === self.key) return ALL;
  if (registry.isAdult(person) || !registry.isAdult(self)) return OTHER_ADULT;
  // Of a minor: as guardian or head, unless the child or the household is protected.
  return !sealed && isGuardian(own, place) ? WARD : OTHER_ADULT;
}

function isGuardian(own: MembershipRow, child: MembershipRow): boolean {
  if (own.relationToHead === 'HEAD') return true;
  return own.relationToHead === 'SPOUSE' && child.relationToHead === 'CHILD';
}

function placeOf(registry: Registry, person: PersonRow, household: HouseholdRow): MembershipRow | undefined {
  const members = registry.membersOf(household.key, registry.today);
  return members.find(({ personKey }) => personKey === person.key);
}

function lies({ state, district }: { state: string; district: string }, areas: readonly string[]): boolean {
  return areas.includes('MY') || areas.includes(state) || areas.includes(district);
}

/** Which application files there are for a ground: those of its areas where it opens aid, never an officer's own; a citizen's own. */
export function hasApplicationFile(ground: Ground, row: ApplicationRow): boolean {
  if (ground.kind === 'SELF') return row.applicantKey === ground.person.key;
  if (ground.kind === 'NONE' || !ground.ceiling.has('aid')) return false;
  if (ground.kind === 'POSTING')
    return lies(row, ground.posting.areas) && row.applicantKey !== ground.posting.personKey;
  return ground.agreement.population === 'ALL' && lies(row, ground.agreement.areas);
}

/** Which referral files there are for a ground: what its agency sent or received, but never to itself, nor about the officer; what is about a citizen. */
export function hasReferralFile(ground: Ground, row: ReferralRow): boolean {
  if (row.fromAgency === row.toAgency || !ground.ceiling.has('case')) return false;
  if (ground.kind === 'SELF') return row.personKey === ground.person.key;
  if (ground.kind === 'NONE') return false;
  if (ground.kind === 'POSTING' && row.personKey === ground.posting.personKey) return false;
  const agency = ground.kind === 'POSTING' ? ground.posting.agencyCode : ground.agreement.agencyCode;
  return row.fromAgency === agency || row.toAgency === agency;
}

function notEmpty(open: Classes): Classes | null {
  return open.size === 0 ? null : open;
}

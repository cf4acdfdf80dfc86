import { namedByConsents, namedByIncidents } from './addition.ts';
import { ALL, type Classes, NONE } from './class-set.ts';
import type { Ground } from './ground.ts';
import { left } from './limit.ts';
import { isIn } from './place.ts';
import {
  type AgreementRow,
  type ApplicationRow,
  type HouseholdRow,
  holdsOn,
  isValidOn,
  type MembershipRow,
  malaysianDate,
  type PersonRow,
  type ReferralRow,
  type Registry,
} from './registry.ts';

/** What the own household is to a citizen (access §3: number, status, area, own address, poverty status, and who lives there). */
const OWN_HOUSEHOLD: Classes = new Set([
  'register',
  'area',
  'contact',
  'kinship',
  'kinship.count',
  'poverty.status',
]);
const OWN_HOUSEHOLD_ALONE: Classes = new Set([...OWN_HOUSEHOLD, 'poverty', 'income.band']);
/** What another adult of the household is to a citizen: an allow-list. */
const OTHER_ADULT: Classes = new Set(['register', 'kinship', 'identity.masked']);
/** The figures of a household in which everyone who lives there has a part. */
const FIGURES: Classes = new Set(['kinship.count', 'income.band', 'poverty']);
const WARD: Classes = new Set([...ALL].filter((name) => name !== 'protection'));

/** The classes of a household that a ground opens; null where it is out of reach. */
export function classesOfHousehold(
  registry: Registry,
  ground: Ground,
  household: HouseholdRow,
): Classes | null {
  const open =
    ground.kind === 'SELF'
      ? left(ground.limit, ownHousehold(registry, ground.person, household))
      : byArea(registry, ground, household, null);
  const keepsFigures =
    (ground.kind === 'POSTING' && open.has('protection')) || !tellsOfHidden(registry, ground, household);
  return notEmpty(keepsFigures ? open : new Set([...open].filter((name) => !FIGURES.has(name))));
}

/** Whether somebody with a part in the figures, today or in the newest assessment, is under a seal elsewhere: in a home that is not the citizen's too, or by name. */
function tellsOfHidden(registry: Registry, ground: Ground, household: HouseholdRow): boolean {
  const { today, rows } = registry;
  const assessedOn = registry.newestAssessment(household.key)?.assessedOn ?? today;
  const isMemberOn = (day: string, key: string) =>
    registry.membersOf(household.key, day).some(({ personKey }) => personKey === key);
  const isOwn = (key: string) =>
    ground.kind === 'SELF' &&
    registry.homesOf(ground.person.key).some(({ householdKey }) => householdKey === key);
  const isSealedElsewhere = (personKey: string) =>
    registry.homesOf(personKey).some(({ householdKey }) => {
      const home = registry.householdByKey(householdKey);
      return (
        householdKey !== household.key && !isOwn(householdKey) && (home === null || isSealed(registry, home))
      );
    });
  const isSealedByName = (key: string) =>
    rows.groundFacts.some(
      (fact) => fact.kind === 'SEAL' && fact.subjectKey === key && isValidOn(fact, today),
    );
  return [today, assessedOn]
    .flatMap((day) => registry.membersOf(household.key, day))
    .some(
      ({ personKey }) =>
        isSealedElsewhere(personKey) || (!isMemberOn(today, personKey) && isSealedByName(personKey)),
    );
}

/** The classes of a person that a ground opens, by the household where the person lives today; null where out of reach. */
export function classesOfPerson(registry: Registry, ground: Ground, person: PersonRow): Classes | null {
  const homes = registry.homesOf(person.key).map(({ householdKey }) => registry.householdByKey(householdKey));
  if (homes.length === 0)
    return ground.kind === 'SELF' && ground.person.key === person.key ? notEmpty(ground.ceiling) : null;
  // Whoever lives in two households is as open as in the more closed one.
  const each = homes.map((home) => (home === null ? NONE : inHome(registry, ground, person, home)));
  return notEmpty(new Set([...ALL].filter((name) => each.every((open) => open.has(name)))));
}

function inHome(registry: Registry, ground: Ground, person: PersonRow, home: HouseholdRow): Classes {
  if (ground.kind === 'SELF') return left(ground.limit, fellow(registry, ground.person, person, home));
  return byArea(registry, ground, home, person);
}

/** Officers and agencies: a person, or with null the household itself, by its area, less kin, less the sealed. */
function byArea(
  registry: Registry,
  ground: Ground,
  household: HouseholdRow,
  person: PersonRow | null,
): Classes {
  if (ground.kind === 'POSTING') {
    const members = registry.membersOf(household.key, registry.today);
    const isKin = members.some(({ personKey }) => ground.kin.has(personKey));
    const mayProtect = ground.ceiling.has('protection');
    if (isKin || !isIn(household, ground.posting.areas)) return NONE;
    return isSealed(registry, household) && !mayProtect ? NONE : ground.ceiling;
  }
  if (ground.kind !== 'AGREEMENT' || isSealed(registry, household)) return NONE;
  return left(ground.limit, [
    ...byAgreement(registry, ground.agreement, household),
    // A consent is about nobody but who gave it: it opens neither the household nor who else lives there.
    ...(person === null ? NONE : namedByConsents(registry, ground, person)),
    ...namedByIncidents(registry, ground, household),
  ]);
}

/** What an agreement names, of a household in its areas; where it is for the referred, of one that was. */
function byAgreement(
  registry: Registry,
  { areas, population, agencyCode, classes: named }: AgreementRow,
  household: HouseholdRow,
): readonly string[] {
  const isReached = population === 'ALL' || wasReferred(registry, agencyCode, household);
  return isReached && isIn(household, areas) ? named : [];
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
export function isSealed({ rows, today, membersOf }: Registry, household: HouseholdRow): boolean {
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

/** Whether another adult who did not consent has a part in a figure of the household: that of today, or that of its newest assessment. */
function othersEarn(registry: Registry, self: PersonRow, household: HouseholdRow): boolean {
  const days = [registry.today, registry.newestAssessment(household.key)?.assessedOn ?? registry.today];
  return days.some((day) =>
    registry.membersOf(household.key, day).some(({ personKey }) => {
      const other = registry.personByKey(personKey);
      if (personKey === self.key || (other !== null && !registry.isAdult(other))) return false;
      if (hasConsented(registry, personKey, self, household)) return false;
      return registry.incomesOf(personKey, day).some((income) => holdsOn(income, day));
    }),
  );
}

/**
 * Whether this adult lets that one read the figures of the household: a consent between adults who have both lived there since the day it was
 * given; until its last day, until it is withdrawn, and never under a seal.
 */
function hasConsented(
  registry: Registry,
  giver: string,
  reader: PersonRow,
  household: HouseholdRow,
): boolean {
  if (!registry.isAdult(reader) || isSealed(registry, household)) return false;
  const given = registry.rows.consents.filter(
    ({ personKey, readerKey, householdKey, withdrawnAt, validUntil }) =>
      personKey === giver &&
      readerKey === reader.key &&
      householdKey === household.key &&
      withdrawnAt === null &&
      registry.today < validUntil,
  );
  const homes = registry
    .membersOf(household.key, registry.today)
    .filter(({ personKey }) => personKey === giver || personKey === reader.key);
  const isHome = [giver, reader.key].every((key) => homes.some(({ personKey }) => personKey === key));
  return (
    isHome &&
    given.some(({ givenAt }) => homes.every(({ since }) => since <= malaysianDate(givenAt.getTime())))
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

/** Which application files there are for a ground: those of its areas where it opens aid, never an officer's own; a citizen's own. */
export function hasApplicationFile(ground: Ground, row: ApplicationRow): boolean {
  if (ground.kind === 'SELF') return row.applicantKey === ground.person.key;
  if (ground.kind === 'NONE' || !ground.ceiling.has('aid')) return false;
  if (ground.kind === 'POSTING')
    return isIn(row, ground.posting.areas) && row.applicantKey !== ground.posting.personKey;
  return ground.agreement.population === 'ALL' && isIn(row, ground.agreement.areas);
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

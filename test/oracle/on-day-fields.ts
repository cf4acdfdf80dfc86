import { areaOf } from './area.ts';
import { type Fields, NotForThisSubject, type World } from './field.ts';
import { classesOfPerson } from './reach.ts';
import {
  compare,
  type HouseholdRow,
  type IncomeRow,
  type MembershipRow,
  type PersonRow,
} from './registry.ts';

type OnDay = { readonly householdKey: string; readonly day: string };

/** What the register said on a day. Nothing of the seed was ever changed, so it has always said what it says. */
export const onDayFields: Fields = {
  'Person.incomesAsOf': ({ key }: PersonRow, { day }, { registry }) =>
    registry.incomesOf(key, String(day ?? registry.today)).map(carriedOver),
  'Person.asOf': (person: PersonRow) => ({
    maritalStatus: recorded(person.maritalStatus),
    education: recorded(person.education),
    employment: recorded(person.employment),
    phone: recorded(person.phone),
    email: recorded(person.email),
    skills: recorded(null),
    illnesses: recorded(null),
    savings: recorded(null),
  }),
  'Household.asOf': ({ key }: HouseholdRow, { day }, { registry }): OnDay => ({
    householdKey: key,
    day: String(day ?? registry.today),
  }),
  'HouseholdOnDay.members': (row: OnDay, _given, world) =>
    membersOf(row, world).filter(({ personKey }) => opened(personKey, world) !== null),
  'HouseholdOnDay.memberCount': (row: OnDay, _given, world) =>
    isAnyHidden(row, world) ? new NotForThisSubject('kinship.count') : membersOf(row, world).length,
  'HouseholdOnDay.totalMonthlyIncome': (row: OnDay, _given, world) =>
    isSumOpen(row, world) ? sumOf(row, world) : new NotForThisSubject('poverty'),
  'HouseholdOnDay.incomePerHead': (row: OnDay, _given, world) => {
    if (!isSumOpen(row, world)) return new NotForThisSubject('poverty');
    const size = membersOf(row, world).length;
    return size === 0 ? null : Math.floor(sumOf(row, world) / size);
  },
  'HouseholdOnDay.address': (row: OnDay, _given, world) => {
    if (isStranger(row, world)) return new NotForThisSubject('contact');
    const { addressLine: line, postcode } = householdOf(row, world);
    return { line, postcode, since: null, origin: 'CARRIED_OVER', method: null, recordedAt: null };
  },
  'HouseholdOnDay.area': (row: OnDay, _given, world) =>
    isStranger(row, world) ? new NotForThisSubject('area') : areaOf(householdOf(row, world), world),
  'HouseholdOnDay.povertyStatus': (row: OnDay, _given, world) => {
    const { registry } = world;
    if (isStranger(row, world)) return new NotForThisSubject('poverty.status');
    const known = registry.rows.assessments.filter(
      ({ householdKey, assessedOn }) => householdKey === row.householdKey && assessedOn <= row.day,
    );
    return known.toSorted((a, b) => compare(b.assessedOn, a.assessedOn))[0]?.status ?? null;
  },
};

/** A citizen who did not live there then. */
function isStranger(row: OnDay, world: World): boolean {
  const { ground } = world;
  return (
    ground.kind === 'SELF' && membersOf(row, world).every(({ personKey }) => personKey !== ground.person.key)
  );
}

function householdOf({ householdKey }: OnDay, { registry }: World): HouseholdRow {
  const found = registry.rows.households.find(({ key }) => key === householdKey);
  if (found === undefined) throw new TypeError('A household of a day is on the register.');
  return found;
}

function carriedOver(row: IncomeRow): object {
  return { ...row, origin: 'CARRIED_OVER', method: null, recordedAt: null };
}

function recorded(value: string | null): object {
  return { value, since: null, origin: 'CARRIED_OVER', method: null, recordedAt: null };
}

function membersOf({ householdKey, day }: OnDay, { registry }: World): readonly MembershipRow[] {
  return registry.membersOf(householdKey, day);
}

function opened(personKey: string, { registry, ground }: World): ReadonlySet<string> | null {
  const person = registry.personByKey(personKey);
  return person === null ? null : classesOfPerson(registry, ground, person);
}

function isAnyHidden(row: OnDay, world: World): boolean {
  return membersOf(row, world).some(({ personKey }) => opened(personKey, world) === null);
}

/** Nobody is hidden, and whoever earned is open: to a citizen with their incomes, to others with the class of the figure. */
function isSumOpen(row: OnDay, world: World): boolean {
  const needed = world.ground.kind === 'SELF' ? 'income' : 'poverty';
  const earners = membersOf(row, world).filter(
    ({ personKey }) => world.registry.incomesOf(personKey, row.day).length > 0,
  );
  return (
    !isAnyHidden(row, world) &&
    earners.every(({ personKey }) => opened(personKey, world)?.has(needed) === true)
  );
}

function sumOf(row: OnDay, world: World): number {
  const { registry } = world;
  const earned = membersOf(row, world).flatMap(({ personKey }) => registry.incomesOf(personKey, row.day));
  return earned.reduce((sum, { monthly }) => sum + monthly, 0);
}

import { applicationEligibility } from './application-eligibility.ts';
import { type Fields, NotForThisSubject, type World } from './field.ts';
import { isReached } from './person-fields.ts';
import { classesOfHousehold } from './reach.ts';
import { type HouseholdRow, holdsOn, type PersonRow } from './registry.ts';

/** True, false, or the names of the facts that are missing. */
type Three = boolean | readonly string[];

/** What is computed from facts of more than one kind, or handed out coarser than it is kept (access §10). */
export const derivedFields: Fields = {
  'Person.incomeBand': (person: PersonRow, _given, world) => bandOf(earnedBy(person.key, world)),
  'Household.incomeBand': (household: HouseholdRow, _given, world) =>
    bandOf(sum(livingIn(household, world).map(({ person }) => earnedBy(person.key, world)))),
  'Household.dependantsUnder18': (household: HouseholdRow, _given, world) =>
    livingIn(household, world).filter(
      ({ person, isHead }) => !isHead && birthday(person.birthDate, 18) > world.registry.today,
    ).length,
  'Household.hasOkuMember': (household: HouseholdRow, _given, world) => {
    const { rows } = world.registry;
    const living = livingIn(household, world);
    const isRegistered = ({ key }: PersonRow) =>
      rows.okuRegistrations.some(({ personKey, status }) => personKey === key && status === 'REGISTERED');
    if (living.some(({ person }) => isRegistered(person))) return 'YES';
    return living.length > 0 && isEverybody(living, household, world) ? 'NO' : 'CANNOT_TELL';
  },
  'Person.eligible': (person: PersonRow, { scheme }, world) => eligible(person, String(scheme), world),
  'Person.applicationEligibility': (person: PersonRow, { application }, world) => {
    const home = homeOf(person, world);
    return applicationEligibility(person, String(application), world, {
      isClosed: home !== null && isClosed(home, world),
      hasLines: home !== null && linesAt(home, world) !== null,
    });
  },
};

type Living = { readonly person: PersonRow; readonly isHead: boolean };

/** Who lives there today, less whoever is out of the viewer's reach. */
function livingIn({ key }: HouseholdRow, world: World): Living[] {
  const { registry } = world;
  return registry.membersOf(key, registry.today).flatMap(({ personKey, relationToHead }) => {
    const person = isReached(personKey, world) ? registry.personByKey(personKey) : null;
    return person === null ? [] : [{ person, isHead: relationToHead === 'HEAD' }];
  });
}

function isEverybody(living: readonly Living[], { key }: HouseholdRow, { registry }: World): boolean {
  return living.length === registry.membersOf(key, registry.today).length;
}

function earnedBy(personKey: string, { registry: { rows, today } }: World): number {
  const own = rows.incomes.filter((income) => income.personKey === personKey && holdsOn(income, today));
  return sum(own.map(({ monthly }) => monthly));
}

/** DOSM 2022: B40 below RM5,250, T20 from RM11,820. */
function bandOf(sen: number): string {
  if (sen < 5_250_00) return 'B40';
  return sen < 11_820_00 ? 'M40' : 'T20';
}

type Household = { readonly income: number; readonly size: number; readonly minors: number };
type Lines = Readonly<Record<'POVERTY' | 'FOOD', { readonly household: number; readonly head: number }>>;

/** What is known of a person: a fact, or the names of those that are missing. */
type About = {
  readonly citizen: boolean;
  readonly isFrom: (years: number) => boolean;
  readonly income: number;
  readonly home: (holds: (home: Household) => boolean) => Three;
  readonly lines: (holds: (lines: Lines) => boolean) => Three;
  readonly both: (holds: (home: Household, lines: Lines) => boolean) => Three;
};

const NO_CARD: Three = ['OKU_CARD'];
const within = (kind: 'POVERTY' | 'FOOD') => (home: Household, lines: Lines) =>
  home.income <= lines[kind].household || home.income <= lines[kind].head * home.size;
const below = (home: Household, lines: Lines) => home.income < lines.POVERTY.household;

/** The criteria of each scheme that registers can judge; with `ofHousehold` they look at its figures. */
const SCHEMES: Readonly<Record<string, { ofHousehold: boolean; criteria: (about: About) => Three[] }>> = {
  BKK: {
    ofHousehold: true,
    criteria: (a) => [a.citizen, a.home(({ minors }) => minors > 0), a.both(within('FOOD'))],
  },
  BWE: { ofHousehold: true, criteria: (a) => [a.citizen, a.isFrom(60), a.both(within('POVERTY'))] },
  BA: { ofHousehold: true, criteria: (a) => [a.citizen, a.both(within('POVERTY'))] },
  BPT: { ofHousehold: true, criteria: (a) => [a.citizen, a.home(({ income }) => income <= 3_000_00)] },
  GP: { ofHousehold: true, criteria: (a) => [a.citizen, a.both(below)] },
  BAT: { ofHousehold: true, criteria: (a) => [a.citizen, NO_CARD, a.both(below)] },
  EPOKU: {
    ofHousehold: false,
    criteria: (a) => [a.citizen, a.isFrom(16), NO_CARD, a.income <= 1_500_00],
  },
  BTB: {
    ofHousehold: false,
    criteria: (a) => [
      a.citizen,
      a.isFrom(16),
      NO_CARD,
      a.lines(({ POVERTY }) => a.income <= POVERTY.household),
    ],
  },
};

/** Where a person lives, if that is one place. */
function homeOf({ key }: PersonRow, { registry }: World): HouseholdRow | null {
  const homes = registry.homesOf(key);
  return homes.length === 1 ? registry.householdByKey(homes[0]?.householdKey ?? '') : null;
}

function eligible(person: PersonRow, code: string, world: World): unknown {
  const scheme = Object.hasOwn(SCHEMES, code) ? SCHEMES[code] : undefined;
  if (scheme === undefined) return { answer: 'CANNOT_TELL', because: ['CRITERIA'] };
  const home = homeOf(person, world);
  if (scheme.ofHousehold && home !== null && isClosed(home, world)) return new NotForThisSubject('aid');
  const found = scheme.criteria(aboutOf(person, home, world));
  if (found.includes(false)) return { answer: 'NO', because: [] };
  const because = [...new Set(found.flatMap((each) => (typeof each === 'boolean' ? [] : each)))].sort();
  return { answer: because.length === 0 ? 'YES' : 'CANNOT_TELL', because };
}

/** Figures of a household that it does not open: to a citizen, those in which another adult has a part (access §3). */
function isClosed(home: HouseholdRow, { registry, ground }: World): boolean {
  const open = classesOfHousehold(registry, ground, home);
  return open === null || (ground.kind === 'SELF' && !open.has('poverty'));
}

function aboutOf(person: PersonRow, home: HouseholdRow | null, world: World): About {
  const household = home === null ? null : figuresOf(home, world);
  const lines = home === null ? null : linesAt(home, world);
  const missing = [...(household === null ? ['HOUSEHOLD'] : []), ...(lines === null ? ['POVERTY_LINE'] : [])];
  return {
    citizen: person.identityNumberKind !== 'MYPR',
    isFrom: (years) => birthday(person.birthDate, years) <= world.registry.today,
    income: earnedBy(person.key, world),
    home: (holds) => (household === null ? ['HOUSEHOLD'] : holds(household)),
    lines: (holds) => (lines === null ? ['POVERTY_LINE'] : holds(lines)),
    both: (holds) => (household === null || lines === null ? missing : holds(household, lines)),
  };
}

function figuresOf(home: HouseholdRow, world: World): Household | null {
  const living = livingIn(home, world);
  if (living.length === 0 || !isEverybody(living, home, world)) return null;
  const isMinor = ({ person }: Living) => birthday(person.birthDate, 18) > world.registry.today;
  return {
    income: sum(living.map(({ person }) => earnedBy(person.key, world))),
    size: living.length,
    minors: living.filter(isMinor).length,
  };
}

/** JKM has gone by the lines of 2022 since 15 January 2024, by those of 2019 before. */
function linesAt({ state, strata }: HouseholdRow, { registry: { reference, today } }: World): Lines | null {
  const year = today < '2024-01-15' ? 2019 : 2022;
  const amount = (kind: string, basis: string): number => {
    const fitting = reference.povertyLines.filter(
      (line) =>
        line.basisYear === year && line.stateCode === state && line.kind === kind && line.basis === basis,
    );
    const found =
      fitting.find((line) => line.strata === strata) ?? fitting.find((line) => line.strata === null);
    return found?.amount ?? Number.NaN;
  };
  const of = (kind: string) => ({ household: amount(kind, 'HOUSEHOLD'), head: amount(kind, 'PER_HEAD') });
  const lines = { POVERTY: of('POVERTY'), FOOD: of('FOOD') };
  const all = [lines.POVERTY, lines.FOOD].flatMap(({ household, head }) => [household, head]);
  return all.some(Number.isNaN) ? null : lines;
}

function birthday(birthDate: string, years: number): string {
  return `${Number(birthDate.slice(0, 4)) + years}${birthDate.slice(4)}`;
}

function sum(numbers: readonly number[]): number {
  return numbers.reduce((total, each) => total + each, 0);
}

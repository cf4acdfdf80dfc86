import { cursorSeal } from '@seisi/host/cursor';
import { ticketSeal } from '@seisi/host/documents';
import { factsWire } from '@seisi/host/facts-wire';
import { grantWire } from '@seisi/host/grant-wire';
import { openMemory } from '@seisi/host/memory';
import { NOW } from '@seisi/host/testing';
import { ASSURANCE_LEVELS } from '@seisi/schema/assurance';
import { ALL_CLASSES, bitOf, classSet } from '@seisi/schema/classes';
import { PURPOSES } from '@seisi/schema/purpose';
import { NO_BASIS } from '@seisi/schema/viewer';
import fc from 'fast-check';
import type { Ground } from './ground/ground.ts';
import { passportOf } from './ground/testing.ts';
import { type Home, openWorld, TODAY, type World } from './household.testing.ts';
import { situationLoaders } from './situation.loaders.ts';

const AREAS = [
  { state: '05', district: '5_5' },
  { state: '05', district: '5_1' },
  { state: '06', district: '6_1' },
];
const AGENCIES = ['ngo', 'jkm'] as const;
const DAYS = ['2026-11-21', TODAY, '2026-11-23'];

/** Homes in which nearly everything that a reach depends on occurs; and everyone who lives in one, and one who lives nowhere. */
export type ReachWorld = {
  readonly world: World;
  readonly homes: readonly Home[];
  readonly everyone: readonly string[];
};

/** Writes the homes into the database of a test file. */
export async function openReachWorld(databaseUrl: string): Promise<ReachWorld> {
  const world = openWorld(databaseUrl);
  const homes: Home[] = [];
  for (let index = 0; index < 24; index += 1) homes.push(await someHome(world, index));
  const nowhere = await world.person();
  const everyone = [nowhere.key, ...homes.flatMap((home) => home.people.map(({ key }) => key))];
  const found = { world, homes, everyone };
  await someMoves(found);
  await someAssessments(found);
  await someFacts(found);
  return found;
}

/** Members who come, stay and go around today; every third household has a child. */
function someHome(world: World, index: number): Promise<Home> {
  const day = DAYS[index % 3]!;
  const child = { relation: 'CHILD' as const, birthDate: index % 2 === 0 ? '2008-11-22' : '2008-11-23' };
  const comer = { relation: 'SIBLING' as const, since: day };
  const goer = { relation: 'SIBLING' as const, until: day };
  return world.home([{}, comer, goer, ...(index % 3 === 0 ? [child] : [])], AREAS[index % 3]);
}

/** Some live in two households at once. */
async function someMoves({ world, homes }: ReachWorld): Promise<void> {
  for (const index of [0, 5, 7])
    await world.joins(homes[index + 1]!.household, homes[index]!.people[0]!, { relation: 'SPOUSE' });
}

/** Assessments of days on which some lived there who have left since. */
async function someAssessments({ world, homes }: ReachWorld): Promise<void> {
  for (const [index, { household }] of homes.entries())
    if (index % 2 === 1) await world.assessed(household, { assessedOn: DAYS[0]! });
}

/** Seals of households and of members, and referrals by and to either agency; some not in force today. */
async function someFacts({ world, homes }: ReachWorld): Promise<void> {
  for (const [index, { household, people: members }] of homes.entries()) {
    const validity = [{ validFrom: DAYS[index % 3]! }, { validUntil: DAYS[index % 3]! }, {}][index % 4] ?? {};
    if (index % 4 === 1) await world.fact({ kind: 'SEAL', subjectKey: household.key, ...validity });
    if (index % 6 === 2) await world.fact({ kind: 'SEAL', subjectKey: members[index % 3]!.key, ...validity });
    const parties = { holder: AGENCIES[index % 2]!, other: [...AGENCIES, null][index % 3]! };
    const minimum = [['register', 'poverty'], ['kinship', 'income', 'area'], ['protection', 'register'], []];
    const named = { ...parties, classes: minimum[(index / 2) % 4] ?? [] };
    if (index % 2 === 0)
      await world.fact({ kind: 'ACCEPTED_REFERRAL', subjectKey: household.key, ...named, ...validity });
    await someConsent(world, index, members[index % members.length]!.key, validity);
  }
}

/** Consents to either agency, for purposes that some cut, and of classes that nobody can consent to; on paper some. */
async function someConsent(world: World, index: number, subjectKey: string, validity: object): Promise<void> {
  const classes = [['register'], ['income', 'bank'], ['protection'], ['health']][index % 4]!;
  const declaredBy = [[], ['one', 'two'], ['one', 'one'], ['one'], []][index % 5]!;
  const purposes = [PURPOSES[index % 2]!, PURPOSES[index % 3]!];
  const given = { holder: AGENCIES[index % 2]!, classes, declaredBy, purposes };
  await world.fact({ kind: 'CONSENT', subjectKey, ...given, ...validity });
}

const areas = fc.subarray(['MY', '05', '06', '5_5', '5_1']);
const classes = fc.constantFrom(
  0,
  bitOf('register'),
  bitOf('kinship.count'),
  classSet(['income.band', 'poverty', 'area']),
  classSet(['register', 'protection']),
  classSet(['area', 'kinship.count', 'protection']),
  ALL_CLASSES,
);
const assurance = fc.constantFrom(...ASSURANCE_LEVELS);
const incidents = fc.array(
  fc.record({
    id: fc.constantFrom('incident-1', 'incident-2'),
    agencies: fc.subarray([...AGENCIES]),
    areas,
    declaredBy: fc.constantFrom(['one', 'two'], ['one']),
  }),
  { maxLength: 2 },
);
/** Any ground, of whom and among whom these people are. The people are read late: they are there when the first is drawn. */
export function anyGround(everyone: () => readonly string[]): fc.Arbitrary<Ground> {
  const person = fc.nat().map((index) => everyone()[index % everyone().length]!);
  return fc.oneof(
    fc.constant<Ground>({ kind: 'NONE' }),
    fc.record({ kind: fc.constant('SELF' as const), personKey: person, adult: fc.boolean(), assurance }),
    fc.record({
      kind: fc.constant('POSTING' as const),
      personKey: person,
      agency: fc.constantFrom(...AGENCIES),
      areas,
      classes,
      kin: fc.array(person, { minLength: 1, maxLength: 4 }),
      assurance,
    }),
    fc.record({
      kind: fc.constant('AGREEMENT' as const),
      id: fc.constant('agreement'),
      dailySubjects: fc.nat(),
      areas,
      classes,
      agency: fc.constantFrom(...AGENCIES),
      purpose: fc.constantFrom(...PURPOSES),
      population: fc.constantFrom('ALL' as const, 'REFERRED' as const),
      incidents,
      consented: fc.constant(ALL_CLASSES),
      assurance,
    }),
  );
}

/** The room's own reads of the facts, for a ground of the test. */
export function readsOf(world: World, each: Ground) {
  const parts = {
    db: world.db,
    read: world.read,
    aside: world.db,
    memory: openMemory(() => 0),
    passport: passportOf(null, NO_BASIS),
    now: () => NOW,
    today: TODAY,
    cursors: cursorSeal(['a key for tests']),
    tickets: ticketSeal('person', ['a key for tests']),
    grants: grantWire(['a key for tests']),
    areFactsFresh: async () => true,
    reached: async () => new Set<string>(),
    inquire: async () => null,
    facts: factsWire('person', { kind: 'MASTER', keys: ['a key'] }),
    issuer: null,
    supergraphSdl: '',
  };
  return situationLoaders(parts, () => Promise.resolve(each));
}

import { type Database, type DatabaseHandle, openDatabase } from '@seisi/host/database';
import { openTestRoom, type TestRoom } from '@seisi/host/testing';
import type { Passport } from '@seisi/schema/passport';
import { type Basis, NO_BASIS, type Viewer } from '@seisi/schema/viewer';
import { type AssessmentRow, assessments } from './assessment.table.ts';
import { passportOf } from './ground/testing.ts';
import { type GroundFactRow, groundFacts } from './ground-fact.table.ts';
import { type HouseholdRow, households, memberships } from './household.table.ts';
import { incomes } from './income.table.ts';
import { type PersonRow, people } from './person.table.ts';
import { subgraph } from './subgraph.ts';
import type { Relation } from './types.generated.ts';

/** The civil date of every test of this room. */
export const TODAY = '2026-11-22';
const LONG_AGO = '2020-01-01';

/** One member as a test names it: adults by default; `monthly` in sen. */
export type MemberPlan = {
  readonly relation?: Relation;
  readonly birthDate?: string;
  readonly monthly?: number;
  readonly since?: string;
  readonly until?: string | null;
};

/** A household as it was written: its rows, and its people in the order in which they were named. */
export type Home = { readonly household: HouseholdRow; readonly people: readonly PersonRow[] };

/** People and grounds for tests, written into a database of the test's own; and the room that is asked about them. */
export type World = {
  readonly db: Database;
  readonly read: DatabaseHandle['read'];
  readonly room: TestRoom;
  home(members: readonly MemberPlan[], given?: Partial<HouseholdRow>): Promise<Home>;
  person(given?: Partial<PersonRow>): Promise<PersonRow>;
  joins(household: HouseholdRow, person: PersonRow, plan: MemberPlan): Promise<void>;
  assessed(household: HouseholdRow, given?: Partial<AssessmentRow>): Promise<AssessmentRow>;
  fact(given: Pick<GroundFactRow, 'kind'> & Partial<GroundFactRow>): Promise<GroundFactRow>;
  seal(key: string): Promise<GroundFactRow>;
  /** A passport with the basis that the room itself names, as the gateway gets it. */
  as(viewer: Viewer): Promise<Passport>;
  close(): Promise<void>;
};

/** Opens a world on the database of a test file. */
export function openWorld(databaseUrl: string): World {
  const { db, read, close } = openDatabase(databaseUrl);
  const room = openTestRoom(subgraph, databaseUrl);
  let count = 0;
  const next = () => (count += 1);

  const person: World['person'] = async (given = {}) => {
    const row = { ...somebody(next()), ...given };
    await db.insert(people).values(row);
    return row;
  };
  const joins: World['joins'] = async (household, { key: personKey }, plan) => {
    const { relation: relationToHead = 'HEAD', since = LONG_AGO, until = null, monthly } = plan;
    const id = crypto.randomUUID();
    await db
      .insert(memberships)
      .values({ id, householdKey: household.key, personKey, relationToHead, since, until });
    if (monthly === undefined) return;
    const income = { id: crypto.randomUUID(), personKey, source: 'WAGES' as const, monthly, since: LONG_AGO };
    await db.insert(incomes).values(income);
  };
  const fact: World['fact'] = async (given) => {
    const row = { ...someFact(next()), ...given };
    await db.insert(groundFacts).values(row);
    return row;
  };

  return {
    db,
    read,
    room,
    person,
    joins,
    fact,
    seal: (subjectKey) => fact({ kind: 'SEAL', subjectKey }),
    async home(members, given = {}) {
      const found = await Promise.all(
        members.map(({ birthDate }) => person(birthDate === undefined ? {} : { birthDate })),
      );
      const household = { ...somewhere(next()), headKey: found[0]?.key ?? crypto.randomUUID(), ...given };
      await db.insert(households).values(household);
      for (const [index, plan] of members.entries()) await joins(household, found[index]!, plan);
      return { household, people: found };
    },
    async assessed(household, given = {}) {
      const row = { ...anAssessment(household), ...given };
      await db.insert(assessments).values(row);
      return row;
    },
    async as(viewer) {
      const passport = passportOf(viewer, NO_BASIS);
      const { data } = await room.ask('{ basisFacts }', {}, passport);
      room.statements();
      return passportOf(viewer, data?.['basisFacts'] as Basis);
    },
    async close() {
      await room.close();
      await close();
    },
  };
}

function somebody(number: number): PersonRow {
  const serial = String(number).padStart(4, '0');
  return {
    key: crypto.randomUUID(),
    id: crypto.randomUUID(),
    name: `Person ${serial}`,
    identityNumber: `850101${number % 2 === 0 ? '70' : '95'}${serial}`,
    identityNumberKind: 'MYKAD',
    birthDate: '1985-01-01',
    sex: number % 2 === 0 ? 'FEMALE' : 'MALE',
    phone: null,
    email: null,
    maritalStatus: 'MARRIED',
    education: 'SECONDARY',
    employment: 'EMPLOYED',
  };
}

function somewhere(number: number): Omit<HouseholdRow, 'headKey'> {
  return {
    key: crypto.randomUUID(),
    id: crypto.randomUUID(),
    registrationNumber: `EK-${String(number).padStart(9, '0')}`,
    registrationStatus: 'CONFIRMED',
    registeredOn: LONG_AGO,
    state: '05',
    district: '5_5',
    strata: 'RURAL',
    addressLine: `${number} Jalan Contoh`,
    postcode: '70000',
  };
}

function anAssessment({ key: householdKey, state, strata }: HouseholdRow): AssessmentRow {
  return {
    id: crypto.randomUUID(),
    householdKey,
    assessedOn: '2026-01-01',
    status: 'POOR',
    exitReason: null,
    test: 'PER_HEAD',
    basisYear: 2022,
    state,
    strata,
    totalMonthlyIncome: 100_000,
    memberCount: 3,
    assessedAt: new Date('2026-01-01T04:00:00Z'),
    cause: 'CENSUS',
    previousId: null,
    runId: null,
  };
}

function someFact(number: number): Omit<GroundFactRow, 'kind'> {
  return {
    id: `fact-${number}`,
    holder: null,
    other: null,
    agency: null,
    subjectKey: null,
    areas: [],
    classes: [],
    purposes: [],
    legalBasis: null,
    population: null,
    dailySubjects: null,
    agencies: [],
    declaredBy: [],
    startsAt: null,
    endsAt: null,
    validFrom: LONG_AGO,
    validUntil: null,
  };
}

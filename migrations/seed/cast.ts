import type { HouseholdMemberRow } from '../../subgraphs/person/household.table.ts';
import { placeIn } from './area.ts';
import type { AssessmentDay, HouseholdPlan } from './home.ts';
import { CAST, PLACE } from './known.ts';
import type { MemberPlan } from './member-plan.ts';
import { type Random, uuidOf } from './random.ts';
import { householdKey, personIndex, personKey } from './registry-index.ts';

/** The day the mother of the sealed household left with her children. */
export const LEFT_ON = '2025-03-01';

const TWICE: readonly AssessmentDay[] = [
  { on: '2023-03-15', basisYear: 2019 },
  { on: '2025-06-10', basisYear: 2022 },
];

type Script = {
  readonly state: string;
  readonly district: string;
  readonly registeredOn: string;
  readonly members: readonly MemberPlan[];
};

/** Everyone's part, in the order of `PLACE`. Birth years stand as they are: minors stay minors on the day a reader asks. */
const SCRIPTS: Readonly<Record<number, Script>> = {
  [CAST.known]: {
    state: '05',
    district: '5_5',
    registeredOn: '2021-04-12',
    members: [
      {
        relation: 'HEAD',
        sex: 'MALE',
        birthYear: 1983,
        marital: 'MARRIED',
        employment: 'EMPLOYED',
        income: 95_000,
        applications: [{ scheme: 'BKK', status: 'COMPLETED' }],
      },
      {
        relation: 'SPOUSE',
        sex: 'FEMALE',
        birthYear: 1986,
        marital: 'MARRIED',
        employment: 'SELF_EMPLOYED',
        income: 62_500,
        applications: [{ scheme: 'GP', status: 'REJECTED' }],
      },
      { relation: 'CHILD', sex: 'FEMALE', birthYear: 2016, marital: 'SINGLE', oku: 'LEARNING' },
      {
        relation: 'PARENT',
        sex: 'FEMALE',
        birthYear: 1957,
        marital: 'WIDOWED',
        employment: 'NOT_IN_LABOUR_FORCE',
        volunteer: true,
        applications: [{ scheme: 'BWE', status: 'COMPLETED' }],
      },
    ],
  },
  [CAST.sealed]: {
    state: '05',
    district: '5_5',
    registeredOn: LEFT_ON,
    members: [
      {
        relation: 'HEAD',
        sex: 'FEMALE',
        birthYear: 1991,
        marital: 'MARRIED',
        employment: 'EMPLOYED',
        income: 80_000,
        applications: [{ scheme: 'BKK', status: 'COMPLETED' }],
      },
      { relation: 'CHILD', sex: 'FEMALE', birthYear: 2014, marital: 'SINGLE' },
      { relation: 'CHILD', sex: 'MALE', birthYear: 2018, marital: 'SINGLE', oku: 'HEARING' },
    ],
  },
  [CAST.father]: {
    state: '05',
    district: '5_5',
    registeredOn: '2021-05-06',
    members: [
      {
        relation: 'HEAD',
        sex: 'MALE',
        birthYear: 1988,
        marital: 'MARRIED',
        employment: 'EMPLOYED',
        income: 150_000,
      },
      {
        relation: 'PARENT',
        sex: 'FEMALE',
        birthYear: 1960,
        marital: 'WIDOWED',
        employment: 'NOT_IN_LABOUR_FORCE',
        applications: [{ scheme: 'BWE', status: 'COMPLETED' }],
      },
    ],
  },
  [CAST.officer]: {
    state: '05',
    district: '5_5',
    registeredOn: '2020-02-03',
    members: [
      {
        relation: 'HEAD',
        sex: 'MALE',
        birthYear: 1979,
        marital: 'MARRIED',
        employment: 'UNEMPLOYED',
        applications: [{ scheme: 'TBS', status: 'COMPLETED' }],
      },
      {
        relation: 'SPOUSE',
        sex: 'FEMALE',
        birthYear: 1984,
        marital: 'MARRIED',
        employment: 'EMPLOYED',
        income: 310_000,
      },
      { relation: 'CHILD', sex: 'MALE', birthYear: 2012, marital: 'SINGLE' },
    ],
  },
  [CAST.relative]: {
    state: '05',
    district: '5_5',
    registeredOn: '2020-09-21',
    members: [
      {
        relation: 'HEAD',
        sex: 'FEMALE',
        birthYear: 1975,
        marital: 'WIDOWED',
        employment: 'SELF_EMPLOYED',
        income: 70_000,
        applications: [{ scheme: 'BKK', status: 'COMPLETED' }],
      },
      { relation: 'CHILD', sex: 'MALE', birthYear: 2011, marital: 'SINGLE' },
    ],
  },
  [CAST.elsewhere]: {
    state: '03',
    district: '3_3',
    registeredOn: '2019-11-18',
    members: [
      {
        relation: 'HEAD',
        sex: 'MALE',
        birthYear: 1970,
        marital: 'MARRIED',
        employment: 'SELF_EMPLOYED',
        income: 60_000,
        applications: [{ scheme: 'BAN', status: 'COMPLETED' }],
      },
      {
        relation: 'SPOUSE',
        sex: 'FEMALE',
        birthYear: 1974,
        marital: 'MARRIED',
        employment: 'NOT_IN_LABOUR_FORCE',
      },
      { relation: 'CHILD', sex: 'FEMALE', birthYear: 2010, marital: 'SINGLE', oku: 'PHYSICAL' },
    ],
  },
  [CAST.selfReferred]: {
    state: '05',
    district: '5_5',
    registeredOn: '2022-01-10',
    members: [
      {
        relation: 'HEAD',
        sex: 'FEMALE',
        birthYear: 1990,
        marital: 'DIVORCED',
        employment: 'EMPLOYED',
        income: 72_000,
        applications: [{ scheme: 'BKK', status: 'APPROVED' }],
      },
      { relation: 'CHILD', sex: 'MALE', birthYear: 2017, marital: 'SINGLE' },
    ],
  },
};

/** The plan of a household with a part to play; null for all others. */
export function castPlan(random: Random, index: number): HouseholdPlan | null {
  const script = SCRIPTS[index];
  if (script === undefined) return null;
  return {
    place: placeIn(random, script.state, script.district, 'URBAN'),
    registrationStatus: 'CONFIRMED',
    registeredOn: script.registeredOn,
    members: script.members,
    assessments: TWICE.filter(({ on }) => on > script.registeredOn),
    incomeChange: null,
    scripted: true,
  };
}

/** Who lived in a household of the cast before: mother and children in the father's, until they left. */
export function formerMembers(seed: number, index: number): HouseholdMemberRow[] {
  if (index !== CAST.father) return [];
  const { mother, daughter, son } = PLACE.sealed;
  return [mother, daughter, son].map((place) => ({
    id: uuidOf(seed, 'former-membership', personIndex(CAST.sealed, place)),
    householdKey: householdKey(seed, CAST.father),
    personKey: personKey(seed, CAST.sealed, place),
    relationToHead: place === mother ? 'SPOUSE' : 'CHILD',
    since: SCRIPTS[CAST.father]!.registeredOn,
    until: LEFT_ON,
  }));
}

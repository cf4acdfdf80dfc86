import { anyOf } from '@seisi/host/any-of';
import type { RoomParts } from '@seisi/host/context';
import { manyBy, oneBy } from '@seisi/host/loader';
import type { Soon } from '@seisi/host/soon';
import { classSetOf, closure } from '@seisi/schema/classes';
import { and, desc, eq, or, type SQL, sql } from 'drizzle-orm';
import { type ConsentColumns, consentedTo, consentsOf } from './consent.policy.ts';
import { type Given, inForce } from './effective-date.policy.ts';
import type { GivenConsent } from './ground/consent.ts';
import type { Ground } from './ground/ground.ts';
import type { Situation } from './ground/situation.ts';
import { type ReferrerJson, referrersOf } from './household.policy.ts';
import { type HouseholdMemberRow, type HouseholdRow, households, memberships } from './household.table.ts';
import { incomes } from './income.table.ts';
import { people } from './person.table.ts';
import { isAdult } from './person.ts';
import { assessedOn, citizenOf, isCounted, isSealed, isSealedElsewhere } from './seal.policy.ts';

/** The facts that the mint decides by: one statement for all waiting households, one for all waiting people. Not within reach: reach is what they decide. */
export const situationLoaders = (parts: RoomParts, ground: () => Soon<Ground>) => ({
  situationByHousehold: oneBy(
    (situation: Situation) => situation.key,
    async (keys) => situationsOf(await memberRows(parts, await ground(), keys), parts.today),
  ),

  /** Where each person lives today, newest first, with the consents that the person gave to the viewer's agency. */
  homesByPerson: manyBy(
    (home: Home) => home.personKey,
    async (keys) => {
      const rows = await homeRows(parts, await ground(), keys);
      return rows.map(homeOf);
    },
  ),
});

/** A home of a person; the consents are the person's. */
export type Home = {
  readonly personKey: string;
  readonly householdKey: string;
  readonly consents: readonly GivenConsent[];
};

function homeRows({ db, today }: RoomParts, ground: Ground, keys: readonly string[]) {
  return db
    .select({
      personKey: memberships.personKey,
      householdKey: memberships.householdKey,
      consents:
        ground.kind === 'AGREEMENT'
          ? consentsOf(memberships.personKey, ground.agency, today)
          : sql<ConsentColumns[]>`'[]'::json`,
    })
    .from(memberships)
    .where(and(anyOf(memberships.personKey, keys), inForce(memberships.since, memberships.until, today)))
    .orderBy(desc(memberships.since), memberships.id);
}

/** A home as its statement gives it. */
export type HomeRow = {
  readonly personKey: string;
  readonly householdKey: string;
  readonly consents: readonly ConsentColumns[];
};

/** A home with its consents as they are decided by. */
export function homeOf({ consents, ...home }: HomeRow): Home {
  return {
    ...home,
    consents: consents.map((each) => ({ ...each, classes: classSetOf(each.classes) })),
  };
}

/** Who asks, as far as the facts of a household depend on it. */
export type Asking = { readonly citizen: Given | null; readonly agency: Given | null };

/** What is known of a household itself, and of one of its members, by which the mint decides. */
type HouseholdFacts = Pick<HouseholdRow, 'key' | 'state' | 'district'> & {
  readonly sealed: boolean;
  readonly referrers: readonly ReferrerJson[];
};
export type MemberFacts = {
  readonly personKey: string | null;
  readonly relation: HouseholdMemberRow['relationToHead'] | null;
  readonly birthDate: string | null;
  readonly isResident: boolean | null;
  readonly isSealedElsewhere: boolean;
  readonly isEarner: boolean;
  readonly isConsenter: boolean;
};

/** The columns of a household beside its row; said of the household of the row. */
export const householdColumns = ({ agency }: Asking, today: Given) => ({
  sealed: isSealed(today),
  referrers: agency === null ? sql<ReferrerJson[]>`'[]'::json` : referrersOf(agency, today),
});

/** The columns of a member beside its rows; said of the membership and household of the row. */
export const memberColumns = ({ citizen }: Asking, today: Given) => ({
  isResident: sql<boolean | null>`${inForce(memberships.since, memberships.until, today)}`,
  isSealedElsewhere: isSealedElsewhere(memberships, citizen, today),
  isEarner: citizen === null ? sql<boolean>`false` : hasPart(today),
  isConsenter: citizen === null ? sql<boolean>`false` : consentedTo(citizen, today),
});

/** Who asks on a ground. */
function askingOn(ground: Ground): Asking {
  return { citizen: citizenOf(ground), agency: ground.kind === 'AGREEMENT' ? ground.agency : null };
}

/** One row a member: whoever lives there today, or lived there on the day of the newest assessment. */
function memberRows({ db, today }: RoomParts, ground: Ground, keys: readonly string[]) {
  const asking = askingOn(ground);
  return db
    .select({
      key: households.key,
      state: households.state,
      district: households.district,
      ...householdColumns(asking, today),
      personKey: memberships.personKey,
      relation: memberships.relationToHead,
      birthDate: people.birthDate,
      ...memberColumns(asking, today),
    })
    .from(households)
    .leftJoin(memberships, and(eq(memberships.householdKey, households.key), isCounted(memberships, today)))
    .leftJoin(people, eq(people.key, memberships.personKey))
    .where(anyOf(households.key, keys));
}

/** Whether the member's income is in a figure of the household: of today, or of the newest assessment. */
function hasPart(today: Given): SQL<boolean> {
  const onDay = (day: Given | SQL) =>
    and(inForce(memberships.since, memberships.until, day), inForce(incomes.since, incomes.until, day));
  return sql<boolean>`exists (
    select 1 from ${incomes} where ${incomes.personKey} = ${memberships.personKey} and ${or(onDay(today), onDay(assessedOn()))})`;
}

function situationsOf(rows: readonly (HouseholdFacts & MemberFacts)[], today: string): Situation[] {
  return [...Map.groupBy(rows, ({ key }) => key).values()].map((members) =>
    situationOf(members[0] as HouseholdFacts, members, today),
  );
}

/** A member whose birth is not on record counts as adult: nobody is opened as a minor by a gap. */
export function situationOf(
  { key, state, district, sealed, referrers }: HouseholdFacts,
  members: readonly MemberFacts[],
  today: string,
): Situation {
  const people = members.flatMap(({ personKey, relation, birthDate, isResident, isEarner, isConsenter }) =>
    personKey === null || relation === null
      ? []
      : [
          {
            personKey,
            relation,
            adult: birthDate === null || isAdult(birthDate, today),
            isResident,
            isEarner,
            isConsenter,
          },
        ],
  );
  return {
    key,
    state,
    district,
    sealed,
    sealedElsewhere: members.some((member) => member.isSealedElsewhere),
    referrers: referrers.flatMap(([sender, classes]) =>
      sender === null ? [] : [{ sender, classes: closure(classSetOf(classes)) }],
    ),
    residents: people
      .filter(({ isResident }) => isResident === true)
      .map(({ personKey, relation, adult }) => ({ personKey, relation, adult })),
    earners: people.filter(({ isEarner }) => isEarner).map(({ personKey }) => personKey),
    consenters: people.filter(({ isConsenter }) => isConsenter).map(({ personKey }) => personKey),
  };
}

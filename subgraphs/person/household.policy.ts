import { type ClassSet, classNames, opens } from '@seisi/schema/classes';
import { and, type Column, eq, inArray, not, or, type SQL, sql } from 'drizzle-orm';
import { alias } from 'drizzle-orm/pg-core';
import { inForce } from './effective-date.policy.ts';
import { decide, reachesSealed, type Way, waysOf } from './ground/decide.ts';
import type { Ground } from './ground/ground.ts';
import type { Situation } from './ground/situation.ts';
import { groundFacts } from './ground-fact.table.ts';
import { households, memberships } from './household.table.ts';

const NOBODY = sql`false`;
const residents = alias(memberships, 'resident');
const seals = alias(groundFacts, 'seal');
const referrals = alias(groundFacts, 'referral');

/** Which households exist for a ground: whatever the mint would decide to be more than nothing. */
export const householdReach = {
  row: (ground: Ground, household: Situation): boolean =>
    decide(ground, { kind: 'HOUSEHOLD', household }) !== null,

  /** The same rule, said in SQL over `person.household`. `household.policy.test.ts` holds the two together. */
  where: (ground: Ground, today: string): SQL => isReachedBy(waysOf(ground), ground, today),

  /** The households within reach that a list may be filtered and sorted by these classes; others are absent from it (access §2). */
  whereOpen: (ground: Ground, today: string, classes: ClassSet): SQL => {
    const ways = waysOf(ground);
    const byClass = classNames(classes).map((name) => ways.filter((way) => opens(way.classes, name)));
    return every(...[ways, ...byClass].map((those) => isReachedBy(those, ground, today)));
  },
};

/** Whether the row is reached along one of these ways of a ground. */
export function isReachedBy(ways: readonly Way[], ground: Ground, today: string): SQL {
  const reached = or(...ways.map((way) => isOnWay(way, today))) ?? NOBODY;
  return reachesSealed(ground) ? reached : every(reached, not(isSealed(today)));
}

function isOnWay({ homeOf, areas, notHomeOf, acceptedBy }: Way, today: string): SQL {
  return every(
    sql`true`,
    homeOf === null ? undefined : livesHere([homeOf], today),
    areas === null ? undefined : isCovered(areas),
    notHomeOf.length === 0 ? undefined : not(livesHere(notHomeOf, today)),
    acceptedBy === null ? undefined : isReferred(acceptedBy, today),
  );
}

/** Whether the household of the row, or one who lives in it, is under protection. */
export function isSealed(today: string): SQL<boolean> {
  return sql<boolean>`(${hasSeal(households.key, today)} or exists (
    select 1 from ${memberships} as "resident"
    where ${residents.householdKey} = ${households.key} and ${inForce(residents.since, residents.until, today)}
      and ${hasSeal(residents.personKey, today)}))`;
}

/** The senders of the accepted referrals of the row's household that the agency holds, as a JSON list. */
export function referrersOf(agency: string, today: string): SQL<(string | null)[]> {
  return sql<(string | null)[]>`coalesce((
    select json_agg(${referrals.other}) from ${groundFacts} as "referral" where ${isAcceptedBy(agency, today)}), '[]'::json)`;
}

function isReferred(agency: string, today: string): SQL {
  return sql`exists (
    select 1 from ${groundFacts} as "referral" where ${isAcceptedBy(agency, today)} and ${referrals.other} <> ${agency})`;
}

function isAcceptedBy(agency: string, today: string): SQL {
  return every(
    eq(referrals.kind, 'ACCEPTED_REFERRAL'),
    eq(referrals.holder, agency),
    eq(referrals.subjectKey, households.key),
    inForce(referrals.validFrom, referrals.validUntil, today),
  );
}

function hasSeal(key: Column, today: string): SQL {
  return sql`exists (
    select 1 from ${groundFacts} as "seal"
    where ${seals.kind} = 'SEAL' and ${seals.subjectKey} = ${key} and ${inForce(seals.validFrom, seals.validUntil, today)})`;
}

function livesHere(people: readonly string[], today: string): SQL {
  return sql`exists (
    select 1 from ${memberships} as "resident"
    where ${residents.householdKey} = ${households.key} and ${inForce(residents.since, residents.until, today)}
      and ${inArray(residents.personKey, [...people])})`;
}

/** `covers` of the contract, said in SQL. */
function isCovered(areas: readonly string[]): SQL | undefined {
  if (areas.length === 0) return NOBODY;
  if (areas.includes('MY')) return undefined;
  return or(inArray(households.district, [...areas]), inArray(households.state, [...areas]));
}

function every(...conditions: (SQL | undefined)[]): SQL {
  return and(...conditions) ?? NOBODY;
}

import { type ClassSet, NO_CLASSES, opens } from '@seisi/schema/classes';
import { and, type Column, eq, inArray, not, or, type SQL, sql } from 'drizzle-orm';
import { alias } from 'drizzle-orm/pg-core';
import { classesOfReach, decide, type Situation } from './decide.ts';
import { inForce } from './effective-date.policy.ts';
import type { Ground } from './ground.ts';
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
  where: (ground: Ground, today: string): SQL => {
    switch (ground.kind) {
      case 'NONE':
        return NOBODY;
      case 'SELF':
        return every(livesHere([ground.personKey], today), unlessSealed(ground.adult, today));
      case 'POSTING':
        return every(
          isCovered(ground),
          not(livesHere(ground.kin, today)),
          unlessSealed(opens(ground.classes, 'protection'), today),
        );
      case 'AGREEMENT':
        return every(
          isCovered(ground),
          ground.population === 'ALL' ? undefined : isReferred(ground.agency, today),
          unlessSealed(false, today),
        );
      default:
        return ground satisfies never;
    }
  },

  /** The households within reach that a list may be filtered and sorted by these classes; others are absent from it (access §2). */
  whereOpen: (ground: Ground, today: string, classes: ClassSet): SQL =>
    (classes & ~classesOfReach(ground)) === 0 ? householdReach.where(ground, today) : NOBODY,
};

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

/** A seal takes the household out of reach, but for those whom it leaves. */
function unlessSealed(isLeft: boolean, today: string): SQL | undefined {
  return isLeft ? undefined : not(isSealed(today));
}

/** `covers` of the contract, said in SQL; a ground that opens no class covers nothing. */
function isCovered({
  areas,
  classes,
}: {
  readonly areas: readonly string[];
  readonly classes: ClassSet;
}): SQL | undefined {
  if (areas.length === 0 || classes === NO_CLASSES) return NOBODY;
  if (areas.includes('MY')) return undefined;
  return or(inArray(households.district, [...areas]), inArray(households.state, [...areas]));
}

function every(...conditions: (SQL | undefined)[]): SQL {
  return and(...conditions) ?? NOBODY;
}

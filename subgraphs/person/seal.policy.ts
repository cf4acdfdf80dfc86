import { and, type Column, eq, inArray, not, or, type SQL, sql } from 'drizzle-orm';
import { alias } from 'drizzle-orm/pg-core';
import { assessments } from './assessment.table.ts';
import { type Given, inForce } from './effective-date.policy.ts';
import type { Ground } from './ground/ground.ts';
import { groundFacts } from './ground-fact.table.ts';
import { households, memberships } from './household.table.ts';

const residents = alias(memberships, 'resident');
const counted = alias(memberships, 'counted');
const elsewhere = alias(memberships, 'elsewhere');
const seals = alias(groundFacts, 'seal');

/** The columns of a membership, whatever it is called in its statement. */
type Membership = Readonly<Record<'householdKey' | 'personKey' | 'since' | 'until', Column>>;

/** Whether the household of the row, or one who lives in it, is under protection. */
export function isSealed(today: Given): SQL<boolean> {
  return sql<boolean>`(${hasSeal(households.key, today)} or exists (
    select 1 from ${memberships} as "resident"
    where ${residents.householdKey} = ${households.key} and ${inForce(residents.since, residents.until, today)}
      and ${hasSeal(residents.personKey, today)}))`;
}

/** Whether one of these people lives in the household of the row. */
export function livesHere(people: readonly Given[], today: Given): SQL {
  return sql`exists (
    select 1 from ${memberships} as "resident"
    where ${residents.householdKey} = ${households.key} and ${inForce(residents.since, residents.until, today)}
      and ${inArray(residents.personKey, [...people])})`;
}

/** Whether a member has a part in the figures of the household of the row: lives there today, or did on the day of its newest assessment. */
export function isCounted({ since, until }: Membership, today: Given): SQL | undefined {
  return or(inForce(since, until, today), inForce(since, until, assessedOn()));
}

/** The day of the newest assessment of the household of the row. */
export function assessedOn(): SQL {
  return sql`(select max(${assessments.assessedOn}) from ${assessments} where ${assessments.householdKey} = ${households.key})`;
}

/** Whether a member is under a seal elsewhere, as `Situation.sealedElsewhere` means it; `citizen` is who asks about the own household. Who lives in a household that is not on record may be. */
export function isSealedElsewhere(member: Membership, citizen: Given | null, today: Given): SQL<boolean> {
  const isShared = citizen === null ? sql`false` : livesHere([citizen], today);
  return sql<boolean>`(exists (
    select 1 from ${memberships} as "elsewhere" left join ${households} on ${households.key} = ${elsewhere.householdKey}
    where ${elsewhere.personKey} = ${member.personKey} and ${elsewhere.householdKey} <> ${member.householdKey}
      and ${inForce(elsewhere.since, elsewhere.until, today)}
      and (${households.key} is null or (${isSealed(today)} and not ${isShared})))
    or (${member.personKey} is not null and ${not(inForce(member.since, member.until, today) ?? sql`true`)}
      and ${hasSeal(member.personKey, today)}))`;
}

/** The citizen who asks about the own household. */
export function citizenOf(ground: Ground): string | null {
  return ground.kind === 'SELF' ? ground.personKey : null;
}

/** Whether someone with a part in the figures of the household of the row is under a seal elsewhere. */
export function hidesSomeone(ground: Ground, today: Given): SQL {
  return sql`exists (
    select 1 from ${memberships} as "counted"
    where ${and(eq(counted.householdKey, households.key), isCounted(counted, today))} and ${isSealedElsewhere(counted, citizenOf(ground), today)})`;
}

function hasSeal(key: Column, today: Given): SQL {
  return sql`exists (
    select 1 from ${groundFacts} as "seal"
    where ${seals.kind} = 'SEAL' and ${seals.subjectKey} = ${key} and ${inForce(seals.validFrom, seals.validUntil, today)})`;
}

import { type HotQuery, hotQuery } from '@seisi/host/hot-read';
import { jsonRow } from '@seisi/host/json-row';
import { and, asc, desc, eq, type SQL, sql } from 'drizzle-orm';
import { alias } from 'drizzle-orm/pg-core';
import { assessments } from './assessment.table.ts';
import { consentsOf } from './consent.policy.ts';
import { inForce } from './effective-date.policy.ts';
import { households, memberships } from './household.table.ts';
import { incomes } from './income.table.ts';
import { people } from './person.table.ts';
import { isCounted } from './seal.policy.ts';
import { type Asking, householdColumns, memberColumns } from './situation.loaders.ts';

/** What of a household is asked beside what is decided by. */
export type HouseholdParts = {
  readonly people: boolean;
  readonly incomes: boolean;
  readonly figures: boolean;
  readonly assessment: boolean;
};

/** Whose facts are decided by: a citizen's, an agency's, or an officer's. */
export type AskingKind = 'CITIZEN' | 'AGENCY' | 'OFFICER';

export const HOUSEHOLD = jsonRow(households);
export const MEMBERSHIP = jsonRow(memberships);
export const PERSON = jsonRow(people);
export const INCOME = jsonRow(incomes);
export const ASSESSMENT = jsonRow(assessments);

type Names = 'ids' | 'today' | 'citizen' | 'agency';
const TODAY = sql.placeholder('today');
const homes = alias(memberships, 'home');
const statements = new Map<string, HotQuery<Names>>();

/**
 * The households of some identifiers with all that is decided by and all that is asked, as one JSON text each; one statement whatever their number and
 * size. Not within reach: the mint decides by it, and nothing of it is given to a loader before it has.
 */
export function householdStatement(kind: AskingKind, parts: HouseholdParts): HotQuery<Names> {
  const key = JSON.stringify([kind, parts.people, parts.incomes, parts.figures, parts.assessment]);
  const known = statements.get(key) ?? hotQuery<Names>(written(kind, parts), { keys: ['ids'] });
  statements.set(key, known);
  return known;
}

/** In the order in which `HouseholdJson` reads it. */
function written(kind: AskingKind, parts: HouseholdParts): SQL {
  const asking: Asking = {
    citizen: kind === 'CITIZEN' ? sql.placeholder('citizen') : null,
    agency: kind === 'AGENCY' ? sql.placeholder('agency') : null,
  };
  const { sealed, referrers } = householdColumns(asking, TODAY);
  return sql`
    select ${households.id}, json_build_array(${HOUSEHOLD.written}, ${sealed}, ${referrers}, ${members(asking, parts)},
      ${parts.assessment ? newestAssessment() : sql`null`})::text
    from ${households} where ${households.id} = any(${sql.placeholder('ids')}::uuid[])`;
}

/** Whoever is decided by; only of who lives there today is more read than that. */
function members(asking: Asking, parts: HouseholdParts): SQL {
  const { isResident, isSealedElsewhere, isEarner, isConsenter } = memberColumns(asking, TODAY);
  const ofResident = (what: SQL) => sql`case when ${isResident} then ${what} end`;
  return sql`(
    select json_agg(json_build_array(${MEMBERSHIP.written}, ${people.birthDate}, ${isResident}, ${isSealedElsewhere}, ${isEarner},
      ${isConsenter}, ${ofResident(homesOf())}, ${asking.agency === null ? sql`null` : ofResident(consentsOf(memberships.personKey, asking.agency, TODAY))},
      ${parts.people ? ofResident(sql`case when ${people.key} is not null then ${PERSON.written} end`) : sql`null`},
      ${parts.incomes || parts.figures ? ofResident(incomesOf()) : sql`null`})
      order by (${memberships.relationToHead} = 'HEAD') desc, ${asc(memberships.since)}, ${asc(memberships.id)})
    from ${memberships} left join ${people} on ${eq(people.key, memberships.personKey)}
    where ${and(eq(memberships.householdKey, households.key), isCounted(memberships, TODAY))})`;
}

function homesOf(): SQL {
  return sql`(
    select json_agg(${homes.householdKey} order by ${desc(homes.since)}, ${asc(homes.id)}) from ${memberships} as "home"
    where ${and(eq(homes.personKey, memberships.personKey), inForce(homes.since, homes.until, TODAY))})`;
}

function incomesOf(): SQL {
  return sql`(
    select json_agg(${INCOME.written} order by ${asc(incomes.since)}, ${asc(incomes.id)}) from ${incomes}
    where ${and(eq(incomes.personKey, memberships.personKey), inForce(incomes.since, incomes.until, TODAY))})`;
}

function newestAssessment(): SQL {
  return sql`(
    select ${ASSESSMENT.written} from ${assessments} where ${eq(assessments.householdKey, households.key)}
    order by ${desc(assessments.assessedOn)}, ${desc(assessments.assessedAt)} limit 1)`;
}

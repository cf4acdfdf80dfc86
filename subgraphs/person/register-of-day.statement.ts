import { type SQL, sql } from 'drizzle-orm';
import { alias } from 'drizzle-orm/pg-core';
import { endOf } from './as-of.ts';
import { assessments } from './assessment.table.ts';
import { inForce } from './effective-date.policy.ts';
import { households, memberships } from './household.table.ts';
import { membershipsSaidBy } from './memberships-of-day.statement.ts';
import { people } from './person.table.ts';
import { recordedAddresses } from './recorded-address.table.ts';
import { isSealed } from './seal.policy.ts';
import type { Sex } from './types.generated.ts';

/** Which register is told: of which day, YYYY-MM-DD; of one state (DOSM code) and sex of the heads, or all. `today` is the day on which seals are looked at. */
export type DayOfRegister = {
  readonly asOf: string;
  readonly state: string | null;
  readonly sex: Sex | null;
  readonly today: string;
};

const heads = alias(memberships, 'head');
const others = alias(memberships, 'other');
const relatives = alias(people, 'relative');

/**
 * The heads of the households that were registered and confirmed by a day, in the order of their keys, with what was in force on it: where they head, who lives with them, and where that was, all as the register said at its end, and the newest assessment.
 * Of two households headed by one person the one that was registered last counts. Who is under protection today is in no list. Sex, marital status and work are kept without their
 * days, so they are today's.
 */
export function headsOfDay({ asOf, state, sex, today }: DayOfRegister): SQL {
  return sql`
    with "home" as (
      select distinct on (${heads.personKey}) ${heads.personKey} as person_key, ${households.key} as household_key,
        coalesce(place.state, ${households.state}) as state, coalesce(place.district, ${households.district}) as district
      from ${households} ${addressSaidBy(asOf)} join ${membershipsSaidBy(asOf)} as "head" on ${heads.householdKey} = ${households.key}
        and ${heads.relationToHead} = 'HEAD' and ${inForce(heads.since, heads.until, asOf)}
      where ${households.registrationStatus} = 'CONFIRMED' and ${households.registeredOn} <= ${asOf}
        and (${state}::text is null or coalesce(place.state, ${households.state}) = ${state}) and not ${isSealed(today)}
      order by ${heads.personKey}, ${households.registeredOn} desc, ${households.key}
    )
    select (row_number() over (order by home.person_key))::integer as place, home.household_key, home.person_key,
      home.state, home.district, ${people.sex} as sex, ${people.maritalStatus} as marital_status,
      newest.status as poverty_status, newest.exit_reason, newest.total_monthly_income as income, newest.member_count as members,
      ${livesWith(asOf, sql`${others.relationToHead} = 'CHILD'`)} as has_child,
      ${livesWith(asOf, sql`${others.relationToHead} = 'CHILD' and ${relatives.maritalStatus} = 'SINGLE'`)} as has_unmarried_child,
      case when ${livesWith(asOf, WORKING_HUSBAND)} then false end as is_husband_unable
    from home join ${people} on ${people.key} = home.person_key
      left join lateral (
        select * from ${assessments} where ${assessments.householdKey} = home.household_key and ${assessments.assessedOn} <= ${asOf}
        order by ${assessments.assessedOn} desc limit 1
      ) as newest on true
    where ${sex}::text is null or ${people.sex}::text = ${sex}`;
}

const WORKING_HUSBAND = sql`${others.relationToHead} = 'SPOUSE' and ${relatives.sex} = 'MALE'
  and ${relatives.employment} in ('EMPLOYED', 'SELF_EMPLOYED')`;

/** Beside each household, as `place`, where it lived on the day as the register said at its end; nothing where that was never changed. */
function addressSaidBy(asOf: string): SQL {
  const end = endOf(asOf).toISOString();
  const said = recordedAddresses;
  return sql`left join lateral (
    select ${said.state} as state, ${said.district} as district from ${said}
    where ${said.householdKey} = ${households.key} and (${said.since} is null or ${said.since} <= ${asOf})
      and (${said.recordedAt} is null or ${said.recordedAt} < ${end}::timestamptz)
    order by ${said.since} desc nulls last, ${said.version} desc limit 1
  ) as place on true`;
}

/** Whether somebody of this kind lives in the household of `home` on that day. */
function livesWith(asOf: string, who: SQL): SQL {
  return sql`exists (
    select 1 from ${membershipsSaidBy(asOf)} as "other" join ${people} as "relative" on ${relatives.key} = ${others.personKey}
    where ${others.householdKey} = home.household_key and ${inForce(others.since, others.until, asOf)} and ${who})`;
}

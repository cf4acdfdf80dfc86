import type { DataClass } from '@seisi/schema/classes';
import { and, eq, lt, lte, type SQL, sql } from 'drizzle-orm';
import { alias } from 'drizzle-orm/pg-core';
import { endOf } from './as-of.ts';
import { assessments } from './assessment.table.ts';
import { inForce } from './effective-date.policy.ts';
import type { Ground } from './ground/ground.ts';
import { households, memberships } from './household.table.ts';
import { membershipsSaidBy } from './memberships-of-day.statement.ts';
import { citizenOf } from './seal.policy.ts';
import type { HouseholdFilter } from './types.generated.ts';

const then = alias(memberships, 'then');

/** What a list tells by its sort and its conditions (access §2). */
export function classesOf(filter: HouseholdFilter): DataClass[] {
  const isByArea = filter.state != null || filter.district != null || filter.strata != null;
  return [
    'register',
    ...(isByArea ? (['area'] as const) : []),
    ...(filter.povertyStatus == null ? [] : (['poverty.status'] as const)),
  ];
}

/** The conditions of a list, over `person.household`. */
export function conditions(
  { state, district, strata, povertyStatus, registrationStatus, asOf }: HouseholdFilter,
  ground: Ground,
): (SQL | undefined)[] {
  return [
    state == null ? undefined : eq(households.state, state),
    district == null ? undefined : eq(households.district, district),
    strata == null ? undefined : eq(households.strata, strata),
    registrationStatus == null ? undefined : eq(households.registrationStatus, registrationStatus),
    asOf == null ? undefined : lte(households.registeredOn, asOf),
    povertyStatus == null ? undefined : sql`${newestStatus(asOf ?? null)} = ${povertyStatus}`,
    povertyStatus == null || asOf == null ? undefined : livedThere(citizenOf(ground), asOf),
  ];
}

/** The newest status, or what the register said of it at the end of a day: of that day or before, and made by then. */
function newestStatus(day: string | null): SQL {
  const known =
    day === null ? undefined : and(lte(assessments.assessedOn, day), lt(assessments.assessedAt, endOf(day)));
  return sql`(
    select ${assessments.status} from ${assessments} where ${and(eq(assessments.householdKey, households.key), known)}
    order by ${assessments.assessedOn} desc, ${assessments.assessedAt} desc limit 1)`;
}

/** Of a time when a citizen did not live there they are not told the status, and a list by it would tell. */
function livedThere(citizen: string | null, day: string): SQL | undefined {
  if (citizen === null) return undefined;
  return sql`exists (
    select 1 from ${membershipsSaidBy(day)} as "then"
    where ${then.householdKey} = ${households.key} and ${then.personKey} = ${citizen} and ${inForce(then.since, then.until, day)})`;
}

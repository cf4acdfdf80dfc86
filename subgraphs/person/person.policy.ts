import { and, eq, not, or, type SQL, sql } from 'drizzle-orm';
import { alias } from 'drizzle-orm/pg-core';
import { decide, type Situation } from './decide.ts';
import { inForce } from './effective-date.policy.ts';
import type { Ground } from './ground.ts';
import { householdReach } from './household.policy.ts';
import { households, memberships } from './household.table.ts';
import { people } from './person.table.ts';

const homes = alias(memberships, 'home');

/** Which people exist for a ground: those who live somewhere today and only where the ground reaches, and a citizen's own record. */
export const personReach = {
  row: (ground: Ground, key: string, homesToday: readonly Situation[]): boolean =>
    decide(ground, { kind: 'PERSON', key, households: homesToday }) !== null,

  /** The same rule, said in SQL over `person.person`. `household.policy.test.ts` holds the two together. */
  where: (ground: Ground, today: string): SQL => {
    const reach = householdReach.where(ground, today);
    const isOwn = ground.kind === 'SELF' ? eq(people.key, ground.personKey) : undefined;
    return and(or(livesWhere(sql`true`, today), isOwn), not(livesWhere(not(reach), today))) ?? sql`false`;
  },
};

function livesWhere(condition: SQL, today: string): SQL {
  return sql`exists (
    select 1 from ${memberships} as "home" join ${households} on ${households.key} = ${homes.householdKey}
    where ${homes.personKey} = ${people.key} and ${inForce(homes.since, homes.until, today)} and ${condition})`;
}

import { ALL_CLASSES, classNames, opens } from '@seisi/schema/classes';
import { and, eq, not, or, type SQL, sql } from 'drizzle-orm';
import { alias } from 'drizzle-orm/pg-core';
import { hasConsent } from './consent.policy.ts';
import { inForce } from './effective-date.policy.ts';
import { decide, openedByConsent, type Way, waysOf } from './ground/decide.ts';
import type { Ground } from './ground/ground.ts';
import type { Subject } from './ground/situation.ts';
import { isReachedBy } from './household.policy.ts';
import { households, memberships } from './household.table.ts';
import { people } from './person.table.ts';
import { isSealed } from './seal.policy.ts';

const homes = alias(memberships, 'home');

/** Which people exist for a ground: those who live somewhere today and of whom a class is open in every home, those who consented, and a citizen's own record. */
export const personReach = {
  row: (ground: Ground, person: Extract<Subject, { kind: 'PERSON' }>): boolean =>
    decide(ground, person) !== null,

  /** The same rule, said in SQL over `person.person`. `household.policy.test.ts` holds the two together. */
  where: (ground: Ground, today: string): SQL => {
    const isOwn = ground.kind === 'SELF' ? eq(people.key, ground.personKey) : undefined;
    const inEveryHome = alternatives(waysOf(ground)).map((ways) =>
      not(livesWhere(not(isReachedBy(ways, ground, today)), today)),
    );
    return (
      and(
        or(livesWhere(sql`true`, today), isOwn),
        or(sql`false`, ...inEveryHome, consented(ground, today)),
      ) ?? sql`false`
    );
  },
};

/** The ways that open each class, each list of them once: a person is within reach if along one such list every home is. */
function alternatives(ways: readonly Way[]): Way[][] {
  const lists = classNames(ALL_CLASSES).map((name) => ways.filter((way) => opens(way.classes, name)));
  const distinct = new Map(lists.map((those) => [those.map((way) => ways.indexOf(way)).join(), those]));
  return [...distinct.values()].filter((those) => those.length > 0);
}

/** Who consented is within reach wherever they live, but never under a seal. */
function consented(ground: Ground, today: string): SQL | undefined {
  const opened = openedByConsent(ground);
  if (opened === null) return undefined;
  const classes = classNames(opened.classes);
  return and(hasConsent(people.key, { ...opened, classes }, today), not(livesWhere(isSealed(today), today)));
}

function livesWhere(condition: SQL, today: string): SQL {
  return sql`exists (
    select 1 from ${memberships} as "home" join ${households} on ${households.key} = ${homes.householdKey}
    where ${homes.personKey} = ${people.key} and ${inForce(homes.since, homes.until, today)} and ${condition})`;
}

import { type ClassSet, classNames, type DataClass, NO_CLASSES, opens } from '@seisi/schema/classes';
import { and, arrayOverlaps, eq, inArray, not, or, type SQL, sql } from 'drizzle-orm';
import { alias } from 'drizzle-orm/pg-core';
import { type Given, inForce } from './effective-date.policy.ts';
import {
  decide,
  FIGURES_OF_SEVERAL,
  reachesFiguresOfHidden,
  reachesSealed,
  type Way,
  waysOf,
} from './ground/decide.ts';
import type { Ground } from './ground/ground.ts';
import type { Situation } from './ground/situation.ts';
import { groundFacts } from './ground-fact.table.ts';
import { households } from './household.table.ts';
import { hidesSomeone, isSealed, livesHere } from './seal.policy.ts';

const NOBODY = sql`false`;
const referrals = alias(groundFacts, 'referral');

/** Which households exist for a ground: whatever the mint would decide to be more than nothing. */
export const householdReach = {
  row: (ground: Ground, household: Situation): boolean =>
    decide(ground, { kind: 'HOUSEHOLD', household }) !== null,

  /** The same rule, said in SQL over `person.household`. `household.policy.test.ts` holds the two together. */
  where: (ground: Ground, today: string): SQL => isShownBy(waysOf(ground), ground, today),

  /** The households within reach that a list may be filtered and sorted by these classes; others are absent from it (access §2). */
  whereOpen: (ground: Ground, today: string, classes: ClassSet): SQL => {
    const ways = waysOf(ground);
    const byClass = classNames(classes).map((name) => isOpenBy(ways, name, ground, today));
    return every(isShownBy(ways, ground, today), ...byClass);
  },
};

/** Whether the row exists along these ways. Where all that they open are figures in which someone sealed has a part, it does not. */
function isShownBy(ways: readonly Way[], ground: Ground, today: string): SQL {
  const bare = ways.filter(({ classes }) => (classes & ~FIGURES_OF_SEVERAL) === NO_CLASSES);
  const others = ways.filter((way) => !bare.includes(way));
  return bare.length === 0
    ? isReachedBy(ways, ground, today)
    : any(isReachedBy(others, ground, today), areFiguresOpenBy(bare, ground, today));
}

/** Whether a class of the row is open along these ways. Under a seal the area is open only together with `contact`. */
function isOpenBy(ways: readonly Way[], name: DataClass, ground: Ground, today: string): SQL {
  const those = ways.filter((way) => opens(way.classes, name));
  if (opens(FIGURES_OF_SEVERAL, name)) return areFiguresOpenBy(those, ground, today);
  const reached = isReachedBy(those, ground, today);
  if (name !== 'area' || !reachesSealed(ground)) return reached;
  const withContact = those.filter((way) => opens(way.classes, 'contact'));
  return any(every(reached, not(isSealed(today))), isReachedBy(withContact, ground, today));
}

function areFiguresOpenBy(ways: readonly Way[], ground: Ground, today: string): SQL {
  const reached = isReachedBy(ways, ground, today);
  return reachesFiguresOfHidden(ground) ? reached : every(reached, not(hidesSomeone(ground, today)));
}

/** Whether the row is reached along one of these ways of a ground. */
export function isReachedBy(ways: readonly Way[], ground: Ground, today: string): SQL {
  const reached = any(...together(ways).map((way) => isOnWay(way, today)));
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

/** The sender of an accepted referral and the classes that it names. */
export type ReferrerJson = readonly [sender: string | null, classes: readonly string[]];

/** The accepted referrals of the row's household that the agency holds, as a JSON list. */
export function referrersOf(agency: Given, today: Given): SQL<ReferrerJson[]> {
  return sql<ReferrerJson[]>`coalesce((
    select json_agg(json_build_array(${referrals.other}, ${referrals.classes})) from ${groundFacts} as "referral" where ${isAcceptedBy(agency, today)}), '[]'::json)`;
}

function isReferred({ agency, classes }: NonNullable<Way['acceptedBy']>, today: string): SQL {
  const isNamed = arrayOverlaps(referrals.classes, [...classes]);
  return sql`exists (
    select 1 from ${groundFacts} as "referral"
     where ${isAcceptedBy(agency, today)} and ${referrals.other} <> ${agency} and ${isNamed})`;
}

/** Ways that differ in their classes alone reach together what one of them reaches by any of these. */
function together(ways: readonly Way[]): readonly Way[] {
  const [first, ...others] = ways;
  if (first?.acceptedBy == null) return ways;
  const same = others.every(({ acceptedBy, areas }) => acceptedBy !== null && areas === first.areas);
  if (!same) return ways;
  const classes = [...new Set(ways.flatMap(({ acceptedBy }) => acceptedBy?.classes ?? []))];
  return [{ ...first, acceptedBy: { agency: first.acceptedBy.agency, classes } }];
}

function isAcceptedBy(agency: Given, today: Given): SQL {
  return every(
    eq(referrals.kind, 'ACCEPTED_REFERRAL'),
    eq(referrals.holder, agency),
    eq(referrals.subjectKey, households.key),
    inForce(referrals.validFrom, referrals.validUntil, today),
  );
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

function any(...conditions: SQL[]): SQL {
  return or(...conditions) ?? NOBODY;
}

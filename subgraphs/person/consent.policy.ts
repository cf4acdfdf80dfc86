import type { Purpose } from '@seisi/schema/purpose';
import { and, arrayContains, type Column, eq, lte, type SQL, sql } from 'drizzle-orm';
import { alias } from 'drizzle-orm/pg-core';
import { type Given, inForce } from './effective-date.policy.ts';
import { groundFacts } from './ground-fact.table.ts';
import { households, memberships } from './household.table.ts';

const consent = alias(groundFacts, 'consent');
const readers = alias(memberships, 'reader');

/** A consent as it stands in the answer of `consentsOf`; its classes by name. */
export type ConsentColumns = {
  readonly agency: string;
  readonly purposes: readonly string[];
  readonly classes: readonly string[];
  readonly recordedBy: readonly string[];
};

/** The consents in force that a person gave to an agency, as a JSON list; what each opens `ground/consent.ts` says. */
export function consentsOf(person: Column, agency: Given, today: Given): SQL<ConsentColumns[]> {
  return sql<ConsentColumns[]>`coalesce((
    select json_agg(json_build_object('agency', ${consent.holder}, 'purposes', ${consent.purposes},
      'classes', ${consent.classes}, 'recordedBy', ${consent.declaredBy}))
    from ${groundFacts} as "consent"
    where ${isGiven(agency, today)} and ${consent.subjectKey} = ${person}), '[]'::json)`;
}

/** Whether a person gave the agency a consent for the purpose that holds one of these classes. `ground/consent.ts`, said in SQL. */
export function hasConsent(
  person: Column,
  { agency, purpose, classes }: { agency: string; purpose: Purpose; classes: readonly string[] },
  today: string,
): SQL {
  return sql`exists (
    select 1 from ${groundFacts} as "consent"
    where ${isGiven(agency, today)} and ${consent.subjectKey} = ${person}
      and ${arrayContains(consent.purposes, [purpose])} and ${consent.classes} && ${textArray(classes)}
      and (cardinality(${consent.declaredBy}) = 0
        or (select count(distinct officer) from unnest(${consent.declaredBy}) as officer) >= 2))`;
}

/** The classes of all consents in force to an agency for a purpose, as a JSON list. */
export function consentedClasses(agency: string, purpose: Purpose, today: string): SQL {
  return sql`coalesce((
    select json_agg(distinct class) from ${groundFacts} as "consent", unnest(${consent.classes}) as class
    where ${isGiven(agency, today)} and ${arrayContains(consent.purposes, [purpose])}), '[]'::json)`;
}

/**
 * Whether the member of the row consented that the reader reads the household's figures. It ends where either leaves the household, for good:
 * both must have lived there since the day on which it was given.
 */
export function consentedTo(reader: Given, today: Given): SQL<boolean> {
  return sql<boolean>`exists (
    select 1 from ${groundFacts} as "consent" join ${memberships} as "reader"
      on ${readers.householdKey} = ${households.key} and ${readers.personKey} = ${reader}
    where ${and(
      eq(consent.kind, 'HOUSEHOLD_CONSENT'),
      // A holder is a text, for it may be an agency.
      eq(consent.holder, sql`${readers.personKey}::text`),
      eq(consent.subjectKey, memberships.personKey),
      sql`${consent.other} = ${households.key}::text`,
      inForce(consent.validFrom, consent.validUntil, today),
      ...[memberships, readers].map(({ since, until }) =>
        and(inForce(since, until, today), lte(since, consent.validFrom)),
      ),
    )})`;
}

function isGiven(agency: Given, today: Given): SQL | undefined {
  return and(
    eq(consent.kind, 'CONSENT'),
    eq(consent.holder, agency),
    inForce(consent.validFrom, consent.validUntil, today),
  );
}

function textArray(words: readonly string[]): SQL {
  return sql`${`{${words.map((word) => `"${word}"`).join(',')}}`}::text[]`;
}

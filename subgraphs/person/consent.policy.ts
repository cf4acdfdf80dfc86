import type { Purpose } from '@seisi/schema/purpose';
import { and, arrayContains, type Column, eq, type SQL, sql } from 'drizzle-orm';
import { alias } from 'drizzle-orm/pg-core';
import { inForce } from './effective-date.policy.ts';
import { groundFacts } from './ground-fact.table.ts';

const consent = alias(groundFacts, 'consent');

/** A consent as it stands in the answer of `consentsOf`; its classes by name. */
export type ConsentColumns = {
  readonly agency: string;
  readonly purposes: readonly string[];
  readonly classes: readonly string[];
  readonly recordedBy: readonly string[];
};

/** The consents in force that a person gave to an agency, as a JSON list; what each opens `ground/consent.ts` says. */
export function consentsOf(person: Column, agency: string, today: string): SQL<ConsentColumns[]> {
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

function isGiven(agency: string, today: string): SQL | undefined {
  return and(
    eq(consent.kind, 'CONSENT'),
    eq(consent.holder, agency),
    inForce(consent.validFrom, consent.validUntil, today),
  );
}

function textArray(words: readonly string[]): SQL {
  return sql`${`{${words.map((word) => `"${word}"`).join(',')}}`}::text[]`;
}

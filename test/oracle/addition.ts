import { type Classes, classes, NONE } from './class-set.ts';
import { isIn } from './place.ts';
import type { AgreementRow, ConsentRow, HouseholdRow, PersonRow, Registry } from './registry.ts';

/** What is never added to an agreement (access §3), nor the classes by which files are listed. */
const NEVER = ['protection', 'bank', 'receipts', 'aid', 'case'];
/** What an incident opens where it is. */
const OF_INCIDENT = classes(
  'register',
  'area',
  'identity',
  'contact',
  'kinship',
  'health',
  'disability.fact',
);
const EMERGENCIES = ['PUBLIC_EMERGENCY', 'LIFE_HEALTH_SAFETY'];

/** An agreement as a request uses it. */
export type Used = { readonly agreement: AgreementRow; readonly purpose: string };

/** What consents given to this agency for this purpose name: of one person, or of anybody at all. */
export function namedByConsents({ rows, today }: Registry, used: Used, person: PersonRow | null): Classes {
  const given = rows.consents.filter(
    (consent) =>
      (person === null || consent.personKey === person.key) &&
      consent.agencyCode === used.agreement.agencyCode &&
      consent.purpose === used.purpose &&
      counts(consent, today),
  );
  const named = given.flatMap((consent) => consent.classes);
  return new Set(named.filter((name) => !NEVER.includes(name)));
}

/** With the own token, or on paper before two officers; until the day it ends, or was withdrawn. */
function counts({ basis, recordedBy, validUntil, withdrawnAt }: ConsentRow, today: string): boolean {
  const isGiven = basis === 'OWN_TOKEN' || new Set(recordedBy).size >= 2;
  return isGiven && withdrawnAt === null && today < validUntil;
}

/** What incidents that name this agency open of a household, or of any that there may be. */
export function namedByIncidents(registry: Registry, used: Used, household: HouseholdRow | null): Classes {
  return incidentsAt(registry, used, household).length > 0 ? OF_INCIDENT : NONE;
}

/** The incidents that name this agency where a household is, or anywhere, in order. */
export function incidentsAt(
  { rows, now }: Registry,
  used: Used,
  household: HouseholdRow | null,
): readonly string[] {
  if (!EMERGENCIES.includes(used.purpose)) return [];
  const there = rows.groundFacts.filter(
    ({ kind, agencies, areas, declaredBy, startsAt, endsAt }) =>
      kind === 'INCIDENT' &&
      agencies.includes(used.agreement.agencyCode) &&
      new Set(declaredBy).size >= 2 &&
      startsAt !== null &&
      endsAt !== null &&
      startsAt.getTime() <= now &&
      now < endsAt.getTime() &&
      (household === null ? areas.length > 0 : isIn(household, areas)),
  );
  return there.map(({ id }) => id).toSorted();
}

import type { OwnedFact } from '@seisi/schema/ground-fact';
import type { AgreementRow, PostingRow } from '../../subgraphs/agency/agreement.table.ts';
import type { IncidentRow } from '../../subgraphs/agency/incident.table.ts';
import { agreementFact, incidentFact, postingFact } from '../../subgraphs/agency/owned-fact.ts';
import type { ConsentRow } from '../../subgraphs/person/consent.table.ts';
import type { GroundFactRow } from '../../subgraphs/person/ground-fact.table.ts';
import { OFFICER } from './agency-code.ts';
import { LEFT_ON } from './cast.ts';
import { CAST, PLACE } from './known.ts';
import { householdKey, personKey } from './registry-index.ts';

type Owned = {
  readonly agreements: readonly AgreementRow[];
  readonly postings: readonly PostingRow[];
  readonly incidents: readonly IncidentRow[];
  readonly consents: readonly ConsentRow[];
};

type Stated = Pick<GroundFactRow, 'id' | 'kind' | 'validFrom'> & Partial<GroundFactRow>;

/** The person room's copies of agreements, postings and incidents, and the facts it owns itself: one seal, one declared relative, consents. */
export function fixedFacts(
  seed: number,
  { agreements, postings, incidents, consents }: Owned,
): GroundFactRow[] {
  const stated: Stated[] = [
    ...agreements.map(agreementFact).flatMap((fact) => (fact === null ? [] : [copyOf(fact)])),
    ...postings.map((row) => copyOf(postingFact(row))),
    { id: 'seal-1', kind: 'SEAL', subjectKey: householdKey(seed, CAST.sealed), validFrom: LEFT_ON },
    {
      id: 'relative-1',
      kind: 'RELATIVE',
      holder: OFFICER.district,
      subjectKey: personKey(seed, CAST.relative, PLACE.relative.head),
      validFrom: '2025-01-01',
    },
    ...consents.map(ofConsent),
    ...incidents.map(incidentFact).flatMap((fact) => (fact === null ? [] : [copyOf(fact)])),
  ];
  return stated.map((fact) => ({ ...NOTHING_STATED, ...fact }));
}

/** What a fact leaves empty of which it says nothing. */
const NOTHING_STATED = {
  holder: null,
  other: null,
  agency: null,
  subjectKey: null,
  areas: [],
  classes: [],
  purposes: [],
  legalBasis: null,
  population: null,
  dailySubjects: null,
  agencies: [],
  declaredBy: [],
  startsAt: null,
  endsAt: null,
  validUntil: null,
} satisfies Partial<GroundFactRow>;

/** The person room's copy of a fact as its owner tells it. */
export function copyOf({ startsAt, endsAt, ...fact }: OwnedFact): GroundFactRow {
  const { areas, classes, purposes, agencies, declaredBy } = fact;
  return {
    ...NOTHING_STATED,
    ...fact,
    ...{ areas: [...areas], classes: [...classes], purposes: [...purposes] },
    ...{ agencies: [...agencies], declaredBy: [...declaredBy] },
    startsAt: startsAt === null ? null : new Date(startsAt),
    endsAt: endsAt === null ? null : new Date(endsAt),
  };
}

function ofConsent(row: ConsentRow): Stated {
  const { id, agencyCode, personKey, purpose, classes, recordedBy, givenAt, validUntil } = row;
  return {
    id: `consent-${id}`,
    kind: 'CONSENT',
    holder: agencyCode,
    subjectKey: personKey,
    purposes: purpose === null ? [] : [purpose],
    classes,
    declaredBy: recordedBy,
    validFrom: givenAt.toISOString().slice(0, 10),
    validUntil,
  };
}

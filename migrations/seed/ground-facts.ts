import type { OwnedFact } from '@seisi/schema/ground-fact';
import type { AgreementRow, PostingRow } from '../../subgraphs/agency/agreement.table.ts';
import { agreementFact, postingFact } from '../../subgraphs/agency/owned-fact.ts';
import type { ConsentRow } from '../../subgraphs/person/consent.table.ts';
import type { GroundFactRow } from '../../subgraphs/person/ground-fact.table.ts';
import { AGENCY, OFFICER } from './agency-code.ts';
import { LEFT_ON } from './cast.ts';
import { CAST, PLACE } from './known.ts';
import { householdKey, personKey } from './registry-index.ts';

type Stated = Pick<GroundFactRow, 'id' | 'kind' | 'validFrom'> & Partial<GroundFactRow>;

/** The person room's copies of agreements and postings, and the facts it owns itself: one seal, one declared relative, consents, and two floods. */
export function fixedFacts(
  seed: number,
  agreements: readonly AgreementRow[],
  postings: readonly PostingRow[],
  consents: readonly ConsentRow[],
): GroundFactRow[] {
  const stated: Stated[] = [
    ...agreements.map((row) => copyOf(agreementFact(row))),
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
    flood('incident-1', '5_1', '2024-12-01', '2024-12-09'),
    // Goes on; it opens where the hospital's agreement does not reach, and only in an emergency.
    flood('incident-2', '3_3', '2025-12-20', '2030-01-01'),
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
export function copyOf({ areas, classes, purposes, ...fact }: OwnedFact): GroundFactRow {
  return { ...NOTHING_STATED, ...fact, areas: [...areas], classes: [...classes], purposes: [...purposes] };
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

/** A flood in one district, declared by two officers for the hospital, from midnight to midnight in Malaysia. */
function flood(id: string, district: string, from: string, until: string): Stated {
  return {
    id,
    kind: 'INCIDENT',
    agencies: [AGENCY.hospital],
    areas: [district],
    declaredBy: [OFFICER.district, OFFICER.jkm],
    startsAt: new Date(`${from}T00:00:00+08:00`),
    endsAt: new Date(`${until}T00:00:00+08:00`),
    validFrom: from,
  };
}

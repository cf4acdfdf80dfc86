import type { AgreementRow, PostingRow } from '../../subgraphs/agency/agreement.table.ts';
import type { GroundFactRow } from '../../subgraphs/person/ground-fact.table.ts';
import { OFFICER } from './agency-code.ts';
import { LEFT_ON } from './cast.ts';
import { CAST, PLACE } from './known.ts';
import { householdKey, personKey } from './registry-index.ts';

type Stated = Pick<GroundFactRow, 'id' | 'kind' | 'validFrom'> & Partial<GroundFactRow>;

/** The person room's copies of agreements and postings, and the facts it owns itself: one seal, one declared relative. Versions count from 1. */
export function fixedFacts(
  seed: number,
  agreements: readonly AgreementRow[],
  postings: readonly PostingRow[],
): GroundFactRow[] {
  const stated: Stated[] = [
    ...agreements.map(ofAgreement),
    ...postings.map(ofPosting),
    { id: 'seal-1', kind: 'SEAL', subjectKey: householdKey(seed, CAST.sealed), validFrom: LEFT_ON },
    {
      id: 'relative-1',
      kind: 'RELATIVE',
      holder: OFFICER.district,
      subjectKey: personKey(seed, CAST.relative, PLACE.relative.head),
      validFrom: '2025-01-01',
    },
  ];
  return stated.map((fact, at) => ({ ...NOTHING, ...fact, version: at + 1 }));
}

const NOTHING = {
  holder: null,
  other: null,
  agency: null,
  subjectKey: null,
  areas: [],
  classes: [],
  purposes: [],
  legalBasis: null,
  population: null,
  validUntil: null,
} as const satisfies Partial<GroundFactRow>;

function ofAgreement(row: AgreementRow): Stated {
  const { number, agencyCode, areas, classes, purposes, legalBasis, population, validFrom, validUntil } = row;
  const copied = { areas, classes, purposes, legalBasis, population, validFrom, validUntil };
  return { id: number, kind: 'AGREEMENT', holder: agencyCode, agency: agencyCode, ...copied };
}

function ofPosting(row: PostingRow): Stated {
  const { id, officer, agencyCode, personKey: subjectKey, areas, classes, validFrom, validUntil } = row;
  return {
    id,
    kind: 'POSTING',
    holder: officer,
    agency: agencyCode,
    subjectKey,
    areas,
    classes,
    validFrom,
    validUntil,
  };
}

import type { ConsentRow, ConsentStepRow } from '../../subgraphs/person/consent.table.ts';
import { AGENCY } from './agency-code.ts';
import { CAST, PLACE } from './known.ts';
import { uuidOf } from './random.ts';
import { personKey } from './registry-index.ts';

/** The consents of the registry: the citizen lets the NGO that accepted the household see the citizen's own income, and nobody else's. */
export function consentRows(seed: number): ConsentRow[] {
  return [
    {
      id: uuidOf(seed, 'consent', 1),
      personKey: personKey(seed, CAST.known, PLACE.known.head),
      agencyCode: AGENCY.ngo,
      purpose: 'SERVICE_DELIVERY',
      readerKey: null,
      householdKey: null,
      classes: ['income'],
      basis: 'OWN_TOKEN',
      recordedBy: [],
      givenAt: new Date('2025-10-01T02:00:00Z'),
      validUntil: '2030-01-01',
      withdrawnAt: null,
    },
  ];
}

/** The history of consents of which none was changed since it was given. */
export function consentStepRows(seed: number, consents: readonly ConsentRow[]): ConsentStepRow[] {
  return consents.map(({ id, personKey, classes, validUntil, givenAt }, nth) => ({
    id: uuidOf(seed, 'consent-step', nth),
    consentId: id,
    personKey,
    act: 'GIVE',
    classes,
    validUntil,
    by: 'citizen-citizen',
    at: givenAt,
    idempotencyKey: `consent-${nth + 1}`,
    input: '',
  }));
}

import { civilDate } from '@seisi/host/context';
import type { OwnedFact } from '@seisi/schema/ground-fact';
import type { AgreementRow, PostingRow } from './agreement.table.ts';
import type { IncidentRow } from './incident.table.ts';
import type { ReferralRow } from './referral.table.ts';

const NOTHING = {
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
} as const;

/** An agreement as a fact: it serves its agency, for the classes, purposes, areas, dates and number of subjects that it names; null while it is suspended, and once it has ended. */
export function agreementFact(row: AgreementRow): OwnedFact | null {
  if (row.state !== 'IN_FORCE') return null;
  const { number, agencyCode, areas, classes, purposes, legalBasis, population, dailySubjects } = row;
  const { validFrom, validUntil } = row;
  const named = { areas, classes, purposes, legalBasis, population, dailySubjects, validFrom, validUntil };
  return { ...NOTHING, id: number, kind: 'AGREEMENT', holder: agencyCode, agency: agencyCode, ...named };
}

/** A posting as a fact: it serves its officer. `subjectKey` is the officer's own person, whose household is outside it. */
export function postingFact(row: PostingRow): OwnedFact {
  const { id, officer, agencyCode, personKey, areas, classes, validFrom, validUntil } = row;
  const named = { areas, classes, validFrom, validUntil };
  return {
    ...NOTHING,
    id,
    kind: 'POSTING',
    holder: officer,
    agency: agencyCode,
    subjectKey: personKey,
    ...named,
  };
}

/** Referrals that their receiver took on and has not ended: these open a household to the receiver (access §3), for as long as there is work to do. */
const TAKEN_ON: ReadonlySet<ReferralRow['status']> = new Set(['ACCEPTED', 'IN_ACTION']);

/** What a referral is called among the facts. */
export function referralFactId(id: string): string {
  return `referral-${id}`;
}

/** A referral as a fact, from the day it was sent; null while nobody took it on, and where it is about a person alone. Who sent it to itself is for the deciding room to refuse. */
export function referralFact({
  id,
  householdKey,
  status,
  classes,
  toAgency,
  fromAgency,
  sentAt,
}: ReferralRow): OwnedFact | null {
  if (householdKey === null || !TAKEN_ON.has(status)) return null;
  return {
    ...NOTHING,
    id: referralFactId(id),
    kind: 'ACCEPTED_REFERRAL',
    holder: toAgency,
    other: fromAgency,
    subjectKey: householdKey,
    classes,
    validFrom: civilDate(sentAt.getTime()),
  };
}

/**
 * An incident as a fact, from its activation on; null where no second officer stands behind it. It stays one when it is over: its end says so, to the instant,
 * and the room that decides goes by that.
 */
export function incidentFact({
  id,
  agencies,
  areas,
  reportedBy,
  activatedBy,
  startsAt,
  endsAt,
}: IncidentRow): OwnedFact | null {
  if (activatedBy === null || startsAt === null || endsAt === null) return null;
  return {
    ...NOTHING,
    id,
    kind: 'INCIDENT',
    holder: null,
    agencies,
    areas,
    declaredBy: [reportedBy, activatedBy],
    startsAt: startsAt.toISOString(),
    endsAt: endsAt.toISOString(),
    validFrom: civilDate(startsAt.getTime()),
  };
}

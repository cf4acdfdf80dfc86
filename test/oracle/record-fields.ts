import { type Fields, newestBy, page, Typed, type World } from './field.ts';
import { cardsOf, okuFields } from './oku-fields.ts';
import { passFields } from './pass-fields.ts';
import {
  type ApplicationRow,
  type BankAccountRow,
  compare,
  type NoticeRow,
  type OkuCardRow,
  type PersonRow,
  type ReferralRow,
  type Registry,
} from './registry.ts';

type WithId = { readonly id: string };

import { volunteerFields } from './volunteer-fields.ts';

/** What the rooms of aid, disability, volunteering and agencies keep about a subject, and their files. */
export const recordFields: Fields = {
  // Nobody was registered by an act in this registry.
  'Household.registrations': () => [],
  'Household.identityCards': () => [],
  'Person.registerNotices': (_person, given) => page([], given),
  'Person.updateRequests': (_person, given) => page([], given),

  'Person.applications': ({ key }: PersonRow, given, { registry }) => {
    const own = registry.rows.applications.filter((row) => row.applicantKey === key);
    const kept = own.filter(({ status }) => given['status'] == null || given['status'] === status);
    return page(
      newestBy(kept, ({ submittedAt }) => submittedAt),
      given,
    );
  },
  'Application.scheme': ({ schemeCode }: ApplicationRow, _given, { registry }) =>
    registry.reference.schemes.find(({ code }) => code === schemeCode) ?? null,
  'Application.decision': ({ decidedAt, decisionReason }: ApplicationRow) =>
    decidedAt === null || decisionReason === null ? null : { reason: decisionReason },
  'Application.award': ({ awardAmount, awardStartsOn, awardEndsOn }: ApplicationRow) =>
    awardAmount === null ? null : { amount: awardAmount, startsOn: awardStartsOn, endsOn: awardEndsOn },
  'Application.payments': ({ id }: WithId, given, { registry }) => {
    const own = registry.rows.payments.filter(({ applicationId }) => applicationId === id);
    return page(
      own.toSorted((one, other) => compare(other.month, one.month)),
      given,
    );
  },
  'Application.notices': ({ id }: WithId, given, { registry }) => {
    const own = registry.rows.notices.filter(({ applicationId }) => applicationId === id);
    return page(
      newestBy(own, ({ at }) => at),
      given,
    );
  },
  'Notice.status': ({ sentAt, failure }: NoticeRow) => {
    if (sentAt !== null) return 'SENT';
    return failure === null ? 'WAITING' : 'REFUSED';
  },
  // The seed keeps the first version of an award alone: no steps, checks, documents, appeals or reviews.
  'Application.awards': ({ awardAmount, awardStartsOn, awardEndsOn, decisionReason }: ApplicationRow) =>
    awardAmount === null
      ? []
      : [
          {
            ...{ version: 1, amount: awardAmount, startsOn: awardStartsOn, endsOn: awardEndsOn },
            reason: decisionReason,
          },
        ],
  'Application.appeals': () => [],
  'Application.steps': () => [],
  'Application.checks': () => [],
  'Application.documents': () => [],
  'Application.investigations': () => [],
  'Application.findings': () => [],
  'Application.proposal': () => null,
  'Application.reviews': () => [],
  'Application.applicant': ({ applicantKey }: ApplicationRow, _given, { registry }) =>
    registry.personByKey(applicantKey),
  'ApplicationFile.applicant': ({ applicantKey }: ApplicationRow, _given, { registry }) =>
    registry.personByKey(applicantKey),
  'ApplicationFile.application': (row: ApplicationRow) => row,

  'Person.bankAccount': ({ key }: PersonRow, _given, { registry }) =>
    registry.rows.bankAccounts.find(({ personKey }) => personKey === key) ?? null,
  'BankAccountFile.person': ({ personKey }: BankAccountRow, _given, { registry }) =>
    registry.personByKey(personKey),
  'BankAccountFile.account': (row: BankAccountRow) => row,

  // No run was begun in this registry.
  'Query.paymentRun': () => null,
  'Query.paymentRuns': (_root, given) => page([], given),

  ...okuFields,
  ...passFields,
  ...volunteerFields,
  'Person.okuRegistration': ({ key }: PersonRow, _given, { registry }) =>
    registry.rows.okuRegistrations.find(({ personKey }) => personKey === key) ?? null,
  'OkuRegistration.card': (row: WithId, _given, { registry }) => cardsOf(registry, row.id)[0] ?? null,
  'OkuRegistration.cardStatus': (row: WithId, _given, { registry }) => {
    const card = cardsOf(registry, row.id)[0] ?? null;
    return card === null ? null : cardStatus(card, registry.today);
  },
  'OkuCard.status': (row: OkuCardRow, _given, { registry }) => cardStatus(row, registry.today),

  'Referral.fromAgency': ({ fromAgency }: ReferralRow, _given, world) => agencyOf(fromAgency, world),
  'Referral.toAgency': ({ toAgency }: ReferralRow, _given, world) => agencyOf(toAgency, world),
  'ReferralFile.subject': (row: ReferralRow, _given, { registry }) => subjectOf(registry, row),
  'ReferralFile.household': ({ householdKey }: ReferralRow, _given, { registry }) =>
    householdKey === null ? null : registry.householdByKey(householdKey),
  'ReferralFile.person': ({ personKey }: ReferralRow, _given, { registry }) =>
    personKey === null ? null : registry.personByKey(personKey),
  'ReferralFile.referral': (row: ReferralRow) => row,
};

/** Referrals about somebody, newest first. */
export function referralsAbout(
  { registry }: World,
  isAbout: (row: ReferralRow) => boolean,
): readonly ReferralRow[] {
  return newestBy(registry.rows.referrals.filter(isAbout), ({ sentAt }) => sentAt);
}

/** Whom a referral is about, with the type that it is; null where no register knows them. */
export function subjectOf(registry: Registry, { householdKey, personKey }: ReferralRow): Typed | null {
  const household = registry.householdByKey(householdKey ?? '');
  if (household !== null) return new Typed('Household', household);
  const person = registry.personByKey(personKey ?? '');
  return person === null ? null : new Typed('Person', person);
}

function agencyOf(agency: string, { registry }: World): object | null {
  return registry.rows.agencies.find(({ code }) => code === agency) ?? null;
}

/** A card is valid to the end of its last day, unless it was cancelled or lost. */
function cardStatus({ cancelledOn, lostOn, expiresOn }: OkuCardRow, today: string): string {
  if (cancelledOn !== null) return 'CANCELLED';
  if (lostOn !== null) return 'LOST';
  return today > expiresOn ? 'EXPIRED' : 'ACTIVE';
}

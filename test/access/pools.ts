import { KNOWN_REFERENCES } from '@seisi/migrations/seed/known';
import { personas } from '@seisi/migrations/seed/personas';
import type { RegistryRows } from '@seisi/migrations/seed/rows';
import type { Asking } from '../oracle/oracle.ts';
import type { Pools } from './random-question.ts';

const NOBODY = '00000000-0000-4000-8000-000000000000';
/** How often the cast stands in a pool for once that anyone else does: most of what is worth asking is about them. */
const WEIGHT = 12;
const CAST = 7;
/** Operations to be explained: with conditions, filters, both kinds of subject, an act, and an explanation. */
const EXPLAINED = [
  'query Explained($all: Boolean = false) { home: household(id: "x") { id registrationNumber area { districtCode strata } members { since person { name incomes @include(if: $all) { source monthly } } } } }',
  'query Explained($status: PovertyStatus) { households(filter: { povertyStatus: $status }) { edges { cursor node { address { line } assessment { status } } } } }',
  'query Explained { referral(reference: "x") { subject { __typename ... on Person { identityNumber identityNumberMasked } } } states { code } }',
  'query Explained($all: Boolean = true) { viewer { classes person { okuRegistration @skip(if: $all) { number } maritalStatus } explain(operation: "{ x }") { fields { coordinate } } } }',
  'mutation Explained { withdrawConsent(input: { id: "x", idempotencyKey: "x" }) { __typename } }',
];

/** What random questions ask for: everyone and every reference of the seed, the asker's own household and the cast most of all, and what is not there. */
export function poolsOf(rows: RegistryRows, { persona }: Asking): Pools {
  const own = personas[persona ?? 'citizen'].profileHousehold;
  const cast = rows.households.slice(0, CAST);
  const castKeys = new Set(cast.map(({ key }) => key));
  const castPeople = rows.memberships.filter(({ householdKey }) => castKeys.has(householdKey));
  const peopleById = new Map(rows.people.map(({ key, id }) => [key, id]));
  const known = Object.values(KNOWN_REFERENCES);
  return {
    'Query.household(id:)': [
      ...often([own, own, ...cast.map(({ id }) => id)]),
      ...rows.households.map(({ id }) => id),
      own.toUpperCase(),
      rows.people[0]?.id,
      NOBODY,
    ],
    'Query.person(id:)': [
      ...often(castPeople.map(({ personKey }) => peopleById.get(personKey) ?? NOBODY)),
      ...rows.people.map(({ id }) => id),
      own,
      NOBODY,
    ],
    'Query.householdByRegistration(number:)': [
      ...often(cast.map(({ registrationNumber }) => registrationNumber)),
      ...rows.households.map(({ registrationNumber }) => registrationNumber),
      'EK-0',
      '',
    ],
    'Query.application(reference:)': [
      ...often(known),
      ...rows.applications.map(({ reference }) => reference),
      'JKM-0',
    ],
    'Query.referral(reference:)': [
      ...often(known),
      ...rows.referrals.map(({ reference }) => reference),
      'EZ-0',
    ],
    'Query.volunteerActivities(district:)': ['5_5', '14_1'],
    'Query.volunteerProgrammes(state:)': ['05', '14'],
    'Query.volunteerCandidates(case:)': [NOBODY],
    'Query.volunteerProgrammeReport(programme:)': [NOBODY],
    'Query.okuStatusList(number:)': [1, 2],
    'Query.agreement(number:)': [...rows.agreements.map(({ number }) => number), 'AGR-0'],
    'Query.incident(id:)': [...rows.incidents.map(({ id }) => id), 'INC-0'],
    'Query.sharingRequest(id:)': [NOBODY, 'x'],
    'Person.applicationEligibility(application:)': [...rows.applications.map(({ id }) => id), NOBODY, ''],
    'Person.eligible(scheme:)': [
      'BKK',
      'BWE',
      'BA',
      'BPT',
      'EPOKU',
      'BTB',
      'GP',
      'BAT',
      'SARA',
      '',
      'toString',
    ],
    'HouseholdFilter.state': ['05', '05', '03', '14'],
    'HouseholdFilter.district': ['5_5', '5_5', '3_3', '1_2'],
    'ReceiptFilter.agencyCode': ['jkm', 'nobody'],
    'ReceiptFilter.incident': ['incident-1', 'incident-2', 'none'],
    'Query.incidentReport(id:)': ['incident-1', 'incident-2', 'none'],
    'ReceiptFilter.class': ['income', 'nothing'],
    DateTime: ['2026-01-01T00:00:00Z', '2030-01-01T00:00:00+08:00'],
    'Person.incomesAsOf(day:)': PAST_DAYS,
    'Household.asOf(day:)': PAST_DAYS,
    'HouseholdFilter.asOf': PAST_DAYS,
    'Person.asOf(day:)': PAST_DAYS,
    'Query.agencySteps(agency:)': ['ngo', 'jkm', 'nobody'],
    'Query.agencyApplication(id:)': [NOBODY, ''],
    'Query.consistency(from:)': ['0', '1', 'x'],
    'Query.consistency(to:)': ['0', '2', ''],
    'Query.districts(state:)': ['05', '14'],
    'Query.careCentres(state:)': ['05', '10', '00'],
    'Query.voluntaryOrganisations(state:)': ['05', '00'],
    'Query.socialServiceCentres(state:)': ['05', '10', '00'],
    'Query.socialServiceCentres(district:)': ['5_5', '10_1', '0_0'],
    'Query.volunteerInductions(district:)': ['5_5', '0_0'],
    'Query.volunteerApplicationFiles(number:)': [
      ...rows.volunteerings.map(({ applicationNumber }) => applicationNumber),
      'SK-0',
    ],
    'Query.articles(on:)': ['2023-07-31', '2023-08-01', '2025-10-07', '2026-01-15'],
    ...Object.fromEntries(
      ['rates', 'documents', 'exclusions', 'payable'].map((field) => [`Scheme.${field}(on:)`, DAYS]),
    ),
    'Scheme.payable(birthDates:)': [['2020-02-29'], ['1950-01-01', '2019-06-30', '2008-01-02'], []],
    'Query.unpaidApplicationFiles(month:)': ['2026-01-01', '2025-12-01', '2025-06-01'],
    'Query.candidateFiles(programme:)': ['C4U-IT', 'BKIT', 'none'],
    'Query.paymentRun(month:)': ['2026-01-01', '2025-06-01'],
    'Query.povertyLines(basisYear:)': [2019, 2022, 2024, 1999],
    'Query.labels(enum:)': ['PovertyStatus', 'Strata', 'Language', 'join__Graph', 'Nothing'],
    'Viewer.explain(operation:)': EXPLAINED,
    'Viewer.explain(operationName:)': ['Explained'],
    Variables: [{}, { all: true }, { all: false, status: 'POOR' }, { status: null }],
    // Every other whole number is the size of a page.
    Int: [1, 1, 1, 2, 2, 3, 20, 100],
  };
}

/** From before anybody was registered to the day on which answers are compared. */
const PAST_DAYS = ['2005-01-01', '2019-06-30', '2024-01-01', '2025-06-01', '2025-12-31', '2026-01-15'];

/** About which schemes differ. */
const DAYS = ['1999-12-31', '2020-12-31', '2024-12-31', '2025-01-01', '2026-01-15'];

function often<Item>(items: readonly Item[]): Item[] {
  return Array.from({ length: WEIGHT }, () => items).flat();
}

import { CAST, castMember, castOf, KNOWN_REFERENCES, PLACE } from '@seisi/migrations/seed/known';
import { type PersonaName, type PersonaToken, personas } from '@seisi/migrations/seed/personas';
import type { Purpose } from '@seisi/schema/purpose';
import type { Question } from '../oracle/oracle.ts';
import { PROFILE } from '../queries/golden.ts';

/** One way to be told of somebody: who asks, what, and a word that must stand in an entry, so that the question is worth asking. */
export type Way = {
  readonly name: string;
  readonly token: PersonaToken;
  readonly question: Question;
  /** Null where nobody may be in the receipt. */
  readonly says: string | null;
};

const cast = castOf(1);
const { id } = cast.known;
const head = castMember(1, CAST.known, PLACE.known.head);
const of = (persona: PersonaName): PersonaToken => personas[persona].token;

function forPurpose(persona: PersonaName, purpose: Purpose): PersonaToken {
  const token = of(persona);
  const details = (token.authorization_details ?? []).map((detail) => ({ ...detail, purpose }));
  return { ...token, acr: 'high', authorization_details: details };
}

const NOBODY = '00000000-0000-4000-8000-000000000000';
const PAGE = '{ pageInfo { hasNextPage } }';

/** Every door through which an answer can tell of a subject. */
export const WAYS: readonly Way[] = [
  way('the whole profile', 'district-officer', { query: PROFILE, variables: { id } }, '"kinship"'),
  way(
    'the profile of somebody who is not there',
    'district-officer',
    { query: PROFILE, variables: { id: NOBODY } },
    null,
  ),
  way(
    'the profile of somebody out of reach',
    'district-officer',
    { query: PROFILE, variables: { id: cast.elsewhere.id } },
    null,
  ),
  way(
    'classes that the ground does not open',
    'hospital',
    { query: PROFILE, variables: { id } },
    '"withheld":[{',
  ),
  way(
    'figures that are not for this subject',
    'citizen',
    { query: PROFILE, variables: { id } },
    'Household.totalMonthlyIncome',
  ),
  way(
    'the own record',
    'citizen',
    '{ viewer { id person { name consents: id } } consents { edges { node { consent { status reader { id } } } } } }',
    'Consent.status',
  ),
  way(
    'that somebody is on record',
    'district-officer',
    `{ household(id: "${id}") { __typename } }`,
    '"told":[]',
  ),
  way(
    'a class opened by a consent',
    'ngo',
    `{ person(id: "${head.id}") { monthlyIncome incomeBand } }`,
    '"ground":"CONSENT"',
  ),
  {
    name: 'a class opened by an incident',
    token: forPurpose('hospital', 'LIFE_HEALTH_SAFETY'),
    question: {
      query: '{ households(first: 100) { edges { node { id address { line } area { districtCode } } } } }',
    },
    says: '"ground":"INCIDENT"',
  },
  way(
    'a filter',
    'icu-officer',
    '{ households(filter: { povertyStatus: POOR, state: "05" }) { edges { node { id } } } }',
    '"HouseholdFilter.povertyStatus"',
  ),
  way(
    'a filter in a variable, and one that is null',
    'icu-officer',
    {
      query: 'query($filter: HouseholdFilter) { households(filter: $filter) { edges { cursor } } }',
      variables: { filter: { district: '5_5', strata: null } },
    },
    '"HouseholdFilter.strata"',
  ),
  way(
    'a filter that nobody meets',
    'icu-officer',
    '{ households(filter: { district: "99_9" }) { edges { node { id } } } }',
    null,
  ),
  way(
    'that a list is not empty',
    'icu-officer',
    `{ households(filter: { povertyStatus: POOR }) ${PAGE} }`,
    '"HouseholdFilter.povertyStatus"',
  ),
  way(
    'that a list of files is not empty',
    'district-officer',
    `{ applicationFiles(status: COMPLETED) ${PAGE} }`,
    '"Query.applicationFiles(status:)"',
  ),
  way('that a list is one', 'icu-officer', '{ households { __typename } }', null),
  way(
    'places in a list',
    'district-officer',
    '{ applicationFiles { edges { cursor } } referralFiles { edges { __typename } } }',
    '"told":[]',
  ),
  way(
    'files by reference',
    'district-officer',
    `{ application(reference: "${KNOWN_REFERENCES.application}") { reference application { status award { amount } } } }`,
    '"Query.application(reference:)"',
  ),
  way(
    'a file of one of two kinds',
    'district-officer',
    '{ referralFiles { edges { node { referral { status fromAgency { name } } subject { __typename ... on Person { name } ... on Household { memberCount } } } } } }',
    '"Referral.status"',
  ),
  way(
    'two names of one thing, fragments and conditions',
    'district-officer',
    {
      query: `query($yes: Boolean!) { a: household(id: "${id}") { ...F } b: household(id: "${id}") { n: registrationNumber again: registrationNumber area @skip(if: $yes) { strata } } }
      fragment F on Household { memberCount @include(if: $yes) address @skip(if: $yes) { line } ... on Household { registeredOn } }`,
      variables: { yes: true },
    },
    '"Household.registeredOn"',
  ),
  way(
    'a record that there is not, an empty list, and a list by condition',
    'district-officer',
    `{ household(id: "${id}") { members { person { okuRegistration { number } applications(status: REJECTED) { edges { node { status } } } incomes { source } } } } }`,
    '"Person.applications(status:)"',
  ),
  way(
    'an answer that is computed',
    'district-officer',
    `{ person(id: "${head.id}") { eligible(scheme: "BKK") { answer because } } }`,
    '"from":["identity","income","kinship"]',
  ),
  way(
    'reference data beside',
    'district-officer',
    `{ states { code } household(id: "${id}") { assessment { line { amount } } } }`,
    '"Assessment.line"',
  ),
];

function way(name: string, persona: PersonaName, question: Question | string, says: string | null): Way {
  return {
    name,
    token: of(persona),
    question: typeof question === 'string' ? { query: question } : question,
    says,
  };
}

import { connect } from '@seisi/migrations/connection';
import { CAST, castMember, castOf, KNOWN_REFERENCES, PLACE } from '@seisi/migrations/seed/known';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { ASKING, NOW, openOracle } from '../oracle/oracle.ts';
import { type House, openHouse } from '../setup/house.ts';
import { askAs } from './expected.ts';

const HALF_A_MINUTE = 30_000;
const oracle = openOracle();
let house: House;
beforeAll(async () => {
  house = await openHouse({ now: () => NOW });
});
afterAll(() => house?.close());

const NOBODY = '00000000-0000-4000-8000-000000000000';
/** Whoever has no ground about the sealed household. */
const OUTSIDE = ASKING.filter(({ persona }) => persona !== 'protected-mother').map(
  (asking) => [asking.name, asking] as const,
);

const APPLICANT = [
  'id',
  '__typename',
  'applicant { id }',
  'applicant { __typename }',
  'applicant { okuRegistration { cardStatus } }',
  'reference',
  'application { id applicant { id } }',
];
const HOUSEHOLD = [
  'id',
  'subject { __typename }',
  'subject { ... on Household { id registrationNumber } ... on Person { id } }',
  'household { id }',
  'household { area { stateCode } }',
  'person { id }',
  'referral { note }',
];
const PERSON = [
  'id',
  'subject { __typename }',
  'subject { ... on Person { name } }',
  'person { id }',
  'person { okuRegistration { cardStatus } }',
  'household { id }',
  'referral { note }',
];
const SUBJECT = ['id', '__typename'];

type Pair = {
  readonly field: string;
  readonly outOfReach: string;
  readonly missing: string;
  readonly below: readonly string[];
};

/** The same question about somebody under a seal, about nobody behind a reference, and about a reference that nothing bears. */
const PAIRS: readonly Pair[] = [
  {
    field: 'application',
    outOfReach: `reference: "${KNOWN_REFERENCES.applicationOfSealed}"`,
    missing: `reference: "${KNOWN_REFERENCES.applicationOfNobody}"`,
    below: APPLICANT,
  },
  {
    field: 'application',
    outOfReach: `reference: "${KNOWN_REFERENCES.applicationOfSealed}"`,
    missing: 'reference: "JKM-2025-000000000"',
    below: APPLICANT,
  },
  {
    field: 'referral',
    outOfReach: `reference: "${KNOWN_REFERENCES.householdReferralOfSealed}"`,
    missing: `reference: "${KNOWN_REFERENCES.householdReferralOfNobody}"`,
    below: HOUSEHOLD,
  },
  {
    field: 'referral',
    outOfReach: `reference: "${KNOWN_REFERENCES.personReferralOfSealed}"`,
    missing: `reference: "${KNOWN_REFERENCES.personReferralOfNobody}"`,
    below: PERSON,
  },
  {
    field: 'referral',
    outOfReach: `reference: "${KNOWN_REFERENCES.personReferralOfSealed}"`,
    missing: 'reference: "EZ-2025-000000000"',
    below: PERSON,
  },
  {
    field: 'person',
    outOfReach: `id: "${castMember(1, CAST.sealed, PLACE.sealed.son).id}"`,
    missing: `id: "${NOBODY}"`,
    below: [...SUBJECT, 'household { id }', 'okuRegistration { cardStatus }'],
  },
  {
    field: 'household',
    outOfReach: `id: "${castOf(1).sealed.id}"`,
    missing: `id: "${NOBODY}"`,
    below: [...SUBJECT, 'members { person { id } }', 'area { stateCode }'],
  },
  {
    field: 'householdByRegistration',
    outOfReach: `number: "${castOf(1).sealed.registrationNumber}"`,
    missing: 'number: "EK-000000000"',
    below: SUBJECT,
  },
];

const QUESTIONS = PAIRS.flatMap(({ below, ...pair }) => below.map((selection) => ({ ...pair, selection })));

test.each(OUTSIDE)(
  'to %s somebody out of reach and nobody at all are the same, byte for byte',
  async (_name, asking) => {
    const compare = async ({ field, outOfReach, missing, selection }: (typeof QUESTIONS)[number]) => {
      const ask = (given: string) =>
        askAs(house, asking, { query: `{ ${field}(${given}) { ${selection} } }` });
      const [one, other] = await Promise.all([ask(outOfReach), ask(missing)]);
      expect(one.text, `${field} { ${selection} }`).toBe(other.text);
      expect(one.status).toBe(other.status);
      expect(one.data?.[field] ?? null).toBeNull();
    };
    await Promise.all(QUESTIONS.map(compare));
  },
  HALF_A_MINUTE,
);

test('what a room did not find and what the person room did not vouch for take the same statements', async () => {
  const { applicationOfSealed, applicationOfNobody } = KNOWN_REFERENCES;
  const counted = async (reference: string) => {
    house.statements();
    await house.ask('district-officer', {
      query: `{ application(reference: "${reference}") { applicant { okuRegistration { cardStatus } } } }`,
    });
    return house.statements();
  };
  await counted(applicationOfNobody);
  expect(await counted(applicationOfSealed)).toEqual(await counted(applicationOfNobody));
});

const LISTS = [
  '{ applicationFiles(first: 100) { edges { node { id reference application { status decision { reason } } } } } }',
  '{ applicationFiles(first: 100) { edges { node { __typename applicant { okuRegistration { cardStatus } } } } } }',
  '{ referralFiles(first: 100) { edges { node { id subject { __typename ... on Person { sex } } referral { note } } } } }',
  '{ households(first: 100) { edges { node { id members { person { id } } } } } }',
] as const;

test('lists are the same, byte for byte, once everybody out of reach and every record of nobody is gone', async () => {
  const texts = async () =>
    Promise.all(
      OUTSIDE.flatMap(([, asking]) =>
        LISTS.map(async (query) => (await askAs(house, asking, { query })).text),
      ),
    );
  const before = await texts();
  await removeTheSealedAndNobody();
  const after = await texts();
  expect(after).toEqual(before);
});

/** Takes every row of the sealed household, and every record whose subject no register knows, out of the database of this test. */
async function removeTheSealedAndNobody(): Promise<void> {
  const { sealed } = castOf(1);
  const { rows } = oracle;
  const gone = rows.memberships
    .filter(({ householdKey }) => householdKey === sealed.key)
    .map(({ personKey }) => personKey);
  const known = [...rows.people, ...rows.households]
    .map(({ key }) => key)
    .filter((key) => key !== sealed.key && !gone.includes(key));
  const sql = connect(house.adminUrl);
  await sql`delete from aid.application where not applicant_key = any(${known}::uuid[])`;
  await sql`delete from agency.referral where not coalesce(household_key, person_key) = any(${known}::uuid[])`;
  await sql`delete from person.membership where person_key = any(${gone}::uuid[])`;
  await sql`delete from person.person where key = any(${gone}::uuid[])`;
  await sql`delete from person.household where key = ${sealed.key}`;
  await sql.end();
}

import { CAST, castMember, castOf, KNOWN_REFERENCES, PLACE } from '@seisi/migrations/seed/known';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { ASKING, NOW } from '../oracle/oracle.ts';
import { type House, openHouse } from '../setup/house.ts';
import { askAs } from './expected.ts';

/** Access §7: who is out of reach, who is under a seal, and who does not exist cost the same work, in every room; the bytes are the same too. */

const MINUTE = 60_000;
let house: House;
beforeAll(async () => {
  house = await openHouse({ now: () => NOW, rooms: 'in-process' });
});
afterAll(() => house?.close());

const NOBODY = '00000000-0000-4000-8000-000000000000';
const OUTSIDE = ASKING.filter(({ persona }) => persona !== 'protected-mother').map(
  (asking) => [asking.name, asking] as const,
);
const SUBJECT = ['id', '__typename'];

/** Ways to ask for somebody who is not there for whoever asks: sealed, or on no register. */
const LOOK_UPS = [
  {
    field: 'person',
    given: [castMember(1, CAST.sealed, PLACE.sealed.son).id, NOBODY].map((id) => `id: "${id}"`),
    below: [
      ...SUBJECT,
      'name',
      'household { id }',
      'okuRegistration { cardStatus }',
      'applications { edges { node { id } } }',
    ],
  },
  {
    field: 'household',
    given: [castOf(1).sealed.id, NOBODY].map((id) => `id: "${id}"`),
    below: [
      ...SUBJECT,
      'members { person { id okuRegistration { cardStatus } } }',
      'area { stateCode }',
      'referrals { edges { node { note } } }',
    ],
  },
  {
    field: 'householdByRegistration',
    given: [castOf(1).sealed.registrationNumber, 'EK-000000000'].map((number) => `number: "${number}"`),
    below: SUBJECT,
  },
  {
    field: 'application',
    given: [
      KNOWN_REFERENCES.applicationOfSealed,
      KNOWN_REFERENCES.applicationOfNobody,
      'JKM-2025-000000000',
    ].map((reference) => `reference: "${reference}"`),
    below: [
      'id',
      'reference',
      'applicant { id }',
      'applicant { okuRegistration { cardStatus } }',
      'application { status }',
    ],
  },
  {
    field: 'referral',
    given: [
      KNOWN_REFERENCES.householdReferralOfSealed,
      KNOWN_REFERENCES.householdReferralOfNobody,
      KNOWN_REFERENCES.personReferralOfSealed,
      KNOWN_REFERENCES.personReferralOfNobody,
      'EZ-2025-000000000',
    ].map((reference) => `reference: "${reference}"`),
    below: [
      'id',
      'reference',
      'household { id }',
      'person { id }',
      'subject { __typename }',
      'referral { note }',
    ],
  },
];

test.each(OUTSIDE)(
  'to %s the sealed and those who do not exist take the same statements and give the same bytes',
  async (_name, asking) => {
    for (const { field, given, below } of LOOK_UPS)
      for (const selection of below) {
        const told: string[] = [];
        for (const argument of given) {
          const query = `{ ${field}(${argument}) { ${selection} } }`;
          await askAs(house, asking, { query });
          house.statements();
          const { text } = await askAs(house, asking, { query });
          told.push(JSON.stringify([text, house.statements().toSorted()], null, 1));
        }
        for (const [at, one] of told.entries())
          expect(one, `${field}(${given[at]}) { ${selection} }`).toBe(told[0]);
      }
  },
  MINUTE,
);

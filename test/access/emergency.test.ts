import type { PersonaToken } from '@seisi/migrations/seed/personas';
import { personas } from '@seisi/migrations/seed/personas';
import type { Purpose } from '@seisi/schema/purpose';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { comparable } from '../oracle/expected-error.ts';
import { NOW, openOracle } from '../oracle/oracle.ts';
import { PROFILE } from '../queries/golden.ts';
import { type House, openHouse } from '../setup/house.ts';

const MINUTE = 60_000;
const oracle = openOracle();
let house: House;
beforeAll(async () => {
  house = await openHouse({ now: () => NOW });
});
afterAll(() => house?.close());

/** What every purpose and every assurance level touch: who, where, whose kin, what income, what health, what was consented to. */
const PEOPLE = `query ($id: ID!) { person(id: $id) { id name identityNumberMasked sex phone monthlyIncome household { id }
  okuRegistration { number category cardStatus } applications { edges { node { status } } } volunteering { status } }
  viewer { purpose classes } consents { edges { node { id consent { status } } } } }`;
const LISTS = `{ households(first: 100) { edges { node { id registrationNumber area { districtCode } address { line } memberCount
  assessment { status incomePerHead } members { relationToHead person { id name monthlyIncome } } } } }
  poor: households(filter: { povertyStatus: POOR }) { edges { node { id } } }
  there: households(filter: { district: "3_3" }) { edges { node { id } } }
  applicationFiles { edges { node { id application { status } } } } }`;

const PURPOSES: readonly (readonly [client: 'hospital' | 'ngo' | 'state-upen', purpose: Purpose])[] = [
  ['hospital', 'SERVICE_DELIVERY'],
  ['hospital', 'LIFE_HEALTH_SAFETY'],
  ['hospital', 'PUBLIC_EMERGENCY'],
  ['ngo', 'SERVICE_DELIVERY'],
  ['state-upen', 'SERVICE_DELIVERY'],
  ['state-upen', 'PUBLIC_INTEREST'],
];

const TOKENS: readonly (readonly [string, PersonaToken])[] = [
  ...PURPOSES.map(([client, purpose]) => {
    const { token } = personas[client];
    const details = (token.authorization_details ?? []).map((detail) => ({ ...detail, purpose }));
    return [`${client} for ${purpose}`, { ...token, acr: 'high', authorization_details: details }] as const;
  }),
  ...(
    [
      ['ngo', 'low'],
      ['district-officer', 'substantial'],
      ['district-officer', 'unheard-of'],
      ['citizen', 'low'],
      ['protected-mother', 'substantial'],
    ] as const
  ).map(([name, acr]) => [`${name} of assurance ${acr}`, { ...personas[name].token, acr }] as const),
];

test.each(TOKENS)(
  '%s is answered by purpose, assurance level, consents and incidents as the rules say',
  async (_name, token) => {
    const shown = oracle.rows.households.slice(0, 6);
    const keys = new Set(shown.map(({ key }) => key));
    const members = new Set(
      oracle.rows.memberships
        .filter(({ householdKey }) => keys.has(householdKey))
        .map((row) => row.personKey),
    );
    const people = oracle.rows.people.filter(({ key }) => members.has(key));
    const questions = [
      { query: LISTS },
      ...shown.map(({ id }) => ({ query: PROFILE, variables: { id } })),
      ...people.map(({ id }) => ({ query: PEOPLE, variables: { id } })),
    ];
    for (const question of questions) {
      const answer = await house.askWith(token, question);
      const { expected, answered } = comparable(oracle.answerTo(token, question), answer);
      expect(answered, `${JSON.stringify(question)}`).toEqual(expected);
    }
  },
  MINUTE,
);

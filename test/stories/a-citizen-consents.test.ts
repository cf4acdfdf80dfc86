import { AGREEMENT } from '@seisi/migrations/seed/agency-code';
import { CAST, castMember, castOf, PLACE } from '@seisi/migrations/seed/known';
import { type PersonaName, personas } from '@seisi/migrations/seed/personas';
import type { Purpose } from '@seisi/schema/viewer';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type Answer, type House, openHouse } from '../setup/house.ts';

/** Noon of 15 January 2026 in Malaysia: the flood of the seed goes on. */
const NOW = Date.parse('2026-01-15T04:00:00Z');
const head = castMember(1, CAST.known, PLACE.known.head);
const spouse = castMember(1, CAST.known, PLACE.known.spouse);
const INCOME = 'query($id: ID!) { person(id: $id) { monthlyIncome } }';
const GIVE =
  'mutation($input: GiveConsentInput!) { giveConsent(input: $input) { consent { id consent { status } } } }';
const WITHDRAW =
  'mutation($input: WithdrawConsentInput!) { withdrawConsent(input: $input) { consent { id consent { status } } } }';

let house: House;
beforeAll(async () => {
  house = await openHouse({ now: () => NOW });
});
afterAll(() => house?.close());

const incomeOf = async (who: PersonaName, { id }: { id: string }) => {
  const { data, errors } = await house.ask(who, { query: INCOME, variables: { id } });
  return { person: data.person, reasons: errors.map(({ extensions }) => extensions['reason']) };
};
const contactOf = (who: PersonaName) =>
  house.ask(who, { query: 'query($id: ID!) { person(id: $id) { phone } }', variables: { id: spouse.id } });

describe('a consent', () => {
  test('of the seed opens the citizen’s own income to the NGO, and not the spouse’s', async () => {
    expect(await incomeOf('ngo', head)).toEqual({ person: { monthlyIncome: 95_000 }, reasons: [] });
    expect(await incomeOf('ngo', spouse)).toEqual({
      person: { monthlyIncome: null },
      reasons: ['NOT_FOR_THIS_SUBJECT'],
    });
  });

  test('is given and taken back by the person through the graph, and opens from one to the other', async () => {
    const input = {
      agencyCode: personas.ngo.token.agency,
      purpose: 'SERVICE_DELIVERY',
      classes: ['contact'],
      until: '2026-12-31',
      idempotencyKey: 'story-give',
    };
    expect((await contactOf('ngo')).errors).toMatchObject([{ extensions: { reason: 'CLASS_NOT_IN_BASIS' } }]);

    const given = await house.ask('second-adult', { query: GIVE, variables: { input } });
    expect(given.errors).toEqual([]);
    const { id } = given.data.giveConsent.consent;
    const open = await contactOf('ngo');
    expect(open.errors).toEqual([]);
    expect(open.data.person.phone).toEqual(expect.any(String));
    expect((await contactOf('hospital')).data.person).toBeNull();

    const repeated = await house.ask('second-adult', { query: GIVE, variables: { input } });
    expect(repeated.text).toBe(given.text);
    const back = { input: { id, idempotencyKey: 'story-withdraw' } };
    const withdrawn = await house.ask('second-adult', { query: WITHDRAW, variables: back });
    expect(withdrawn.data.withdrawConsent.consent.consent.status).toBe('WITHDRAWN');
    expect((await contactOf('ngo')).errors).toMatchObject([{ extensions: { reason: 'CLASS_NOT_IN_BASIS' } }]);
  });

  test.each(['ngo', 'district-officer', 'auditor', 'dashboard', null] as const)(
    'is not given by %s: refused whole, and nothing is done',
    async (who) => {
      const input = {
        agencyCode: personas.ngo.token.agency,
        purpose: 'SERVICE_DELIVERY',
        classes: ['income'],
        until: '2026-12-31',
        idempotencyKey: `story-${who}`,
      };
      const { data, errors } = await house.ask(who, { query: GIVE, variables: { input } });

      expect(data?.giveConsent ?? null).toBeNull();
      expect(errors.map(({ extensions }) => extensions.code)).toEqual(['UNAUTHORIZED_FIELD_OR_TYPE']);
    },
  );

  test('taken back with another’s token is not found', async () => {
    const { data } = await house.ask('citizen', { query: '{ consents { edges { node { id } } } }' });
    const [{ node }] = data.consents.edges;
    const input = { id: node.id, idempotencyKey: 'story-other' };
    const { errors } = await house.ask('second-adult', { query: WITHDRAW, variables: { input } });

    expect(errors).toMatchObject([{ path: ['withdrawConsent'], extensions: { code: 'NOT_FOUND' } }]);
    expect((await incomeOf('ngo', head)).person).toEqual({ monthlyIncome: 95_000 });
  });
});

describe('purpose, assurance and incidents', () => {
  const asClient = (
    who: 'hospital' | 'state-upen',
    given: { purpose: Purpose; acr?: string; headers?: Record<string, string> },
    query: string,
  ): Promise<Answer> => {
    const { purpose, acr = 'high', headers = {} } = given;
    const agreement = who === 'hospital' ? AGREEMENT.hospital : AGREEMENT.c4u;
    const detail = { type: 'seisi_agreement' as const, agreement, purpose };
    const token = { ...personas[who].token, acr, authorization_details: [detail] };
    return house.askWith(token, { query, headers });
  };
  const asHospital = (purpose: Purpose, acr: string, query: string, headers: Record<string, string> = {}) =>
    asClient('hospital', { purpose, acr, headers }, query);
  const household = (id: string, below: string) => `{ household(id: "${id}") { ${below} } }`;
  const { known, elsewhere } = castOf(1);
  const told = ({ errors }: Answer) =>
    errors.map(({ extensions }) => [extensions['coordinate'], extensions['reason']]);

  test('in an emergency the hospital reaches the flooded district, beyond its agreement, and no further', async () => {
    const inFlood = household(elsewhere.id, 'address { line } members { person { name } }');
    const inEmergency = await asHospital('LIFE_HEALTH_SAFETY', 'high', inFlood);
    expect(inEmergency.errors).toEqual([]);
    expect(inEmergency.data.household.members.length).toBeGreaterThan(0);

    expect(
      (await asHospital('SERVICE_DELIVERY', 'high', household(elsewhere.id, 'registrationNumber'))).data,
    ).toEqual({ household: null });
    const athome = await asHospital('LIFE_HEALTH_SAFETY', 'high', household(known.id, 'address { line }'));
    expect(told(athome)).toEqual([['Household.address', 'NOT_FOR_THIS_SUBJECT']]);
  });

  test('what the assurance level takes is withheld for that reason', async () => {
    const members = household(known.id, 'registrationNumber members { id }');
    expect(told(await asHospital('SERVICE_DELIVERY', 'substantial', members))).toEqual([]);
    expect(told(await asHospital('SERVICE_DELIVERY', 'low', members))).toEqual([
      ['Household.members', 'ASSURANCE'],
    ]);
    expect(told(await asHospital('SERVICE_DELIVERY', 'unheard of', members))).toEqual([
      ['Household.members', 'ASSURANCE'],
    ]);
  });

  test('a purpose that the agreement does not have is no ground, and a header names no other agreement', async () => {
    const text = household(known.id, 'registrationNumber');
    expect(told(await asHospital('PUBLIC_INTEREST', 'high', text))).toEqual([
      ['Query.household', 'CLASS_NOT_IN_BASIS'],
    ]);
    const header = { 'seisi-agreement': AGREEMENT.c4u };
    expect((await asHospital('SERVICE_DELIVERY', 'high', text, header)).errors).toMatchObject([
      { extensions: { code: 'BASIS_REQUIRED' } },
    ]);
  });

  test('what the purpose takes is withheld for that reason', async () => {
    const query = household(known.id, 'registrationNumber address { line } assessment { status }');
    const answer = await asClient('state-upen', { purpose: 'PUBLIC_INTEREST' }, query);

    expect(told(answer)).toEqual([['Household.address', 'PURPOSE']]);
    expect(answer.data.household.assessment.status).toEqual(expect.any(String));
  });
});

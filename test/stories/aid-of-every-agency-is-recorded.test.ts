import { afterAll, beforeAll, expect, test } from 'vitest';
import {
  act,
  aPerson,
  ask,
  CHILD,
  citizen,
  closeRegistry,
  enumerated,
  HOME,
  officer,
  openRegistry,
} from './registry-office.ts';

beforeAll(openRegistry);
afterAll(closeRegistry);

const ZAKAT = {
  ...{
    agencyCode: 'lembaga-zakat',
    kind: 'CASH',
    programme: 'Bantuan bulanan',
    rhythm: 'MONTHLY',
    value: 15_000,
  },
  ...{ isInIncome: false, since: '2025-07-01', origin: 'DOCUMENT', method: 'COUNTER' },
};
const MACHINE = {
  ...ZAKAT,
  ...{ agencyCode: 'yayasan-contoh', kind: 'EQUIPMENT', rhythm: 'ONCE', value: null, since: '2025-12-01' },
};
const EFFECT = 'aidEffect { monthlyAid isWhole incomeWithout incomeWith isPoorWithout isPoorWith }';

async function enumeratedHome(digits: string, members: object[] = []) {
  const person = await aPerson(digits);
  const own = citizen(person);
  const { file } = await act(own, 'applyForRegistration', HOME);
  const household: string = file.household.id;
  expect((await enumerated(household, { members })).codes).toEqual([]);
  return { own, person, household };
}

async function effect(household: string, by = officer('welfare')) {
  const { data, errors } = await ask(by, `{ household(id: "${household}") { ${EFFECT} } }`);
  return { told: data.household.aidEffect, codes: errors.map(({ extensions }) => extensions.code) };
}

test('what agencies give is recorded of whoever receives it, and what it makes of the household’s income is told', async () => {
  const { own, person, household } = await enumeratedHome('800203701204', [CHILD]);
  expect((await effect(household)).told).toMatchObject({
    monthlyAid: 0,
    incomeWith: 40_000,
    isPoorWith: 'YES',
  });
  const { file, codes } = await act(officer('welfare'), 'recordAidReceived', { ...ZAKAT, person });
  expect([codes, file.person.id]).toEqual([[], person]);
  // Seven firsts of a month since July, of the twelve months to 15 January.
  expect((await effect(household)).told).toEqual({
    ...{ monthlyAid: 8_750, isWhole: true, incomeWithout: 40_000, incomeWith: 48_750 },
    ...{ isPoorWithout: 'YES', isPoorWith: 'YES' },
  });

  // A sewing machine has no value on paper: whether they are poor with it cannot be told.
  const machine = await act(officer('welfare'), 'recordAidReceived', { ...MACHINE, person });
  expect((await effect(household)).told).toMatchObject({
    isWhole: false,
    isPoorWithout: 'YES',
    isPoorWith: 'CANNOT_TELL',
  });
  const struck = { person, aidReceived: machine.file.id, reason: 'Given to a neighbour.' };
  const both = await Promise.all([1, 2].map(() => act(officer('welfare'), 'strikeAidReceived', struck)));
  expect(both.flatMap((one) => one.codes)).toEqual(['STEP_REFUSED']);
  expect((await effect(household)).told).toMatchObject({ isWhole: true, monthlyAid: 8_750 });

  // The entry stays, and she reads it.
  const { data } = await ask(
    own,
    `{ person(id: "${person}") { aidReceived { edges { node { agencyCode programme value struckReason } } } } }`,
  );
  expect(data.person.aidReceived.edges.map(({ node }: { node: object }) => node)).toEqual([
    {
      agencyCode: 'yayasan-contoh',
      programme: 'Bantuan bulanan',
      value: null,
      struckReason: 'Given to a neighbour.',
    },
    { agencyCode: 'lembaga-zakat', programme: 'Bantuan bulanan', value: 15_000, struckReason: null },
  ]);
});

test('an effect is told to nobody to whom the aid of one who lives there is closed', async () => {
  const spouse = {
    ...{ ...CHILD, identityNumber: '790405-70-5590', identityNumberKind: 'MYKAD', birthDate: '1979-04-05' },
    ...{ name: 'SITI BINTI CONTOH', relationToHead: 'SIBLING' },
  };
  const { own, household } = await enumeratedHome('800203701212', [spouse]);
  expect((await effect(household)).codes).toEqual([]);
  // Her sister's aid is her sister's, whether there is any or not.
  const told = await effect(household, own);
  expect(told.told).toBeNull();
  expect(told.codes).toContain('UNAUTHORIZED_FIELD_OR_TYPE');
  expect((await effect(household, officer('counter'))).told).toBeNull();
});

let serial = 800_203_701_220;
const nextNumber = () => {
  serial += 2;
  return String(serial);
};
test.each([
  ['a code that is none', { agencyCode: 'Nobody!' }],
  ['nothing as a value', { value: 0 }],
  ['a day to come', { since: '2026-02-01' }],
  ['an end before the beginning', { until: '2025-06-30' }],
  ['an end of what came once', { rhythm: 'ONCE', until: '2025-08-01' }],
  ['an origin that nobody records', { origin: 'CARRIED_OVER' }],
])('%s is refused', async (_what, given) => {
  const person = await aPerson(nextNumber());
  const { file } = await act(citizen(person), 'applyForRegistration', HOME);
  expect(file.household.id).toEqual(expect.any(String));
  expect((await act(officer('welfare'), 'recordAidReceived', { ...ZAKAT, person, ...given })).codes).toEqual([
    'BAD_USER_INPUT',
  ]);
});

test('whoever has no duty for aid, or does not reach the person, records nothing', async () => {
  const { person } = await enumeratedHome('800203701310');
  const given = { ...ZAKAT, person };
  expect((await act(officer('counter'), 'recordAidReceived', given)).codes).toEqual([
    'UNAUTHORIZED_FIELD_OR_TYPE',
  ]);
  expect((await act(citizen(person), 'recordAidReceived', given)).codes).toEqual([
    'UNAUTHORIZED_FIELD_OR_TYPE',
  ]);
  const elsewhere = { ...given, person: crypto.randomUUID() };
  expect((await act(officer('welfare'), 'recordAidReceived', elsewhere)).codes).toEqual(['NOT_FOUND']);
});

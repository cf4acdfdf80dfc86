import { connect } from '@seisi/migrations/connection';
import { type PersonaToken, personas } from '@seisi/migrations/seed/personas';
import type postgres from 'postgres';
import { expect } from 'vitest';
import { NOW } from '../oracle/oracle.ts';
import { type House, openHouse } from '../setup/house.ts';

const EKASIH = [
  ...['register', 'area', 'identity', 'contact', 'kinship', 'education', 'employment', 'income', 'poverty'],
];
const OFFICERS = {
  counter: { areas: ['5_5'] },
  focusGroup: { areas: ['5_5'] },
  enumerator: { areas: ['5_5'] },
  state: { areas: ['05'] },
  elsewhere: { areas: ['14_1'] },
  welfare: { areas: ['5_5'], classes: [...EKASIH, 'aid'] },
  leader: { areas: ['5_5'], classes: ['report'] },
  country: { areas: ['MY'] },
} as const;
type Officer = keyof typeof OFFICERS;

let house: House;
export let admin: postgres.Sql;

/** Opens a house for a file of stories, with officers of the register beside its personas. */
export async function openRegistry(): Promise<void> {
  house = await openHouse({ now: () => NOW });
  admin = connect(house.adminUrl);
  for (const [name, { areas, ...named }] of Object.entries(OFFICERS))
    await admin`insert into person.ground_fact ${admin({
      ...{ id: `POS-${name}`, kind: 'POSTING', holder: `officer-${name}`, agency: 'icu-jpm' },
      ...{
        subject_key: crypto.randomUUID(),
        areas: [...areas],
        classes: EKASIH,
        ...named,
        valid_from: '2025-01-01',
      },
    })}`;
}

export async function closeRegistry(): Promise<void> {
  await admin?.end();
  await house?.close();
}

export const officer = (name: Officer): PersonaToken => ({
  ...personas['icu-officer'].token,
  sub: `officer-${name}`,
});
export const citizen = (person: string): PersonaToken => ({
  ...personas.citizen.token,
  sub: `citizen-${person}`,
  person,
});

const FILE = 'registration { id household { id } }';
const MOVE = 'move { id person { id } household { id } }';
const CARD = 'card { id household { id } }';
const REQUEST = 'request { id person { id } request { status reason decidedAt } }';
const AID = 'aidReceived { id person { id } }';
const WHAT: Readonly<Record<string, string>> = {
  ...{ registerHousehold: 'reference', askForStatus: 'advice' },
  ...{ recordAidReceived: AID, strikeAidReceived: AID },
  ...{ requestUpdate: REQUEST, withdrawUpdateRequest: REQUEST },
  ...{ acceptUpdateRequest: REQUEST, declineUpdateRequest: REQUEST },
  ...{ issueIdentityCard: CARD, replaceIdentityCard: CARD, cancelIdentityCard: CARD },
  ...{ proposeMove: MOVE, confirmMove: MOVE },
};

export async function act(by: PersonaToken, field: string, input: object) {
  const type = `${field[0]?.toUpperCase()}${field.slice(1)}Input`;
  const { data, errors } = await house.askWith(by, {
    query: `mutation ($input: ${type}!) { ${field}(input: $input) { ${WHAT[field] ?? FILE} } }`,
    variables: { input: { idempotencyKey: crypto.randomUUID(), ...input } },
  });
  const told = data?.[field];
  return {
    file: told?.registration ?? told?.card ?? told?.request ?? told?.aidReceived,
    reference: told?.reference,
    advice: told?.advice,
    move: told?.move,
    codes: errors.map(({ extensions }) => extensions.code),
  };
}

/** What an officer sees of a household's newest registration. */
export async function seen(by: PersonaToken, id: string) {
  const { data } = await house.askWith(by, {
    query: `query ($id: ID!) { household(id: $id) { registrationStatus memberCount totalMonthlyIncome
      assessment { status exitReason assessedOn memberCount }
      registrations { channel declaredAddress { line } declaredDistrict status isDuplicate criteria { criterion answer } steps { act toStatus level reason } } } }`,
    variables: { id },
  });
  return data.household;
}

/** A question of an officer's or citizen's. */
export const ask = (by: PersonaToken, query: string) => house.askWith(by, { query });

/** The households that wait for their criteria to be checked, as an officer finds them. */
export async function waiting(by: PersonaToken): Promise<string[]> {
  const query = '{ households(first: 100, filter: { registrationStatus: NEW }) { edges { node { id } } } }';
  const { data } = await house.askWith(by, { query });
  return data.households.edges.map(({ node }: { readonly node: { readonly id: string } }) => node.id);
}

/** Somebody whom the registers know and who lives in no household of this one. */
export async function aPerson(digits: string): Promise<string> {
  const id = crypto.randomUUID();
  await admin`insert into person.person ${admin({
    ...{ key: crypto.randomUUID(), id, name: 'AMINAH BINTI CONTOH', identity_number: digits },
    ...{ identity_number_kind: 'MYKAD', birth_date: '1980-02-03', sex: 'FEMALE', phone: null, email: null },
    ...{ marital_status: 'WIDOWED', education: 'PRIMARY', employment: 'SELF_EMPLOYED' },
  })}`;
  return id;
}

export const HOME = {
  ...{ addressLine: '12 Jalan Contoh', postcode: '70100', district: '5_5', strata: 'URBAN' },
  ...{ members: 3, monthlyIncome: 90_000 },
};
export const HEAD = {
  ...{ identityNumberKind: 'MYKAD', name: 'ROSNAH BINTI CONTOH', birthDate: '1979-04-05' },
  ...{ maritalStatus: 'DIVORCED', education: 'SECONDARY', employment: 'EMPLOYED' },
};
export const FOCUS = { level: 'DISTRICT', heldOn: '2026-01-15', reason: 'The village head knows of it.' };
export const CHILD = {
  ...{ identityNumber: '150102-70-4442', identityNumberKind: 'MYKID', name: 'NUR BINTI CONTOH' },
  ...{ birthDate: '2015-01-02', relationToHead: 'CHILD', maritalStatus: 'SINGLE', education: 'PRIMARY' },
  ...{ employment: 'NOT_IN_LABOUR_FORCE', incomes: [] },
};
export const FOUND_HEAD = {
  ...{ maritalStatus: 'WIDOWED', education: 'PRIMARY', employment: 'SELF_EMPLOYED' },
  incomes: [{ source: 'OWN_ACCOUNT', monthly: 40_000 }],
};

/** From the criteria to the visit. */
export async function enumerated(household: string, census: object = {}) {
  expect((await act(officer('counter'), 'checkRegistration', { household })).codes).toEqual([]);
  const decided = { household, isConfirmed: true, ...FOCUS };
  expect((await act(officer('focusGroup'), 'decideInFocusGroup', decided)).codes).toEqual([]);
  const visit = { household, visitedOn: '2026-01-15', head: FOUND_HEAD, members: [], ...census };
  return act(officer('enumerator'), 'recordCensus', visit);
}

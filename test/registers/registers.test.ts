import { openRegisterSimulator, type RegisterSimulator } from '@seisi/migrations/register-simulator';
import { KNOWN_REFERENCES } from '@seisi/migrations/seed/known';
import type { PersonaName } from '@seisi/migrations/seed/personas';
import postgres from 'postgres';
import { afterAll, afterEach, beforeAll, expect, test } from 'vitest';
import { NOW } from '../oracle/oracle.ts';
import { type House, openHouse } from '../setup/house.ts';

const REGISTERS = ['LHDN', 'JPN', 'JPJ'] as const;
const CHECKS = `checks { register status failure isStale askedAt answeredAt
  tax { yearlyIncome assessmentYear } civil { citizen alive birthDate } transport { vehicles } }`;
const CHECK = `mutation ($input: CheckRegistersInput!) { checkRegisters(input: $input) { application { id } } }`;

let house: House;
let registers: RegisterSimulator;
let admin: postgres.Sql;
let file: { readonly id: string; readonly reference: string; readonly identityNumber: string };
const texts: string[] = [];

beforeAll(async () => {
  registers = await openRegisterSimulator(2026);
  house = await openHouse({ now: () => NOW, outside: registers.addresses });
  admin = postgres(house.adminUrl, { max: 1 });
  const { application: reference } = KNOWN_REFERENCES;
  await admin`update aid.application set status = 'IN_PROCESS', decided_at = null, decision_reason = null where reference = ${reference}`;
  const [row] = await admin`select a.id, a.reference, p.identity_number from aid.application a
    join person.person p on p.key = a.applicant_key where a.reference = ${reference}`;
  file = { id: row?.['id'], reference: row?.['reference'], identityNumber: row?.['identity_number'] };
});
afterAll(async () => {
  await admin?.end();
  await house?.close();
  await registers?.close();
});
afterEach(() => {
  for (const register of REGISTERS) registers.behave(register, 'TRUE');
});

async function check(
  who: PersonaName | null = 'district-officer',
  given: { readonly registers?: readonly string[]; readonly idempotencyKey?: string } = {},
) {
  const input = { application: file.id, registers: REGISTERS, idempotencyKey: crypto.randomUUID(), ...given };
  const answer = await house.ask(who, { query: CHECK, variables: { input } });
  texts.push(answer.text);
  return answer;
}

/** What an officer reads below the application; each withheld or unknown field by its path and code. */
async function read(who: PersonaName = 'district-officer') {
  const query = `{ application(reference: "${file.reference}") { application { ${CHECKS} } } }`;
  const { data, errors, text } = await house.ask(who, { query });
  texts.push(text);
  const checks = data.application?.application?.checks ?? null;
  const codes = errors.map(({ path, extensions: { code } }) => `${(path ?? []).slice(3).join('.')} ${code}`);
  return { checks, codes };
}

test('three registers are asked at once, and what they say is read by whom their classes open', async () => {
  expect((await check()).errors).toEqual([]);
  // The applicant sees that it was asked, and what it said of them.
  const { checks, codes } = await read('citizen');
  const [yy, mm, dd] = [0, 2, 4].map((at) => file.identityNumber.slice(at, at + 2));
  const birthDate = `${Number(yy) > 26 ? 19 : 20}${yy}-${mm}-${dd}`;
  const answered = { status: 'ANSWERED', failure: null, isStale: false };
  expect(checks).toMatchObject([
    { register: 'LHDN', ...answered, tax: { assessmentYear: 2025 }, civil: null, transport: null },
    { register: 'JPN', ...answered, tax: null, civil: { citizen: true, alive: true, birthDate } },
    { register: 'JPJ', ...answered, tax: null, transport: { vehicles: expect.any(Number) } },
  ]);
  expect(codes).toEqual([]);

  // This officer's duty opens applications, and neither incomes nor assets.
  const without = await read('jkm-officer');
  expect(without.checks).toMatchObject([
    { status: 'ANSWERED', tax: null },
    { civil: {} },
    { transport: null },
  ]);
  expect(new Set(without.codes.map((code) => code.split(' ')[1]))).toEqual(
    new Set(['UNAUTHORIZED_FIELD_OR_TYPE']),
  );
});

test('an answer older than thirty days is unknown until the register is asked again', async () => {
  await check('district-officer', { registers: ['JPJ'] });
  await admin`update aid.register_check set answered_at = answered_at - interval '31 days' where register = 'JPJ'`;
  const old = await read('citizen');
  const place = old.checks.findIndex(({ register }: { register: string }) => register === 'JPJ');
  expect(old.checks[place]).toMatchObject({ status: 'ANSWERED', isStale: true, transport: null });
  expect(old.codes).toContain(`${place}.transport SOURCE_UNAVAILABLE`);

  await check('district-officer', { registers: ['JPJ'] });
  expect((await read('citizen')).checks[place]).toMatchObject({ isStale: false, transport: {} });
});

test('the same key asks once', async () => {
  for (const register of REGISTERS) registers.asked(register);
  const idempotencyKey = crypto.randomUUID();
  for (let times = 0; times < 3; times += 1) await check('district-officer', { idempotencyKey });
  expect(REGISTERS.map((register) => registers.asked(register))).toEqual([1, 1, 1]);
});

test('nobody but an aid officer of the area has registers asked', async () => {
  for (const register of REGISTERS) registers.asked(register);
  const refusals = [];
  for (const who of ['citizen', 'hospital', 'icu-officer', 'auditor', null] as const)
    refusals.push((await check(who)).errors.map(({ extensions: { code } }) => code));
  expect(refusals).toEqual(Array.from({ length: 5 }, () => ['UNAUTHORIZED_FIELD_OR_TYPE']));
  expect((await check('district-officer', { registers: [] })).errors).toHaveLength(1);
  expect(REGISTERS.map((register) => registers.asked(register))).toEqual([0, 0, 0]);
});

test.each([
  ['WRONG', 'MALFORMED'],
  ['CONTRADICTING', 'MALFORMED'],
  ['SLOW', 'UNREACHABLE'],
  ['FAILING', 'UNREACHABLE'],
  ['DOWN', 'UNREACHABLE'],
] as const)(
  'a register that is %s is unknown (%s), is no answer, and holds up no other',
  async (manner, failure) => {
    registers.behave('LHDN', manner);
    expect((await check()).errors).toEqual([]);
    const { checks, codes } = await read('citizen');
    expect(checks).toMatchObject([
      { register: 'LHDN', status: 'UNAVAILABLE', failure, answeredAt: null, isStale: null, tax: null },
      { register: 'JPN', status: 'ANSWERED' },
      { register: 'JPJ', status: 'ANSWERED' },
    ]);
    expect(new Set(codes)).toEqual(new Set(['0.tax SOURCE_UNAVAILABLE']));
  },
);

test('no identity number stands in what the room of aid keeps, nor in what anyone was told of it', async () => {
  for (const manner of ['WRONG', 'DOWN', 'TRUE'] as const) {
    for (const register of REGISTERS) registers.behave(register, manner);
    await check();
    await read();
  }
  const kept = await admin`select row_to_json(t)::text as text from aid.register_check t
    union all select row_to_json(t)::text from aid.outbox t union all select row_to_json(t)::text from aid.act t`;
  const all = [...kept.map(({ text }) => String(text)), ...house.notices(), ...house.statements(), ...texts];
  expect(kept.length).toBeGreaterThan(3);
  const { identityNumber } = file;
  const hyphenated = identityNumber.replace(/^(.{6})(..)/, '$1-$2-');
  for (const text of all) {
    expect(text).not.toContain(identityNumber);
    expect(text).not.toContain(hyphenated);
  }
});

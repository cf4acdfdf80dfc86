import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { connect } from '@seisi/migrations/connection';
import { type PersonaName, type PersonaToken, personas } from '@seisi/migrations/seed/personas';
import type postgres from 'postgres';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { openDueClaims } from '../../subgraphs/aid/due-claim.work.ts';
import { NOW } from '../oracle/oracle.ts';
import { type House, openHouse } from '../setup/house.ts';

/** The programme of S3 as its rows have it: the day of its lists, and RM200 for each. */
const [PROGRAMME, DAY, AMOUNT] = ['C4U-IT', '2019-03-31', 20_000];
const SEREMBAN = '5_5';
/** Pejabat Pembangunan Negeri finalises the list that another officer had drawn. */
const PPN: PersonaToken = { ...personas['jkm-officer'].token, sub: 'officer-ppn' };
const DUTY = ['register', 'area', 'poverty', 'aid', 'payment'];

let house: House;
let admin: postgres.Sql;
let outgoing: string;
beforeAll(async () => {
  outgoing = mkdtempSync(join(tmpdir(), 'seisi-outgoing-'));
  house = await openHouse({ now: () => NOW, outgoing });
  admin = connect(house.adminUrl);
  await admin`insert into person.ground_fact ${admin({
    ...{ id: 'POS-ppn', kind: 'POSTING', holder: PPN.sub, agency: 'jkm', subject_key: crypto.randomUUID() },
    ...{ areas: ['05'], classes: DUTY, valid_from: '2025-01-01' },
  })}`;
  // A dozen households more in Seremban; and Seremban as it was in 2019: widows who head poor households, every third of whom had left the register's poor; none has said where she is paid.
  await admin`update person.household set state = '05', district = ${SEREMBAN} where key in (
    select key from person.household where state not in ('05', '16') and registration_status = 'CONFIRMED' order by key limit 12)`;
  await admin`update person.household set registered_on = '2018-06-01' where district = ${SEREMBAN} and registration_status = 'CONFIRMED'`;
  await admin`update person.membership set since = '2018-01-01' where household_key in (select key from person.household where district = ${SEREMBAN})`;
  await admin`update person.person set sex = 'FEMALE', marital_status = 'WIDOWED' where key in (
    select person_key from person.membership where relation_to_head = 'HEAD' and household_key in (select key from person.household where district = ${SEREMBAN}))`;
  await admin`delete from aid.bank_account where person_key in (
    select person_key from person.membership where household_key in (select key from person.household where district = ${SEREMBAN}))`;
  await admin`
    insert into person.assessment (id, household_key, assessed_on, status, exit_reason, test, basis_year, state, strata, total_monthly_income, member_count)
    select gen_random_uuid(), key, '2019-01-01', case when nth % 3 = 0 then 'EXITED' else 'POOR' end::person.poverty_status,
           case when nth % 3 = 0 then 'NOT_POOR' end::person.exit_reason, 'PER_HEAD', 2016, state, strata, 80000, 3
      from (select *, row_number() over (order by key) as nth from person.household
             where district = ${SEREMBAN} and registration_status = 'CONFIRMED') home`;
});
afterAll(async () => {
  await admin?.end();
  await house?.close();
  rmSync(outgoing, { recursive: true, force: true });
});

// biome-ignore lint/suspicious/noExplicitAny: a client reads JSON; the test says what it expects of it.
type Json = any;
type Who = PersonaName | PersonaToken;

const ask = (who: Who, query: string, variables: object = {}) => {
  const question = { query, variables: { ...variables } };
  return typeof who === 'string' ? house.ask(who, question) : house.askWith(who, question);
};
async function act(who: Who, field: string, input: object, payload: string): Promise<Json> {
  const type = `${field[0]?.toUpperCase()}${field.slice(1)}Input`;
  const query = `mutation ($input: ${type}!) { ${field}(input: $input) { ${payload} } }`;
  const { data, errors } = await ask(who, query, {
    input: { idempotencyKey: crypto.randomUUID(), ...input },
  });
  return { of: data?.[field], codes: errors.map(({ extensions }) => extensions.code) };
}
async function done(...given: Parameters<typeof act>): Promise<Json> {
  const { of, codes } = await act(...given);
  expect(codes, given[1]).toEqual([]);
  return of;
}

/** The candidates whom the office of Seremban sees, by their status. */
async function candidates(status: string | null = null): Promise<Json[]> {
  const query = `query ($programme: ID!, $status: CandidateStatus) { candidateFiles(programme: $programme, status: $status, first: 100) {
    edges { node { id person { id } candidacy { status phase dueOn letters { event textMs } payment { way amount receiptNumber fileNumber }
      steps { act from status reason by } } } } } }`;
  const { data, errors } = await ask('district-officer', query, { programme: PROGRAMME, status });
  expect(errors).toEqual([]);
  return data.candidateFiles.edges.map(({ node }: Json) => node);
}
const statusOf = async (id: string) =>
  (await candidates()).find((one) => one.id === id)?.candidacy.status as string;

/** A phase: finalised by PPN, funded by the treasury, told by the district. */
async function told(phase: number): Promise<string> {
  const list = 'recipients { id status hash }';
  const wanted = { programme: PROGRAMME, phase };
  expect((await act('jkm-officer', 'finaliseRecipients', wanted, list)).codes).toEqual(['STEP_REFUSED']);
  const { recipients } = await done(PPN, 'finaliseRecipients', wanted, list);
  const { id, hash } = recipients;
  const letters = { list: id, district: SEREMBAN };
  expect((await act('district-officer', 'announceRecipients', letters, list)).codes).toEqual([
    'STEP_REFUSED',
  ]);
  await done('payment-officer', 'fundRecipients', { list: id, hash }, list);
  await done('district-officer', 'announceRecipients', letters, list);
  return id;
}

/** States where a recipient is paid, with her own token, and has it checked. */
async function account({ person }: Json, accountNumber: string): Promise<void> {
  const own = { ...personas.citizen.token, sub: `citizen-${person.id}`, person: person.id };
  const stated = { bankCode: 'REKAMYK1', accountNumber };
  const { account: file } = await done(own, 'stateBankAccount', stated, 'account { id }');
  await done('payment-officer', 'checkBankAccount', { id: file.id, accountNumber }, 'account { id }');
}

/** The clocks of recipients, looked at on a day. */
async function lapse(day: string): Promise<void> {
  const now = () => Date.parse(`${day}T04:00:00Z`);
  const claims = openDueClaims({ databaseUrl: house.adminUrl, now, onNotice: () => {} });
  await claims.turn();
  await claims.close();
}

let first: Json[];
let second: Json;
const lists: string[] = [];

test('PPN locks the register of 31 March 2019, the programme is drawn from it, and the Focus Group decides about one', async () => {
  const locked = { name: 'eKasih 31 Mac 2019', asOf: DAY, state: '05', sex: 'FEMALE' };
  const { list } = await done('icu-officer', 'lockList', locked, 'list { id }');
  await done('jkm-officer', 'drawProgramme', { programme: PROGRAMME, list: list.id }, 'draw { id }');
  await expect
    .poll(async () => (await candidates('ELIGIBLE')).length, { timeout: 20_000 })
    .toBeGreaterThan(3);
  first = (await candidates('ELIGIBLE')).slice(0, 4);
  [second] = await candidates('FOCUS_GROUP');
  expect([...first, second].map(({ candidacy }) => candidacy.phase)).toEqual([1, 1, 1, 1, 2]);
  const decision = { candidate: second.id, outcome: 'ELIGIBLE', reason: 'Known to the committee.' };
  await done('district-officer', 'decideCandidate', decision, 'candidate { id }');
});

test('phase 1: three offices finalise, fund and tell; a checked account is paid by EFT, of the others one is asked for', async () => {
  await account(first[0], '7111222333444');
  lists.push(await told(1));
  expect(await statusOf(first[0].id)).toBe('READY_EFT');
  const others = (await candidates('AWAITING_ACCOUNT')).filter(({ id }) => id !== first[0].id);
  expect(others.length).toBeGreaterThanOrEqual(3);
  for (const { candidacy } of others) {
    expect(candidacy).toMatchObject({ dueOn: '2026-01-29', letters: [{ event: 'ACCOUNT_WANTED' }] });
    expect(candidacy.letters[0].textMs).toContain('29 Januari 2026');
  }
});

test('phase 2: whom the Focus Group found eligible gives her account, and goes by EFT', async () => {
  lists.push(await told(2));
  expect(await statusOf(second.id)).toBe('AWAITING_ACCOUNT');
  await account(second, '7555666777888');
  expect(await statusOf(second.id)).toBe('READY_EFT');
});

test('the run of the month pays both with a numbered file of its hash', async () => {
  const run = async () => {
    const query = '{ paymentRun(month: "2026-01-01") { status hash files { number } } }';
    return (await ask('payment-officer', query)).data.paymentRun;
  };
  const month = '2026-01-01';
  await done('payment-officer', 'preparePaymentRun', { month }, 'run { status }');
  await expect.poll(async () => (await run()).status, { timeout: 20_000 }).toBe('PREPARED');
  const { hash, files } = await run();
  await done('payment-releaser', 'releasePaymentRun', { month, hash }, 'run { status }');
  await expect.poll(async () => (await run()).status, { timeout: 20_000 }).toBe('SENT');
  for (const { number } of files)
    await done('payment-officer', 'settlePaymentFile', { number, paidOn: '2026-01-15' }, 'run { status }');
  for (const { id } of [first[0], second]) {
    const { candidacy } = (await candidates('PAID')).find((one) => one.id === id);
    expect(candidacy.payment).toMatchObject({ way: 'EFT', amount: AMOUNT, receiptNumber: null });
    expect(files.map(({ number }: Json) => number)).toContain(candidacy.payment.fileNumber);
  }
});

test('one cannot have an account and is paid at the counter; whoever answers nothing waits there after a fortnight', async () => {
  const candidate = first[1].id;
  const reason = 'No bank near her takes her.';
  await done('district-officer', 'chooseCounter', { candidate, reason }, 'candidate { id }');
  const wrong = { candidate, amount: AMOUNT + 1 };
  expect((await act('district-officer', 'payAtCounter', wrong, 'candidate { id }')).codes).toEqual([
    'STEP_REFUSED',
  ]);
  await done('district-officer', 'payAtCounter', { candidate, amount: AMOUNT }, 'candidate { id }');
  const paid = (await candidates('PAID')).find(({ id }) => id === candidate);
  expect(paid.candidacy.payment).toEqual({
    ...{ way: 'CASH', amount: AMOUNT, receiptNumber: 1, fileNumber: null },
  });
  await lapse('2026-01-29');
  expect(await statusOf(first[2].id)).toBe('AWAITING_ACCOUNT');
  await lapse('2026-01-30');
  expect(await statusOf(first[2].id)).toBe('READY_CASH');
  await done(
    'district-officer',
    'payAtCounter',
    { candidate: first[2].id, amount: AMOUNT },
    'candidate { id }',
  );
});

test('what nobody claims goes back to the treasurer, and every sen of the money is told of', async () => {
  const before = { list: lists[0], district: SEREMBAN };
  await lapse('2026-03-01');
  expect(await statusOf(first[3].id)).toBe('READY_CASH');
  const back = ['district-officer', 'returnToTreasurer', before, 'recipients { id }'] as const;
  expect((await act(...back)).codes).toEqual(['STEP_REFUSED']);
  await lapse('2026-03-02');
  expect(await statusOf(first[3].id)).toBe('UNCLAIMED');
  await done(...back);
  expect((await act(...back)).codes).toEqual(['STEP_REFUSED']);

  const { candidacy } = (await candidates('RETURNED')).find(({ id }) => id === first[3].id);
  expect(candidacy.steps.map(({ act: step, by }: Json) => `${step} ${by}`)).toEqual([
    `CROSS_CHECK ${personas['jkm-officer'].token.sub}`,
    `FIND_ELIGIBLE ${personas['jkm-officer'].token.sub}`,
    `FINALISE ${PPN.sub}`,
    `ANNOUNCE ${personas['district-officer'].token.sub}`,
    `ASK_FOR_ACCOUNT ${personas['district-officer'].token.sub}`,
    'MISS_ACCOUNT system',
    'MISS_CLAIM system',
    `RETURN ${personas['district-officer'].token.sub}`,
  ]);

  // From the books alone: receipts, lines that the bank took, returns, and who is still open.
  const [sums] = await admin<{ released: number; paid: number; returned: number; open: number }[]>`
    select (select sum(recipients * amount) from aid.recipient_list where status = 'FUNDED')::int as released,
           (select sum(amount) from aid.counter_payment)::int + (
             select sum(line.amount) from aid.payment_line line where line.candidate_id is not null)::int as paid,
           (select sum(total) from aid.treasurer_return)::int as returned,
           (select count(*) * ${AMOUNT} from aid.candidate
             where list_id is not null and status not in ('PAID', 'RETURNED'))::int as open`;
  expect(sums).toMatchObject({ paid: 4 * AMOUNT });
  expect(sums!.returned).toBeGreaterThan(0);
  expect(sums!.paid + sums!.returned + sums!.open).toBe(sums!.released);
  // Of fewer than ten no sum is told to anybody.
  const query = '{ recipientLists { edges { node { id money { paid returned open } } } } }';
  const { data, errors } = await ask('district-officer', query);
  expect(data.recipientLists.edges.map(({ node }: Json) => node.id)).toEqual(expect.arrayContaining(lists));
  expect(errors.every(({ extensions }) => extensions.code === 'UNAUTHORIZED_FIELD_OR_TYPE')).toBe(true);
});

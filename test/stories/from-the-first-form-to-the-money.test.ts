import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { openRegisterSimulator, type RegisterSimulator } from '@seisi/migrations/register-simulator';
import type { PersonaName } from '@seisi/migrations/seed/personas';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { NOW } from '../oracle/oracle.ts';
import { type Answer, type House, openHouse } from '../setup/house.ts';
import { tableReceipts, untilInTree } from '../setup/table-receipts.ts';

const SECOND = 1000;
const SEREMBAN = '5_5';
/** One child is six until 19 January 2026, the other is older: since 2025 BKK is RM250 a month up to six and RM200 from seven on. */
const CHILDREN = ['2019-01-20', '2015-05-05'];
const [JANUARY, FEBRUARY] = [45_000, 40_000];
const ACCOUNTS = { first: '7111222333444', second: '7555666777888' };
const OWN = `query ($reference: String!) { application(reference: $reference) { application {
  status decision { reason } award { amount startsOn } payments { edges { node { id month amount status paidOn } } }
  notices { edges { node { event } } } } } }`;
const RUN = 'status payments total hash files { number lines total sentAt }';

let clock = NOW;
let house: House;
let registers: RegisterSimulator;
let outgoing: string;
beforeAll(async () => {
  outgoing = mkdtempSync(join(tmpdir(), 'seisi-outgoing-'));
  registers = await openRegisterSimulator(2026);
  const outside = registers.addresses;
  house = await openHouse({ now: () => clock, receipts: tableReceipts, outgoing, outside });
});
afterAll(async () => {
  await house?.close();
  await registers?.close();
  rmSync(outgoing, { recursive: true, force: true });
});

// biome-ignore lint/suspicious/noExplicitAny: a client reads JSON; the test says what it expects of it.
type Json = any;

const REFUSED = ['STEP_REFUSED'];

function asked(who: PersonaName, field: string, input: object, payload: string): Promise<Answer> {
  const type = `${field[0]?.toUpperCase()}${field.slice(1)}Input`;
  const query = `mutation ($input: ${type}!) { ${field}(input: $input) { ${payload} } }`;
  const given = { idempotencyKey: crypto.randomUUID(), ...input };
  return house.ask(who, { query, variables: { input: given } });
}

/** Takes an act; gives what came of it. */
async function act(...given: Parameters<typeof asked>): Promise<Json> {
  const { data, errors } = await asked(...given);
  expect(errors, given[1]).toEqual([]);
  return data[given[1]];
}

const refusal = async (...given: Parameters<typeof asked>) =>
  (await asked(...given)).errors.map(({ extensions }) => extensions.code);

async function read(who: PersonaName, query: string, variables: object = {}): Promise<Json> {
  const { data, errors } = await house.ask(who, { query, variables: { ...variables } });
  expect(errors).toEqual([]);
  return data;
}

const ownView = async (reference: string): Promise<Json> =>
  (await read('citizen', OWN, { reference })).application.application;
const paymentsOf = (view: Json): Json[] => view.payments.edges.map(({ node }: Json) => node);
const run = async (month: string): Promise<Json> =>
  (await read('payment-officer', `query ($month: Date!) { paymentRun(month: $month) { ${RUN} } }`, { month }))
    .paymentRun;

/** The run of a month, from one officer to the other and to the bank. */
async function paid(month: string): Promise<Json> {
  await act('payment-officer', 'preparePaymentRun', { month }, 'run { status }');
  await expect.poll(async () => (await run(month)).status, { timeout: 20_000 }).toBe('PREPARED');
  const { hash, total, files } = await run(month);
  expect(files.reduce((sum: number, file: Json) => sum + file.total, 0)).toBe(total);
  expect(await refusal('payment-officer', 'releasePaymentRun', { month, hash }, 'run { status }')).toEqual(
    REFUSED,
  );
  await act('payment-releaser', 'releasePaymentRun', { month, hash }, 'run { status }');
  await expect.poll(async () => (await run(month)).status, { timeout: 20_000 }).toBe('SENT');
  return run(month);
}

/** The lines of a payment, in the files as the bank got them, oldest file first. */
function linesOf(payment: string): { file: number; line: number; account: string; amount: number }[] {
  const folder = join(outgoing, 'payments');
  const names = readdirSync(folder).filter((name) => name.endsWith('.eft'));
  return names.toSorted().flatMap((name) => {
    const [head = '', ...body] = readFileSync(join(folder, name), 'latin1').split('\r\n');
    const own = body.filter((line) => line.startsWith('D') && line.slice(8, 44) === payment);
    return own.map((line) => ({
      file: Number(head.slice(10, 19)),
      line: Number(line.slice(1, 8)),
      account: line.slice(55, 75).trim(),
      amount: Number(line.slice(75, 90)),
    }));
  });
}

/** The bank says of every file of a run what came of it. */
async function settle({ files }: Json): Promise<void> {
  for (const { number } of files)
    await act('payment-officer', 'settlePaymentFile', { number, paidOn: '2026-01-15' }, 'run { status }');
}

/** States where the citizen is paid, and an officer compares the number with the bank's statement. */
async function account(accountNumber: string): Promise<void> {
  const stated = { bankCode: 'REKAMYK1', accountNumber };
  const { account: file } = await act('citizen', 'stateBankAccount', stated, 'account { id }');
  const list = '{ bankAccountsToCheck(first: 100) { edges { node { id account { accountNumber } } } } }';
  const { edges } = (await read('payment-officer', list)).bankAccountsToCheck;
  const found = edges.find(({ node }: Json) => node.account?.accountNumber === accountNumber);
  expect(found.node.id).toBe(file.id);
  await act(
    'payment-officer',
    'checkBankAccount',
    { id: file.id, accountNumber },
    'account { account { checkedAt } }',
  );
}

let application: string;
let reference: string;

test('a mother applies on her phone, in stages, and reads it once more before she sends it', async () => {
  const form = 'draft { id draft { revision } }';
  const { draft } = await act('citizen', 'startApplication', { scheme: 'BKK' }, form);
  const stages = [
    ['stateHousehold', { district: SEREMBAN, members: 3, minors: 1, monthlyIncome: 110_000 }],
    ['stateEmployment', { status: 'SELF_EMPLOYED', monthlyIncome: 60_000 }],
    ['stateAid', { reason: 'The shop is closed.', receives: [] }],
    ['stateContact', { phone: '+60123456789', language: 'MS' }],
  ] as const;
  for (const [place, [field, stated]] of stages.entries())
    await act('citizen', field, { draft: draft.id, revision: place + 1, ...stated }, 'draft { id }');
  const sent = await act(
    'citizen',
    'submitApplication',
    { draft: draft.id, revision: 5 },
    'application { id reference }',
  );
  ({ id: application, reference } = sent.application);
  expect(await ownView(reference)).toMatchObject({ award: null, payments: { edges: [] } });
});

test('the office has the papers, asks the registers, visits the home, and two officers grant it at the rate', async () => {
  if ((await ownView(reference)).status === 'DOCUMENTS_REQUIRED')
    await act('district-officer', 'completeApplication', { application }, 'application { id }');
  const registersAsked = { application, registers: ['LHDN', 'JPN', 'JPJ'] };
  await act('district-officer', 'checkRegisters', registersAsked, 'application { id }');
  const checks = `query ($reference: String!) { application(reference: $reference) {
    application { checks { status } applicant { applicationEligibility(application: "${application}") { answer silent } } } } }`;
  const { application: file } = await read('district-officer', checks, { reference });
  expect(file.application.checks).toEqual(Array.from({ length: 3 }, () => ({ status: 'ANSWERED' })));
  expect(file.application.applicant.applicationEligibility.silent).toEqual([]);

  const visit = { application, visitedOn: '2026-01-14', findings: 'As stated.', householdIncome: 110_000 };
  await act('district-officer', 'recordInvestigation', visit, 'application { id }');
  const proposal = {
    outcome: 'APPROVE',
    reason: 'Below the line.',
    recipients: CHILDREN,
    startsOn: '2026-01-01',
  };
  await act('district-officer', 'proposeDecision', { application, ...proposal }, 'application { id }');
  await act('jkm-officer', 'confirmDecision', { application }, 'application { id }');
  expect(await ownView(reference)).toMatchObject({
    status: 'APPROVED',
    award: { amount: JANUARY, startsOn: '2026-01-01' },
  });
});

test('the first payment goes to the bank once the account was checked; the bank sends it back, and she is told', async () => {
  await account(ACCOUNTS.first);
  clock += SECOND;
  const sent = await paid('2026-01-01');
  const [payment, ...others] = paymentsOf(await ownView(reference));
  expect(others).toEqual([]);
  expect(payment).toMatchObject({ month: '2026-01-01', amount: JANUARY, status: 'SCHEDULED' });
  const [{ file, line, amount } = { file: 0, line: 0, amount: 0 }, ...more] = linesOf(payment.id);
  expect([amount, more]).toEqual([JANUARY, []]);

  const back = { line, amount, reason: 'Account closed', bankReference: 'R-1', returnedOn: '2026-01-15' };
  await act('payment-officer', 'recordPaymentReturns', { number: file, returns: [back] }, 'run { status }');
  await settle(sent);
  // Nothing has arrived, so nothing is completed.
  const view = await ownView(reference);
  expect([view.status, paymentsOf(view)]).toMatchObject(['APPROVED', [{ status: 'RETURNED', paidOn: null }]]);
  expect(view.notices.edges.map(({ node }: Json) => node.event)).toContain('PAYMENT_RETURNED');
});

test('she states another account, and the next run pays both months, each by the rates of its own: a child has turned seven', async () => {
  const [returned] = paymentsOf(await ownView(reference));
  const again = ['payment-officer', 'payAgain', { payment: returned.id }, 'application { id }'] as const;
  expect(await refusal(...again)).toEqual(REFUSED);
  await account(ACCOUNTS.second);
  await act(...again);
  clock += SECOND;
  await settle(await paid('2026-02-01'));
  const view = await ownView(reference);
  expect(view.status).toBe('COMPLETED');
  const [february, january] = paymentsOf(view);
  const arrived = { status: 'PAID', paidOn: '2026-01-15' };
  expect(february).toMatchObject({ month: '2026-02-01', amount: FEBRUARY, ...arrived });
  expect(january).toMatchObject({ id: returned.id, month: '2026-01-01', amount: JANUARY, ...arrived });
  const lines = (payment: Json) => linesOf(payment.id).map((line) => [line.account, line.amount]);
  expect(lines(january)).toEqual([
    [ACCOUNTS.first, JANUARY],
    [ACCOUNTS.second, JANUARY],
  ]);
  expect(lines(february)).toEqual([[ACCOUNTS.second, FEBRUARY]]);
  expect(await refusal(...again)).toEqual(REFUSED);
});

test('on her phone she reads which officers looked at what', async () => {
  await untilInTree(house.adminUrl);
  const log =
    '{ viewer { person { accessLog(first: 100) { edges { node { reader agencyCode told { class } } } } } } }';
  const entries: Json[] = (await read('citizen', log)).viewer.person.accessLog.edges.map(
    ({ node }: Json) => node,
  );
  const told = new Set(
    entries
      .filter(({ reader }) => reader === 'OFFICER')
      .flatMap((one) => one.told.map((each: Json) => each.class)),
  );
  expect([...told]).toEqual(expect.arrayContaining(['aid', 'bank']));
});

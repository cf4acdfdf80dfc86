import { NOW } from '@seisi/host/testing';
import { eq } from 'drizzle-orm';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { payments } from './application.table.ts';
import { awards, bankAccounts } from './award.table.ts';
import { followRates } from './award-rate.step.ts';
import { type HandlingWorld, openHandlingWorld } from './handling.testing.ts';
import { beginRun } from './payment-act.step.ts';
import { paymentLines, paymentRuns } from './payment-run.table.ts';
import { anAccount, openPaymentWorld, type PaymentWorld } from './payment-run.testing.ts';
import { schemeRates } from './scheme-rate.table.ts';

const DAY = 86_400_000;
const UNDECIDED = {
  status: 'IN_PROCESS',
  decidedAt: null,
  decisionReason: null,
  awardAmount: null,
  awardStartsOn: null,
} as const;
const GRANT = { outcome: 'APPROVE', reason: 'The household is below the food line.' };

let world: HandlingWorld;
let bank: PaymentWorld;
beforeAll(async () => {
  world = await openHandlingWorld();
  bank = openPaymentWorld(world.database);
});
afterAll(async () => {
  await bank?.close();
  await world?.close();
});

/** Two officers grant it under a scheme; gives the application. */
async function granted(n: number, schemeCode: string, given: object): Promise<string> {
  const application = await world.keep(n, { ...UNDECIDED, schemeCode });
  const proposed = await world.act(
    'proposeDecision',
    { application, ...GRANT, ...given },
    world.officer('one'),
  );
  expect(proposed.sentence).toBe('');
  const confirmed = await world.act('confirmDecision', { application }, world.officer('two'));
  expect(confirmed.sentence).toBe('');
  return application;
}

const versionsOf = (n: number) =>
  world.fileOf(n, 'awards { version amount startsOn endsOn }', world.officer('one'));
const follow = (today: string) => followRates(world.admin.db, { today, at: new Date(NOW + DAY) });

/** What stands in the lines of the run of a month, prepared now, by application. */
async function paidIn(month: string): Promise<Map<string, number>> {
  await bank.db.transaction((one) => beginRun(one, { month, by: 'first', at: new Date(NOW + 2 * DAY) }));
  const ofMonth = eq(paymentRuns.month, month);
  await bank.work(
    async () => (await bank.db.select().from(paymentRuns).where(ofMonth))[0]?.status === 'PREPARED',
  );
  const lines = await bank.db
    .select({ application: payments.applicationId, amount: paymentLines.amount })
    .from(paymentLines)
    .innerJoin(payments, eq(payments.id, paymentLines.paymentId))
    .where(eq(payments.month, month));
  const [run] = await bank.db.select().from(paymentRuns).where(ofMonth);
  expect(run?.total).toBe(lines.reduce((sum, { amount }) => sum + amount, 0));
  return new Map(lines.map(({ application, amount }) => [application, amount]));
}

test('an award by rates is what the rates say, follows the ages of the children, and the applicant is told once', async () => {
  await granted(1, 'BKK', { recipients: ['2019-12-15', '2012-05-05'], startsOn: '2026-12-01' });
  expect(await versionsOf(1)).toEqual({
    awards: [{ version: 1, amount: 45_000, startsOn: '2026-12-01', endsOn: null }],
  });
  expect(await follow('2026-11-30')).toBe(0);
  expect(await follow('2026-12-07')).toBe(1);
  expect(await follow('2026-12-07')).toBe(0);
  expect((await versionsOf(1)).awards).toEqual([
    { version: 2, amount: 40_000, startsOn: '2027-01-01', endsOn: null },
    { version: 1, amount: 45_000, startsOn: '2026-12-01', endsOn: '2026-12-31' },
  ]);
  const { notices } = await world.fileOf(1, 'notices { edges { node { event } } }', world.officer('one'));
  const events = notices.edges.map(({ node }: { node: { event: string } }) => node.event);
  expect(events.filter((event: string) => event === 'AWARD_CHANGED')).toHaveLength(1);
});

test('rates that change are paid right on both sides: in the runs of the months before the old amounts, of those after the new, to the sen', async () => {
  const small = await granted(2, 'BKK', { recipients: ['2020-02-01', '2012-05-05'], startsOn: '2024-11-20' });
  const many = ['2019-01-01', '2019-01-02', '2019-01-03', '2019-01-04', '2019-01-05', '2019-01-06'];
  const capped = await granted(3, 'BKK', { recipients: many, startsOn: '2024-12-01' });
  const old = await granted(4, 'BWE', {
    recipients: ['1964-12-02'],
    startsOn: '2024-12-10',
    endsOn: '2026-12-31',
  });
  const set = await granted(5, 'BWE', { amount: 50_000, startsOn: '2024-12-01' });
  for (const n of [2, 3, 4, 5]) {
    const [award] = await bank.db
      .select()
      .from(awards)
      .where(eq(awards.applicationId, [small, capped, old, set][n - 2]!))
      .limit(1);
    await bank.db.insert(bankAccounts).values(anAccount(award!.personKey));
  }
  expect(await paidIn('2024-12-01')).toEqual(
    new Map([
      [small, 35_000],
      [capped, 100_000],
      [set, 50_000],
    ]),
  );
  expect(await paidIn('2025-01-01')).toEqual(
    new Map([
      [small, 45_000],
      [capped, 100_000],
      [old, 60_000],
      [set, 50_000],
    ]),
  );
});

test('a rate that changes within a month is paid from the next month on', async () => {
  const [rate] = await world.admin.db.select().from(schemeRates).where(eq(schemeRates.schemeCode, 'BLP'));
  const application = await granted(6, 'BLP', { recipients: ['2005-01-01'], startsOn: '2026-11-01' });
  await world.admin.db.update(schemeRates).set({ endsOn: '2026-12-14' }).where(eq(schemeRates.id, rate!.id));
  await world.admin.db
    .insert(schemeRates)
    .values({ ...rate!, id: 'BLP-TEST', startsOn: '2026-12-15', endsOn: null, amount: 25_000 });
  expect([await follow('2026-11-23'), await follow('2026-12-20')]).toEqual([0, 1]);
  const [award] = await bank.db.select().from(awards).where(eq(awards.applicationId, application)).limit(1);
  await bank.db.insert(bankAccounts).values(anAccount(award!.personKey));
  expect((await paidIn('2026-12-01')).get(application)).toBe(20_000);
  expect((await paidIn('2027-01-01')).get(application)).toBe(25_000);
});

test('an award ends before the month for which nobody is of the age, and the applicant is told', async () => {
  await granted(7, 'BKK', { recipients: ['2007-12-20'], startsOn: '2026-11-01' });
  await follow('2026-12-20');
  expect((await versionsOf(7)).awards).toEqual([
    { version: 1, amount: 20_000, startsOn: '2026-11-01', endsOn: '2026-12-31' },
  ]);
});

test('another amount than the rates ever give is refused, unless it is by discretion; what is proposed shows how old the recipients are', async () => {
  const application = await world.keep(8, { ...UNDECIDED, schemeCode: 'BKK' });
  const propose = (given: object) =>
    world.act(
      'proposeDecision',
      { application, ...GRANT, startsOn: '2026-12-01', ...given },
      world.officer('one'),
    );
  expect((await propose({ amount: 12_345 })).sentence).toMatch(/^The rates of BKK never give 12345 sen/);
  expect((await propose({ recipients: ['2000-01-01'] })).sentence).toMatch(/^The rates of BKK pay nothing/);
  for (const bad of [
    {},
    { amount: 20_000, recipients: ['2012-01-01'] },
    { recipients: [] },
    { recipients: ['2026-12-02'] },
  ])
    expect((await propose(bad)).codes).toEqual(['BAD_USER_INPUT']);
  expect((await propose({ amount: 12_345, isDiscretionary: true })).codes).toEqual([]);
  const open = 'application { id }';
  expect(
    (await world.act('declineDecision', { application, reason: 'No.' }, world.officer('two'), open)).codes,
  ).toEqual([]);
  expect((await propose({ recipients: ['2012-12-02', '2012-12-01'] })).codes).toEqual([]);
  const ages = world.officer('two', ['aid', 'aid.note', 'kinship.count']);
  expect(
    await world.fileOf(8, 'proposal { amount ages }', ages, ['aid', 'aid.note', 'kinship.count']),
  ).toEqual({
    proposal: { amount: 40_000, ages: [14, 13] },
  });
});

test('a proposal by rates that have changed since is not confirmed', async () => {
  const application = await world.keep(9, { ...UNDECIDED, schemeCode: 'BTB' });
  const given = { application, ...GRANT, recipients: ['1990-01-01'], startsOn: '2026-12-01' };
  expect((await world.act('proposeDecision', given, world.officer('one'))).codes).toEqual([]);
  await world.admin.db
    .update(schemeRates)
    .set({ amount: 31_000 })
    .where(eq(schemeRates.id, 'BTB-2021-01-01'));
  const { codes, sentence } = await world.act('confirmDecision', { application }, world.officer('two'));
  expect([codes, sentence]).toEqual([
    ['STEP_REFUSED'],
    'The rates are others than when this was proposed. Decline it and propose it anew.',
  ]);
});

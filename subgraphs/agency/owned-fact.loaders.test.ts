import { type DatabaseHandle, openDatabase } from '@seisi/host/database';
import { eq } from 'drizzle-orm';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { type TestDatabase, testDatabase } from '../../test/setup/postgres.ts';
import { agencies } from './agency.table.ts';
import { agreements, postings } from './agreement.table.ts';
import { incidents } from './incident.table.ts';
import { ownedFacts } from './owned-fact.loaders.ts';
import { referrals } from './referral.table.ts';

const HOUSEHOLD = '00000000-0000-4000-8000-000000000001';
const REFERRAL = '00000000-0000-4000-8000-000000000002';
let database: TestDatabase;
let registry: DatabaseHandle;
beforeAll(async () => {
  database = await testDatabase();
  registry = openDatabase(database.roomUrl('agency'));
  const taking = { kind: 'NGO' as const, status: 'ACTIVE' as const };
  await registry.db.insert(agencies).values(['ngo', 'jkm'].map((code) => ({ code, name: code, ...taking })));
});
afterAll(async () => {
  await registry.close();
  await database.close();
});

/** What is told after a cursor, to the end. */
async function told(after: number) {
  return ownedFacts(registry.db)(after);
}
let cursor = 0;
/** What is told of whatever was done. */
async function after(act: () => Promise<unknown>) {
  await act();
  const page = await told(cursor);
  cursor = page.cursor;
  return { facts: page.facts, ended: page.ended.map(({ id, kind }) => [id, kind]) };
}

const AGREEMENT = {
  number: 'A-1',
  agencyCode: 'ngo',
  legalBasis: 'AGREEMENT' as const,
  purposes: ['SERVICE_DELIVERY' as const],
  classes: ['register'],
  areas: ['05'],
  population: 'REFERRED' as const,
  dailySubjects: 10,
  validFrom: '2026-01-01',
};

test('an agreement is told when it is made, when it changes, and when it is gone, whoever does it', async () => {
  const { db } = registry;
  const fact = {
    id: 'A-1',
    kind: 'AGREEMENT',
    holder: 'ngo',
    agency: 'ngo',
    classes: ['register'],
    population: 'REFERRED',
    dailySubjects: 10,
    validUntil: null,
  };
  expect(await after(() => db.insert(agreements).values(AGREEMENT))).toMatchObject({
    facts: [fact],
    ended: [],
  });
  expect(await after(() => db.update(agreements).set({ validUntil: '2026-06-01' }))).toMatchObject({
    facts: [{ ...fact, validUntil: '2026-06-01' }],
  });
  expect(await after(() => db.delete(agreements))).toEqual({ facts: [], ended: [['A-1', 'AGREEMENT']] });
});

test('a posting is told for its officer, with the officer’s own person', async () => {
  const posting = {
    id: 'P-1',
    officer: 'officer-1',
    personKey: HOUSEHOLD,
    agencyCode: 'jkm',
    areas: ['MY'],
    classes: ['case'],
    validFrom: '2026-01-01',
  };
  expect(await after(() => registry.db.insert(postings).values(posting))).toMatchObject({
    facts: [{ id: 'P-1', kind: 'POSTING', holder: 'officer-1', subjectKey: HOUSEHOLD, agency: 'jkm' }],
  });
});

test('while its agency is suspended or ended an agreement and a posting are none; a change of anything else about it tells nothing', async () => {
  const { db } = registry;
  const posting = {
    ...{ id: 'P-2', officer: 'officer-2', personKey: HOUSEHOLD, agencyCode: 'ngo' },
    ...{ areas: [], classes: [], validFrom: '2026-01-01' },
  };
  const both = [
    ['A-5', 'AGREEMENT'],
    ['P-2', 'POSTING'],
  ];
  const ofNgo = eq(agencies.code, 'ngo');
  await db.insert(agreements).values({ ...AGREEMENT, number: 'A-5' });
  const made = await after(() => db.insert(postings).values(posting));
  expect(made.facts.map(({ id }) => id).toSorted()).toEqual(['A-5', 'P-2']);
  for (const status of ['SUSPENDED', 'ENDED'] as const) {
    const closed = await after(() => db.update(agencies).set({ status }).where(ofNgo));
    expect({ ...closed, ended: closed.ended.toSorted() }).toEqual({ facts: [], ended: both });
    const opened = await after(() => db.update(agencies).set({ status: 'ACTIVE' }).where(ofNgo));
    expect(opened.facts.map(({ id }) => id).toSorted()).toEqual(['A-5', 'P-2']);
  }
  expect(await after(() => db.update(agencies).set({ contactEmail: 'a@b.example' }))).toEqual({
    facts: [],
    ended: [],
  });
  // What is written for an agency that there is not is no fact.
  await after(() => db.delete(agencies).where(ofNgo));
  expect(await after(() => db.update(agreements).set({ dailySubjects: 11 }))).toEqual({
    facts: [],
    ended: [['A-5', 'AGREEMENT']],
  });
  await db.insert(agencies).values({ code: 'ngo', name: 'ngo', kind: 'NGO', status: 'ACTIVE' });
  await db.delete(agreements);
  await db.delete(postings).where(eq(postings.id, 'P-2'));
  await after(async () => {});
});

test('a referral is a fact while its receiver has taken it on, and about a household', async () => {
  const { db } = registry;
  const sent = {
    id: REFERRAL,
    reference: 'R-1',
    householdKey: HOUSEHOLD,
    fromAgency: 'jkm',
    toAgency: 'ngo',
    need: 'FOOD' as const,
    status: 'SENT' as const,
    sentAt: new Date('2026-02-01T17:00:00Z'),
    note: '',
  };
  const id = `referral-${REFERRAL}`;
  const becomes = (status: (typeof referrals.$inferSelect)['status']) =>
    after(() => db.update(referrals).set({ status }).where(eq(referrals.id, REFERRAL)));
  const open = {
    id,
    kind: 'ACCEPTED_REFERRAL',
    holder: 'ngo',
    other: 'jkm',
    subjectKey: HOUSEHOLD,
    validFrom: '2026-02-02',
  };

  expect(await after(() => db.insert(referrals).values(sent))).toEqual({
    facts: [],
    ended: [[id, 'ACCEPTED_REFERRAL']],
  });
  for (const status of ['ACCEPTED', 'IN_ACTION'] as const)
    expect(await becomes(status)).toMatchObject({ facts: [open], ended: [] });
  for (const status of ['COMPLETED', 'RETURNED', 'CLOSED', 'ESCALATED', 'SENT'] as const)
    expect(await becomes(status)).toEqual({ facts: [], ended: [[id, 'ACCEPTED_REFERRAL']] });
  await db.update(referrals).set({ status: 'ACCEPTED', householdKey: null, personKey: HOUSEHOLD });
  expect(await after(async () => {})).toEqual({ facts: [], ended: [[id, 'ACCEPTED_REFERRAL']] });
});

test('an incident is a fact once a second officer stands behind it, and its end is told to the instant', async () => {
  const { db } = registry;
  const flood = {
    ...{ id: 'INC-1', kind: 'FLOOD' as const, status: 'REPORTED' as const, title: 'Banjir', areas: ['5_1'] },
    ...{
      agencies: ['ngo'],
      leadAgency: 'jkm',
      hours: 24,
      reporterKey: HOUSEHOLD,
      reportedBy: 'one',
      reportedAt: new Date('2026-02-01T00:00:00Z'),
    },
    ...{ startsAt: new Date('2026-02-01T17:00:00Z'), endsAt: new Date('2026-02-08T00:00:00Z') },
  };
  expect(await after(() => db.insert(incidents).values(flood))).toEqual({
    facts: [],
    ended: [['INC-1', 'INCIDENT']],
  });
  const fact = { id: 'INC-1', kind: 'INCIDENT', holder: null, agencies: ['ngo'], declaredBy: ['one', 'two'] };
  expect(await after(() => db.update(incidents).set({ activatedBy: 'two' }))).toMatchObject({
    facts: [{ ...fact, startsAt: '2026-02-01T17:00:00.000Z', endsAt: '2026-02-08T00:00:00.000Z' }],
  });
  const endsAt = new Date('2026-02-03T04:05:06.007Z');
  expect(await after(() => db.update(incidents).set({ endsAt }))).toMatchObject({
    facts: [{ ...fact, validFrom: '2026-02-02', endsAt: '2026-02-03T04:05:06.007Z' }],
  });
  await expect(db.update(incidents).set({ id: 'INC-2' })).rejects.toThrow();
});

test('what was rolled back is not told, and a cursor at the end finds nothing', async () => {
  const undone = registry.db.transaction(async (transaction) => {
    await transaction.insert(agreements).values({ ...AGREEMENT, number: 'A-2' });
    throw new Error('undone');
  });
  await expect(undone).rejects.toThrow('undone');
  expect(await told(cursor)).toEqual({ facts: [], ended: [], cursor, newest: cursor, isLast: true });
});

test('everything can be told anew from the beginning, each fact once, as it is now', async () => {
  const { facts, ended, isLast } = await told(0);
  expect(facts.map(({ id }) => id)).toEqual(['P-1', 'INC-1']);
  expect(ended.map(({ id }) => id).toSorted()).toEqual(
    ['A-1', 'A-5', 'P-2', `referral-${REFERRAL}`].toSorted(),
  );
  expect(isLast).toBe(true);
});

test('no key changes: a fact under another one would never be told to have ended', async () => {
  const { db } = registry;
  await db.insert(agreements).values({ ...AGREEMENT, number: 'A-3' });
  await expect(db.update(agreements).set({ number: 'A-4' })).rejects.toThrow();
  await expect(db.update(postings).set({ id: 'P-4' })).rejects.toThrow();
  await expect(db.update(referrals).set({ id: HOUSEHOLD })).rejects.toThrow();
  await expect(
    db.update(agencies).set({ code: 'another' }).where(eq(agencies.code, 'ngo')),
  ).rejects.toThrow();
});

import { type DatabaseHandle, openDatabase } from '@seisi/host/database';
import { classSet } from '@seisi/schema/classes';
import type { Basis } from '@seisi/schema/viewer';
import { asc } from 'drizzle-orm';
import fc from 'fast-check';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { type TestDatabase, testDatabase } from '../../test/setup/postgres.ts';
import { reach } from './referral.policy.ts';
import { type ReferralRow, referrals } from './referral.table.ts';
import { UNANSWERED } from './referral.testing.ts';

const AGENCIES = ['jkm', 'kkm', 'ngo', 'mais'];
const PERSONS = [1, 2, 3].map((number) => `00000000-0000-4000-8000-00000000000${number}`);

const agency = fc.constantFrom(...AGENCIES);
const person = fc.constantFrom(...PERSONS);
const classes = fc.constantFrom(
  classSet(['case']),
  classSet(['case', 'register']),
  classSet(['register']),
  0,
);

const referral: fc.Arbitrary<ReferralRow> = fc
  .record({
    id: fc.uuid({ version: 4 }),
    reference: fc.uuid(),
    subject: fc.record({ key: person, isPerson: fc.boolean() }),
    fromAgency: agency,
    toAgency: agency,
  })
  .map(({ subject, ...row }) => ({
    ...UNANSWERED,
    ...row,
    householdKey: subject.isPerson ? null : subject.key,
    personKey: subject.isPerson ? subject.key : null,
    need: 'FOOD',
    status: 'SENT',
    sentAt: new Date('2026-01-01T00:00:00Z'),
    note: '',
  }));

const basis: fc.Arbitrary<Basis> = fc.oneof(
  fc.record({ kind: fc.constant('NONE' as const) }),
  fc.record({ kind: fc.constant('SELF' as const), personKey: person, classes }),
  fc.record({
    kind: fc.constant('POSTING' as const),
    id: fc.constant('posting'),
    personKey: person,
    agency,
    areas: fc.constant(['MY']),
    classes,
  }),
  fc.record({
    kind: fc.constant('AGREEMENT' as const),
    id: fc.constant('agreement'),
    agency,
    purpose: fc.constant('SERVICE_DELIVERY' as const),
    legalBasis: fc.constant('AGREEMENT'),
    areas: fc.constant(['MY']),
    population: fc.constantFrom('ALL' as const, 'REFERRED' as const),
    classes,
  }),
);

let database: TestDatabase;
let tables: DatabaseHandle;
let rows: ReferralRow[];

beforeAll(async () => {
  database = await testDatabase();
  tables = openDatabase(database.roomUrl('agency'));
  rows = await tables.db
    .insert(referrals)
    .values(fc.sample(referral, { numRuns: 80, seed: 1 }))
    .returning();
});
afterAll(async () => {
  await tables.close();
  await database.close();
});

test('reach says the same in TypeScript and in SQL', async () => {
  await fc.assert(
    fc.asyncProperty(basis, async (ground) => {
      const found = await tables.db
        .select()
        .from(referrals)
        .where(reach.where(ground))
        .orderBy(asc(referrals.id));
      const expected = rows.filter((row) => reach.row(row, ground)).map(({ id }) => id);
      expect(found.map(({ id }) => id)).toEqual(expected.toSorted());
    }),
  );
});

test('a referral from an agency to itself is in nobody’s reach', () => {
  fc.assert(
    fc.property(referral, basis, (row, ground) => {
      expect(reach.row({ ...row, toAgency: row.fromAgency }, ground)).toBe(false);
    }),
  );
});

test('an agency reaches what it sent and what it received, and nothing between others', () => {
  const jkm: Basis = {
    kind: 'POSTING',
    id: 'posting',
    personKey: PERSONS[1] ?? '',
    agency: 'jkm',
    areas: ['MY'],
    classes: classSet(['case']),
  };
  const between = (fromAgency: string, toAgency: string) =>
    reach.row({ fromAgency, toAgency, personKey: PERSONS[0] ?? null }, jkm);

  expect([between('jkm', 'kkm'), between('kkm', 'jkm'), between('kkm', 'ngo')]).toEqual([true, true, false]);
});

test('a referral about an officer is outside that officer’s posting', () => {
  fc.assert(
    fc.property(referral, basis, (row, ground) => {
      fc.pre(ground.kind === 'POSTING');
      expect(reach.row({ ...row, personKey: ground.personKey }, ground)).toBe(false);
    }),
  );
});

test('a citizen reaches the files about their own person, and none about a household', () => {
  const self: Basis = { kind: 'SELF', personKey: PERSONS[0] ?? '', classes: classSet(['case']) };
  const about = (personKey: string | null) =>
    reach.row({ fromAgency: 'jkm', toAgency: 'kkm', personKey }, self);

  expect([about(PERSONS[0] ?? ''), about(PERSONS[1] ?? ''), about(null)]).toEqual([true, false, false]);
});

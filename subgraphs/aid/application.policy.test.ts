import { openDatabase } from '@seisi/host/database';
import { classSet, NO_CLASSES } from '@seisi/schema/classes';
import type { Basis } from '@seisi/schema/viewer';
import fc from 'fast-check';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { type TestDatabase, testDatabase } from '../../test/setup/postgres.ts';
import { reach } from './application.policy.ts';
import { applications } from './application.table.ts';
import { anApplication, idOf } from './application.testing.ts';

const AREAS = ['MY', '05', '06', '5_5', '5_6', '6_1', '5', '_', '', "' or true --"];
const ROWS = ['05 5_5', '05 5_6', '06 6_1', '06 5_5', '07 7_1'].flatMap((area, place) =>
  [1, 2, 3].map((person) => {
    const [state = '', district = ''] = area.split(' ');
    return anApplication(place * 10 + person, { applicantKey: idOf('person', person), state, district });
  }),
);

const areas = fc.subarray(AREAS);
const classes = fc.constantFrom(NO_CLASSES, classSet(['aid']), classSet(['aid.note', 'payment']));
const personKey = fc.constantFrom(idOf('person', 1), idOf('person', 2), idOf('person', 9), '', 'nobody');
const basis: fc.Arbitrary<Basis> = fc.oneof(
  fc.record({ kind: fc.constant('NONE' as const) }),
  fc.record({ kind: fc.constant('SELF' as const), personKey, classes }),
  fc.record({
    kind: fc.constant('POSTING' as const),
    id: fc.string(),
    personKey,
    agency: fc.string(),
    areas,
    classes,
  }),
  fc.record({
    kind: fc.constant('AGREEMENT' as const),
    id: fc.string(),
    agency: fc.string(),
    purpose: fc.constant('SERVICE_DELIVERY' as const),
    legalBasis: fc.string(),
    areas,
    population: fc.constantFrom('ALL' as const, 'REFERRED' as const),
    classes,
  }),
);

let database: TestDatabase;
let room: ReturnType<typeof openDatabase>;

beforeAll(async () => {
  database = await testDatabase();
  room = openDatabase(database.roomUrl('aid'));
  const admin = openDatabase(database.adminUrl);
  await admin.db.insert(applications).values(ROWS);
  await admin.close();
});

afterAll(async () => {
  await room.close();
  await database.close();
});

test('reach says the same in TypeScript and in SQL', async () => {
  await fc.assert(
    fc.asyncProperty(basis, async (ground) => {
      const found = await room.db
        .select({ id: applications.id })
        .from(applications)
        .where(reach.where(ground));
      const expected = ROWS.filter((row) => reach.row(row, ground));
      expect(found.map(({ id }) => id).toSorted()).toEqual(expected.map(({ id }) => id).toSorted());
    }),
    { numRuns: 300 },
  );
});

const posting: Basis = {
  kind: 'POSTING',
  id: 'posting-1',
  personKey: idOf('person', 1),
  agency: 'jkm',
  areas: ['5_5'],
  classes: classSet(['aid']),
};
const agreement: Basis = {
  kind: 'AGREEMENT',
  id: 'agreement-1',
  agency: 'ngo',
  purpose: 'SERVICE_DELIVERY',
  legalBasis: 'AGREEMENT',
  areas: ['MY'],
  population: 'ALL',
  classes: classSet(['aid']),
};
const count = (ground: Basis): number => ROWS.filter((row) => reach.row(row, ground)).length;

test('a posting reaches the files of its areas, but for the officer’s own', () => {
  expect(count(posting)).toBe(4);
  expect(count({ ...posting, areas: ['05'] })).toBe(4);
  expect(count({ ...posting, areas: ['05', '5_5'] })).toBe(6);
  expect(count({ ...posting, areas: ['MY'] })).toBe(10);
  expect(count({ ...posting, areas: [] })).toBe(0);
  expect(count({ ...posting, classes: classSet(['payment']) })).toBe(0);
});

test('an agreement reaches the files of its areas, and none where only referred households are its population', () => {
  expect(count(agreement)).toBe(15);
  expect(count({ ...agreement, areas: ['07'] })).toBe(3);
  expect(count({ ...agreement, population: 'REFERRED' })).toBe(0);
  expect(count({ ...agreement, classes: NO_CLASSES })).toBe(0);
});

test('a citizen reaches their own files, and nobody reaches any without a ground', () => {
  expect(count({ kind: 'SELF', personKey: idOf('person', 2), classes: NO_CLASSES })).toBe(5);
  expect(count({ kind: 'SELF', personKey: idOf('person', 9), classes: classSet(['aid']) })).toBe(0);
  expect(count({ kind: 'NONE' })).toBe(0);
});

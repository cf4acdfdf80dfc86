import { openDatabase } from '@seisi/host/database';
import { openTestRoom, passportFor, type TestRoom } from '@seisi/host/testing';
import { NO_BASIS } from '@seisi/schema/viewer';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { type TestDatabase, testDatabase } from '../../test/setup/postgres.ts';
import { schemes } from './scheme.table.ts';
import { subgraph } from './subgraph.ts';

const TEXT = `{ schemes {
  code malay: name english: name(language: EN) unsaid: name(language: null) agency level frequency rate rateNote effectiveFrom source
} }`;

let database: TestDatabase;
let room: TestRoom;

beforeAll(async () => {
  database = await testDatabase();
  const admin = openDatabase(database.adminUrl);
  await admin.db.insert(schemes).values({
    code: 'TEST-A',
    nameMs: 'Bantuan Ujian',
    nameEn: 'Test aid',
    agency: 'JKM',
    level: 'FEDERAL_OR_STATE',
    frequency: 'QUARTERLY',
    rate: 12_345,
    rateNote: null,
    effectiveFrom: '2025-01-01',
    source: 'this test',
  });
  await admin.close();
  room = openTestRoom(subgraph, database.roomUrl('aid'));
});

afterAll(async () => {
  await room.close();
  await database.close();
});

test('every viewer with a token reads all schemes by code, for one statement', async () => {
  const { data, errors } = await room.ask(TEXT, {}, passportFor(NO_BASIS));
  expect(errors).toBeUndefined();
  const found = (data as { schemes: { code: string }[] }).schemes;
  expect(found.find(({ code }) => code === 'TEST-A')).toEqual({
    code: 'TEST-A',
    malay: 'Bantuan Ujian',
    english: 'Test aid',
    unsaid: 'Bantuan Ujian',
    agency: 'JKM',
    level: 'FEDERAL_OR_STATE',
    frequency: 'QUARTERLY',
    rate: 12_345,
    rateNote: null,
    effectiveFrom: '2025-01-01',
    source: 'this test',
  });
  const codes = found.map(({ code }) => code);
  expect(codes.length).toBeGreaterThan(30);
  expect(codes).toEqual(codes.toSorted());
  expect(room.statements()).toHaveLength(1);
});

test('without a token not even schemes are read', async () => {
  const { data, errors } = await room.ask(TEXT, {}, passportFor(NO_BASIS, { viewer: null }));
  expect(data).toBeNull();
  expect(errors?.map(({ extensions }) => extensions)).toEqual([
    { code: 'UNAUTHORIZED_FIELD_OR_TYPE', coordinate: 'Query.schemes', reason: 'CLASS_NOT_IN_BASIS' },
  ]);
  expect(room.statements()).toEqual([]);
});

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

test('what a scheme pays, needs and excludes is that of the day asked for, each list for one statement', async () => {
  const text = `{ schemes { code before: rates(on: "2024-12-31") { ...RATE } now: rates(on: "2025-01-01") { ...RATE }
    documents { kind isRequired source } exclusions { kind excludedCode source } } }
    fragment RATE on SchemeRate { recipient ageFrom ageTo amount isMost familyCap startsOn endsOn source }`;
  room.statements();
  const { data, errors } = await room.ask(text, {}, passportFor(NO_BASIS));
  expect(errors).toBeUndefined();
  expect(room.statements()).toHaveLength(4);
  type Found = Record<'before' | 'now' | 'documents' | 'exclusions', readonly Record<string, unknown>[]>;
  const of = (code: string) =>
    (data as { schemes: (Found & { code: string })[] }).schemes.find((each) => each.code === code);

  const amounts = (rates: Found['now'] | undefined) =>
    rates?.map(({ ageFrom, amount, familyCap }) => [ageFrom, amount, familyCap]);
  expect(amounts(of('BKK')?.before)).toEqual([
    [7, 15_000, 100_000],
    [null, 20_000, 100_000],
  ]);
  expect(amounts(of('BKK')?.now)).toEqual([
    [7, 20_000, 100_000],
    [null, 25_000, 100_000],
  ]);
  expect(amounts(of('BWE')?.before)).toEqual([[60, 50_000, null]]);
  expect(amounts(of('BWE')?.now)).toEqual([[60, 60_000, null]]);
  expect(of('SARA')).toMatchObject({ before: [], now: [], documents: [], exclusions: [] });
  expect(of('BB')?.documents.map(({ kind }) => kind)).toEqual(['AGENCY_REPORT', 'MYKAD']);
  expect(of('BWE')?.exclusions.map(({ kind }) => kind)).toEqual(['CARE_CENTRE', 'INSTITUTION']);
});

test('a family reads what it would be paid for a month, under the cap and in the order asked', async () => {
  const text = `query ($born: [Date!]!) { schemes { code
    before: payable(on: "2024-12-31", birthDates: $born) now: payable(on: "2025-01-15", birthDates: $born) } }`;
  const ask = async (born: readonly string[]) => {
    const { data, errors } = await room.ask(text, { born }, passportFor(NO_BASIS));
    const found = (data as { schemes: Record<string, unknown>[] } | null)?.schemes;
    return { of: (code: string) => found?.find((each) => each['code'] === code), errors };
  };

  const { of } = await ask(['2020-01-01', '2010-01-01']);
  expect(of('BKK')).toEqual({ code: 'BKK', before: [20_000, 15_000], now: [25_000, 20_000] });
  expect(of('BWE')).toMatchObject({ now: [0, 0] });
  expect(of('SARA')).toMatchObject({ now: [null, null] });

  const many = await ask(['2020-01-05', '2020-01-04', '2020-01-03', '2020-01-02', '2020-01-01']);
  expect(many.of('BKK')).toMatchObject({ now: [0, 25_000, 25_000, 25_000, 25_000] });

  const tooMany = await ask(Array.from({ length: 31 }, () => '2020-01-01'));
  expect(tooMany.errors?.[0]?.extensions).toMatchObject({ code: 'BAD_USER_INPUT', argument: 'birthDates' });
});

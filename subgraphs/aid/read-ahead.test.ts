import { type DatabaseHandle, openDatabase } from '@seisi/host/database';
import {
  type AskedSubject,
  askSubjects,
  freshUuid,
  randomRow,
  watched,
} from '@seisi/host/read-ahead.testing';
import { openTestRoom, type TestRoom } from '@seisi/host/testing';
import type { DataClass } from '@seisi/schema/classes';
import type { RoomResult } from '@seisi/schema/room';
import fc from 'fast-check';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { type TestDatabase, testDatabase } from '../../test/setup/postgres.ts';
import { applications, payments } from './application.table.ts';
import { anApplication, aPayment, idOf } from './application.testing.ts';
import { schemes } from './scheme.table.ts';
import { subgraph } from './subgraph.ts';

const ALL: readonly DataClass[] = ['aid', 'aid.note', 'payment'];
const WHOLE = `edges { node { id reference status submittedAt completeAt decidedAt scheme { code name agency rate effectiveFrom source }
  decision { reason } award { amount startsOn endsOn }
  payments(first: 2) { edges { node { id month amount status paidOn } } pageInfo { hasNextPage } }
} } pageInfo { hasNextPage }`;
const PLAIN = 'applications { edges { node { reference } } }';

const SCHEMES = fc.sample(randomRow(schemes, { code: freshUuid }), 3);

const withReading = watched(subgraph, 'AS_IT_DOES');
const withoutReading = watched(subgraph, 'NOT');
let database: TestDatabase;
let tables: DatabaseHandle;
let room: TestRoom;
let slow: TestRoom;

beforeAll(async () => {
  database = await testDatabase();
  tables = openDatabase(database.roomUrl('aid'));
  room = openTestRoom(withReading.subgraph, database.roomUrl('aid'));
  slow = openTestRoom(withoutReading.subgraph, database.roomUrl('aid'));
  await tables.db.insert(schemes).values(SCHEMES);
  await tables.db.insert(applications).values(Array.from({ length: 30 }, (_, n) => anApplication(n + 1)));
  await tables.db.insert(payments).values(Array.from({ length: 30 }, (_, n) => aPayment(n + 1, 1)));
});
afterAll(async () => {
  await Promise.all([room.close(), slow.close(), tables.close()]);
  await database.close();
});

/** Asks a room for these of some people. */
const ask = (of: TestRoom, selection: string, people: readonly AskedSubject[]) =>
  askSubjects(of, ALL, { Person: selection }, people);
const numbered = (count: number) =>
  Array.from({ length: count }, (_, n) => ['Person', idOf('person', n + 1), ALL] as const);

type Page = { readonly edges?: readonly unknown[]; readonly pageInfo?: { readonly endCursor: string } };
function pagesOf({ data }: RoomResult): (Page | undefined)[] {
  const { _entities } = data as { _entities: { applications?: Page }[] };
  return _entities.map(({ applications }) => applications);
}

const applicants = fc.uniqueArray(freshUuid, { minLength: 1, maxLength: 3 });
const registry = applicants.chain((keys) =>
  fc.record({
    keys: fc.constant(keys),
    applications: fc.array(
      randomRow(applications, { applicantKey: fc.constantFrom(...keys), reference: freshUuid }),
      { maxLength: 5 },
    ),
    months: fc.array(randomRow(payments), { maxLength: 5 }),
    limit: fc.integer({ min: 1, max: 4 }),
    status: fc.option(fc.constantFrom(...applications.status.enumValues), { nil: null }),
  }),
);

test('whatever the register holds, answers and loaded rows are the same as without reading ahead', async () => {
  await fc.assert(
    fc.asyncProperty(registry, async ({ keys, limit, status, ...rows }) => {
      const lodged = rows.applications.map((row, n) => ({
        ...row,
        schemeCode: SCHEMES[n % SCHEMES.length]?.code ?? '',
      }));
      const paid = lodged.flatMap(({ id }) =>
        rows.months.map((row, n) => ({
          ...row,
          id: crypto.randomUUID(),
          applicationId: id,
          month: `20${10 + n}-01-01`,
        })),
      );
      if (lodged.length > 0) await tables.db.insert(applications).values(lodged);
      if (paid.length > 0) await tables.db.insert(payments).values(paid);
      const people = keys.map((key) => ['Person', key, ALL] as const);
      const selection = `applications(first: ${limit}${status === null ? '' : `, status: ${status}`}) { ${WHOLE} }`;

      const ahead = await ask(room, selection, people);
      expect(ahead.statements).toHaveLength(1);
      expect(ahead.answer).toEqual((await ask(slow, selection, people)).answer);

      const [read, loaded] = [withReading.loaders(), withoutReading.loaders()];
      for (const key of keys) {
        const page = { limit, after: null, status };
        const found = await read.applicationsByApplicant(page).load(key);
        expect(found).toEqual(await loaded.applicationsByApplicant(page).load(key));
        for (const { id, schemeCode } of found.slice(0, limit)) {
          const months = { limit: 2, after: null };
          expect(await read.paymentsByApplication(months).load(id)).toEqual(
            await loaded.paymentsByApplication(months).load(id),
          );
          expect(await read.schemeByCode.load(schemeCode)).toEqual(
            await loaded.schemeByCode.load(schemeCode),
          );
        }
      }
      expect(room.statements()).toEqual([]);
    }),
    { numRuns: 40 },
  );
});

test('what a profile asks takes one statement, the same for 1 person, for 5 and for 30', async () => {
  const texts: string[][] = [];
  for (const count of [1, 5, 30]) {
    const { answer, statements } = await ask(room, `applications { ${WHOLE} }`, numbered(count));
    expect(answer.errors).toBeUndefined();
    texts.push(statements);
  }
  expect(texts[0]).toHaveLength(1);
  expect(texts).toEqual(texts.map(() => texts[0]));
});

test('one whose grant closes aid is not read, nor are the payments of one whose grant closes payments', async () => {
  const [ann, ben, eve] = [idOf('person', 1), idOf('person', 2), idOf('person', 3)];
  withReading.values();
  const { answer, statements } = await ask(room, `applications { ${WHOLE} }`, [
    ['Person', ann, ALL],
    ['Person', ben, ['aid', 'aid.note']],
    ['Person', eve, ['payment']],
  ]);

  expect(answer.errors?.map(({ extensions }) => extensions?.['coordinate']).sort()).toEqual([
    'Application.payments',
    'Person.applications',
  ]);
  expect(statements).toHaveLength(1);
  const lists = withReading.values().filter((value) => String(value).startsWith('{'));
  expect(lists.map(String).sort()).toEqual([`{"${ann}","${ben}"}`, `{"${ann}"}`]);
});

test('payments that nobody asks for are not read', async () => {
  const plain = await ask(room, PLAIN, numbered(2));
  expect(plain.statements).toHaveLength(1);
  expect(plain.statements.join()).toContain('"application"');
  expect(plain.statements.join()).not.toMatch(/"payment"|"scheme"/);
  expect(plain.answer.errors).toBeUndefined();
  expect((await ask(room, 'key', numbered(2))).statements).toEqual([]);
});

test('a list that is asked twice in different words is read ahead as the first asks it', async () => {
  const twice = `${PLAIN} more: applications(first: 1) { edges { node { status } } }`;
  const { answer, statements } = await ask(room, twice, numbered(3));
  expect(statements).toHaveLength(2);
  expect(answer).toEqual((await ask(slow, twice, numbered(3))).answer);
});

test('a page that is refused, and one that follows another, are left to the loaders', async () => {
  const refused = await ask(room, `applications(first: 0) { ${WHOLE} }`, numbered(2));
  expect(refused.statements).toEqual([]);
  expect(refused.answer.errors?.map(({ extensions }) => extensions?.['code'])).toEqual([
    'BAD_USER_INPUT',
    'BAD_USER_INPUT',
  ]);

  withReading.values();
  const { answer } = await ask(room, 'applications { pageInfo { endCursor } }', numbered(1));
  const { endCursor } = pagesOf(answer)[0]?.pageInfo ?? {};
  const next = await ask(room, `applications(after: "${endCursor}") { edges { node { id } } }`, numbered(1));
  expect(next.statements).toHaveLength(1);
  expect(pagesOf(next.answer)).toEqual([{ edges: [] }]);
  expect(withReading.values()).toContain('21');
});

test('where the statement fails nothing is taken for read: the loaders answer, and the operator is told', async () => {
  const vain = openTestRoom(watched(subgraph, 'IN_VAIN').subgraph, database.roomUrl('aid'));
  const { answer } = await ask(vain, `applications { ${WHOLE} }`, numbered(3));
  expect(answer).toEqual((await ask(slow, `applications { ${WHOLE} }`, numbered(3))).answer);
  expect(vain.failures()).toEqual(['readAhead: Error']);
  await vain.close();
});

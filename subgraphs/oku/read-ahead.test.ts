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
import fc from 'fast-check';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { type TestDatabase, testDatabase } from '../../test/setup/postgres.ts';
import { cards, registrations } from './registration.table.ts';
import { aCard, aRegistration, idOf } from './registration.testing.ts';
import { subgraph } from './subgraph.ts';

const ALL: readonly DataClass[] = ['disability.fact', 'disability', 'contact'];
const WHOLE = `okuRegistration { id status cardStatus number category categorySince registeredOn careCentre
  card { id status number issuedOn expiresOn } }`;
const PLAIN = 'okuRegistration { status number }';

const withReading = watched(subgraph, 'AS_IT_DOES');
const withoutReading = watched(subgraph, 'NOT');
let database: TestDatabase;
let tables: DatabaseHandle;
let room: TestRoom;
let slow: TestRoom;

beforeAll(async () => {
  database = await testDatabase();
  tables = openDatabase(database.roomUrl('oku'));
  room = openTestRoom(withReading.subgraph, database.roomUrl('oku'));
  slow = openTestRoom(withoutReading.subgraph, database.roomUrl('oku'));
  const numbers = Array.from({ length: 30 }, (_, n) => n + 1);
  await tables.db.insert(registrations).values(numbers.map((n) => aRegistration(n)));
  await tables.db.insert(cards).values(numbers.flatMap((n) => [aCard(n, 3), aCard(n, 5)]));
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

const register = fc.uniqueArray(freshUuid, { minLength: 1, maxLength: 4 }).chain((keys) =>
  fc.record({
    keys: fc.constant(keys),
    registered: fc.uniqueArray(randomRow(registrations, { personKey: fc.constantFrom(...keys) }), {
      maxLength: 4,
      selector: ({ personKey }) => personKey,
    }),
    issued: fc.array(randomRow(cards), { maxLength: 3 }),
  }),
);

test('whatever the register holds, answers and loaded rows are the same as without reading ahead', async () => {
  await fc.assert(
    fc.asyncProperty(register, async ({ keys, registered, issued }) => {
      // The last of several has no card.
      const issuedTo = registered.slice(0, 3).flatMap(({ id }) =>
        issued.map((row) => ({
          ...row,
          id: crypto.randomUUID(),
          number: crypto.randomUUID(),
          registrationId: id,
        })),
      );
      if (registered.length > 0) await tables.db.insert(registrations).values(registered);
      if (issuedTo.length > 0) await tables.db.insert(cards).values(issuedTo);
      const people = keys.map((key) => ['Person', key, ALL] as const);

      const ahead = await ask(room, WHOLE, people);
      expect(ahead.statements).toHaveLength(1);
      expect(ahead.answer).toEqual((await ask(slow, WHOLE, people)).answer);

      const [read, loaded] = [withReading.loaders(), withoutReading.loaders()];
      for (const key of keys) {
        const found = await read.registrationByPerson.load(key);
        expect(found).toEqual(await loaded.registrationByPerson.load(key));
        if (found === null) continue;
        const card = await read.newestCardByRegistration.load(found.id);
        expect(card).toEqual(await loaded.newestCardByRegistration.load(found.id));
      }
      expect(room.statements()).toEqual([]);
    }),
    { numRuns: 40 },
  );
});

test('what a profile asks takes one statement, the same for 1 person, for 5 and for 30', async () => {
  const texts: string[][] = [];
  for (const count of [1, 5, 30]) {
    const { answer, statements } = await ask(room, WHOLE, numbered(count));
    expect(answer.errors).toBeUndefined();
    expect(JSON.stringify(answer.data)).not.toContain('null');
    texts.push(statements);
  }
  expect(texts[0]).toHaveLength(1);
  expect(texts).toEqual(texts.map(() => texts[0]));
});

test('one whose grant closes the registration is not read', async () => {
  const [ann, ben] = [idOf('person', 1), idOf('person', 2)];
  withReading.values();
  const { answer, statements } = await ask(room, WHOLE, [
    ['Person', ann, ALL],
    ['Person', ben, ['contact']],
  ]);

  expect(answer.errors?.map(({ path }) => path)).toEqual([['_entities', 1, 'okuRegistration']]);
  expect(statements).toHaveLength(1);
  expect(withReading.values()).toEqual([`{"${ann}"}`, `{"${ann}"}`]);

  const nobody = await ask(room, WHOLE, [['Person', ben, ['contact']]]);
  expect(nobody.statements).toEqual([]);
});

test('cards that nobody asks for are not read; a status of the card asks for it', async () => {
  const plain = await ask(room, PLAIN, numbered(2));
  expect(plain.statements).toHaveLength(1);
  expect(plain.statements.join()).toContain('"registration"');
  expect(plain.statements.join()).not.toContain('"card"');
  const status = await ask(room, 'okuRegistration { cardStatus }', numbered(2));
  expect(status.statements).toHaveLength(1);
  expect(status.statements.join()).toContain('"card"');
});

test('where the statement fails nothing is taken for read: the loaders answer, and the operator is told', async () => {
  const vain = openTestRoom(watched(subgraph, 'IN_VAIN').subgraph, database.roomUrl('oku'));
  const { answer } = await ask(vain, WHOLE, numbered(3));
  expect(answer).toEqual((await ask(slow, WHOLE, numbered(3))).answer);
  expect(vain.failures()).toEqual(['readAhead: Error']);
  await vain.close();
});

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
import { subgraph } from './subgraph.ts';
import { assignments, organisations, volunteerings } from './volunteering.table.ts';

const ALL: readonly DataClass[] = ['volunteering', 'aid'];
const WHOLE = `volunteering { id applicationNumber status interests inductedOn
  organisation { code name } assignments { id activity status startsOn hours } }`;
const PLAIN = 'volunteering { status interests }';

const withReading = watched(subgraph, 'AS_IT_DOES');
const withoutReading = watched(subgraph, 'NOT');
let database: TestDatabase;
let tables: DatabaseHandle;
let room: TestRoom;
let slow: TestRoom;

beforeAll(async () => {
  database = await testDatabase();
  tables = openDatabase(database.roomUrl('volunteer'));
  room = openTestRoom(withReading.subgraph, database.roomUrl('volunteer'));
  slow = openTestRoom(withoutReading.subgraph, database.roomUrl('volunteer'));
  await tables.db.insert(organisations).values({ code: 'PSK-T1', name: 'Pertubuhan Ujian' });
  const numbers = Array.from({ length: 30 }, (_, n) => n + 1);
  await tables.db.insert(volunteerings).values(
    numbers.map((n) => ({
      id: idOf('volunteering', n),
      personKey: idOf('person', n),
      applicationNumber: `SK-2026-${n}`,
      status: 'ACTIVE' as const,
      interests: ['HOME_HELP' as const],
      organisationCode: 'PSK-T1',
    })),
  );
  await tables.db.insert(assignments).values(
    numbers.map((n) => ({
      id: idOf('assignment', n),
      volunteeringId: idOf('volunteering', n),
      activity: 'HOME_HELP' as const,
      status: 'DONE' as const,
      startsOn: '2026-03-01',
      hours: n,
    })),
  );
});
afterAll(async () => {
  await Promise.all([room.close(), slow.close(), tables.close()]);
  await database.close();
});

function idOf(kind: 'person' | 'volunteering' | 'assignment', n: number): string {
  const prefix = { person: 'aaaaaaaa', volunteering: 'bbbbbbbb', assignment: 'cccccccc' }[kind];
  return `${prefix}-0000-4000-8000-${n.toString(16).padStart(12, '0')}`;
}

/** Asks a room for these of some people. */
const ask = (of: TestRoom, selection: string, people: readonly AskedSubject[]) =>
  askSubjects(of, ALL, { Person: selection }, people);
const numbered = (count: number) =>
  Array.from({ length: count }, (_, n) => ['Person', idOf('person', n + 1), ALL] as const);

const register = fc.uniqueArray(freshUuid, { minLength: 1, maxLength: 4 }).chain((keys) =>
  fc.record({
    keys: fc.constant(keys),
    joined: fc.uniqueArray(
      randomRow(volunteerings, { personKey: fc.constantFrom(...keys), applicationNumber: fc.uuid() }),
      {
        maxLength: 4,
        selector: ({ personKey }) => personKey,
      },
    ),
    given: fc.array(randomRow(assignments), { maxLength: 3 }),
  }),
);

test('whatever the register holds, answers and loaded rows are the same as without reading ahead', async () => {
  await fc.assert(
    fc.asyncProperty(register, async ({ keys, joined, given }) => {
      // One of two is of an organisation; the last of several has nothing to do.
      const records = joined.map((row, n) => ({ ...row, organisationCode: n % 2 === 0 ? 'PSK-T1' : null }));
      const tasks = joined
        .slice(0, 3)
        .flatMap(({ id }) => given.map((row) => ({ ...row, id: crypto.randomUUID(), volunteeringId: id })));
      if (records.length > 0) await tables.db.insert(volunteerings).values(records);
      if (tasks.length > 0) await tables.db.insert(assignments).values(tasks);
      const people = keys.map((key) => ['Person', key, ALL] as const);

      const ahead = await ask(room, WHOLE, people);
      expect(ahead.statements).toHaveLength(1);
      expect(ahead.answer).toEqual((await ask(slow, WHOLE, people)).answer);

      const [read, loaded] = [withReading.loaders(), withoutReading.loaders()];
      for (const key of keys) {
        const found = await read.volunteeringByPerson.load(key);
        expect(found).toEqual(await loaded.volunteeringByPerson.load(key));
        if (found === null) continue;
        const { id, organisationCode: code } = found;
        const done = await read.assignmentsByVolunteering.load(id);
        expect(done).toEqual(await loaded.assignmentsByVolunteering.load(id));
        if (code === null) continue;
        expect(await read.organisationByCode.load(code)).toEqual(await loaded.organisationByCode.load(code));
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
    texts.push(statements);
  }
  expect(texts[0]).toHaveLength(1);
  expect(texts).toEqual(texts.map(() => texts[0]));
});

test('one whose grant closes volunteering is not read', async () => {
  const [ann, ben] = [idOf('person', 1), idOf('person', 2)];
  withReading.values();
  const { answer, statements } = await ask(room, WHOLE, [
    ['Person', ann, ALL],
    ['Person', ben, ['aid']],
  ]);

  expect(answer.errors?.map(({ path }) => path)).toEqual([['_entities', 1, 'volunteering']]);
  expect(statements).toHaveLength(1);
  expect(new Set(withReading.values())).toEqual(new Set([`{"${ann}"}`]));

  const nobody = await ask(room, WHOLE, [['Person', ben, ['aid']]]);
  expect(nobody.statements).toEqual([]);
});

test('assignments that nobody asks for are not read', async () => {
  const plain = await ask(room, PLAIN, numbered(2));
  expect(plain.statements).toHaveLength(1);
  expect(plain.statements.join()).toContain('"volunteering"');
  expect(plain.statements.join()).not.toMatch(/"assignment"|"organisation"/);
});

test('where the statement fails nothing is taken for read: the loaders answer, and the operator is told', async () => {
  const vain = openTestRoom(watched(subgraph, 'IN_VAIN').subgraph, database.roomUrl('volunteer'));
  const { answer } = await ask(vain, WHOLE, numbered(3));
  expect(answer).toEqual((await ask(slow, WHOLE, numbered(3))).answer);
  expect(vain.failures()).toEqual(['readAhead: Error']);
  await vain.close();
});

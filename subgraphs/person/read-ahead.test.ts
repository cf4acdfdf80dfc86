import { watched } from '@seisi/host/read-ahead.testing';
import { openTestRoom, type TestRoom } from '@seisi/host/testing';
import { ALL_CLASSES, classNames } from '@seisi/schema/classes';
import type { Passport } from '@seisi/schema/passport';
import type { RoomResult } from '@seisi/schema/room';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { type TestDatabase, testDatabase } from '../../test/setup/postgres.ts';
import { agreementSubjects } from './agreement-subject.table.ts';
import { agreementOf, citizen, client, officer, postingOf } from './ground/testing.ts';
import { openReachWorld, type ReachWorld } from './reach.testing.ts';
import { subgraph } from './subgraph.ts';

const PERSON =
  'id name identityNumber birthDate phone monthlyIncome incomes { source monthly since } household { id }';
const WHOLE = `id registrationNumber registrationStatus area { stateName districtName } address { line }
  headOfHousehold { ${PERSON} } memberCount totalMonthlyIncome incomePerHead
  assessment { status assessedOn totalMonthlyIncome memberCount }
  members { id relationToHead since person { ${PERSON} } }`;
const EVERY = classNames(ALL_CLASSES);

let database: TestDatabase;
let given: ReachWorld;
let slow: TestRoom;
beforeAll(async () => {
  database = await testDatabase();
  given = await openReachWorld(database.roomUrl('person'));
  slow = openTestRoom(watched(subgraph, 'NOT').subgraph, database.roomUrl('person'));
  const { fact } = given.world;
  await fact({ ...postingOf('whole', EVERY, ['MY']), id: 'P-1' });
  await fact({
    ...postingOf('unsealed', ['register', 'kinship', 'income', 'poverty', 'area'], ['05']),
    id: 'P-2',
  });
  await fact({ ...postingOf('count', ['kinship.count', 'poverty'], ['06']), id: 'P-3' });
  await fact({
    ...agreementOf('ngo', ['register', 'kinship', 'identity', 'poverty.status'], ['MY']),
    id: 'A-1',
  });
  await fact({ ...agreementOf('jkm', ['kinship', 'income'], ['MY']), id: 'A-2', population: 'REFERRED' });
}, 60_000);
afterAll(async () => {
  await slow?.close();
  await given?.world.close();
  await database.close();
});

const ask = (room: TestRoom, selection: string, id: string, passport: Passport) =>
  room.ask(`query ($id: ID!) { household(id: $id) { ${selection} } }`, { id }, passport);

/** Errors come in no fixed order. */
const sorted = ({ data, errors = [] }: RoomResult) => ({
  data,
  errors: errors.map((error) => JSON.stringify(error)).toSorted(),
});

const VIEWERS = [
  ['a duty that opens everything', async () => officer('whole')],
  ['a duty that reaches nobody under a seal', async () => officer('unsealed')],
  ['a duty of figures alone', async () => officer('count')],
  ['an officer without a posting', async () => officer('nobody')],
  ['an agency', async () => client('ngo', 'A-1')],
  ['an agency for referred households', async () => client('jkm', 'A-2')],
  ...[0, 1, 2, 5, 8].map(
    (home) => [`a citizen of household ${home}`, async () => citizen(given.homes[home]!.people[0]!)] as const,
  ),
] as const;

test.each(VIEWERS)(
  'to %s every household is answered as without reading ahead',
  async (_who, viewer) => {
    const passport = await given.world.as(await viewer());
    for (const { household } of given.homes) {
      const ahead = sorted(await ask(given.world.room, WHOLE, household.id, passport));
      expect(ahead).toEqual(sorted(await ask(slow, WHOLE, household.id, passport)));
    }
  },
  60_000,
);

test('those who are asked about are in reach of some and not of others', async () => {
  const reached = await Promise.all(
    VIEWERS.slice(0, 5).map(async ([, viewer]) => {
      const passport = await given.world.as(await viewer());
      const answers = given.homes.map(({ household }) => ask(slow, 'id', household.id, passport));
      return (await Promise.all(answers)).filter(({ data }) => data?.['household'] !== null).length;
    }),
  );

  expect(reached[0]).toBe(given.homes.length);
  expect(reached[3]).toBe(0);
  for (const some of [reached[1], reached[2], reached[4]]) {
    expect(some).toBeGreaterThan(0);
    expect(some).toBeLessThan(given.homes.length);
  }
});

test('a household of one, five or thirty is one statement, and who is in no register is one too', async () => {
  const passport = await given.world.as(officer('whole'));
  const homes = [1, 5, 30].map((size) =>
    given.world.home(
      Array.from({ length: size }, (_, n) => ({ relation: n === 0 ? 'HEAD' : 'CHILD', monthly: n })),
    ),
  );
  // Reference data is kept for a minute.
  await ask(given.world.room, WHOLE, given.homes[0]!.household.id, passport);
  for (const id of [
    ...(await Promise.all(homes)).map(({ household }) => household.id),
    crypto.randomUUID(),
  ]) {
    const fresh = await given.world.as(officer('whole'));
    given.world.room.statements();
    await ask(given.world.room, WHOLE, id, fresh);
    const statements = given.world.room
      .statements()
      .filter((text) => !text.includes('"ground_fact"."valid_from"'));
    expect(statements).toHaveLength(1);
  }
});

test('what is not asked is not in the statement', async () => {
  const passport = await given.world.as(officer('whole'));
  const { room } = given.world;
  const statementOf = async (selection: string) => {
    room.statements();
    await ask(room, selection, given.homes[1]!.household.id, passport);
    return room.statements().join('\n');
  };
  const bare = await statementOf('id registrationNumber');
  expect(bare).not.toContain('"person"."person"."name"');
  expect(bare).not.toContain('"person"."assessment"."status"');
  expect(bare).not.toContain('"person"."income"."monthly"');
  expect(await statementOf('members { person { name } }')).toContain('"person"."person"."name"');
  expect(await statementOf('assessment { status }')).toContain('"person"."assessment"."status"');
});

test('where the statement fails the loaders read for themselves', async () => {
  const passport = await given.world.as(officer('whole'));
  const room = openTestRoom(watched(subgraph, 'IN_VAIN').subgraph, database.roomUrl('person'));
  const { id } = given.homes[2]!.household;
  const answer = sorted(await ask(room, WHOLE, id, passport));
  await room.close();

  expect(answer).toEqual(sorted(await ask(slow, WHOLE, id, passport)));
  expect(answer.data?.['household']).not.toBeNull();
});

test('of two households in one question, the members of the one of which they are asked are counted against an agreement’s day, and no others', async () => {
  const { room, db } = given.world;
  const [asked, bare] = await Promise.all([1, 2].map(() => given.world.home([{}, { relation: 'SPOUSE' }])));
  const text =
    'query ($a: ID!, $b: ID!) { a: household(id: $a) { members { id } } b: household(id: $b) { registrationNumber } }';
  await room.ask(
    text,
    { a: asked!.household.id, b: bare!.household.id },
    await given.world.as(client('ngo', 'A-1')),
  );
  const counted = new Set((await db.select().from(agreementSubjects)).map(({ subjectKey }) => subjectKey));

  expect([asked!.household, bare!.household, ...asked!.people].every(({ key }) => counted.has(key))).toBe(
    true,
  );
  expect(bare!.people.some(({ key }) => counted.has(key))).toBe(false);
});

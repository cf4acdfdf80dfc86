import { openDatabase } from '@seisi/host/database';
import { grantOf, openTestRoom, passportFor, posting, type TestRoom } from '@seisi/host/testing';
import type { DataClass } from '@seisi/schema/classes';
import type { Passport } from '@seisi/schema/passport';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { type TestDatabase, testDatabase } from '../../test/setup/postgres.ts';
import { cards, registrations } from './registration.table.ts';
import { aCard, aRegistration, idOf } from './registration.testing.ts';
import { subgraph } from './subgraph.ts';

const ALL: readonly DataClass[] = ['disability.fact', 'disability', 'contact'];
const PASSPORT = passportFor(posting(ALL));

let database: TestDatabase;
let room: TestRoom;

beforeAll(async () => {
  database = await testDatabase();
  const admin = openDatabase(database.adminUrl);
  const whole = Array.from({ length: 30 }, (_, index) => aRegistration(index + 1));
  const bare = { status: 'UNDER_ASSESSMENT' as const, number: null, category: null, categorySince: null };
  await admin.db
    .insert(registrations)
    .values([
      ...whole,
      aRegistration(41, { ...bare, registeredOn: null, careCentre: null }),
      ...[42, 43, 44].map((n) => aRegistration(n)),
    ]);
  await admin.db.insert(cards).values([
    ...whole.map((_, index) => aCard(index + 1, 5)),
    aCard(1, 1, { expiresOn: '2021-01-01' }),
    aCard(42, 6, { expiresOn: '2026-11-21' }),
    // The older card, with the greater identifier.
    aCard(42, 5, { id: idOf('card', 9999) }),
    aCard(43, 6, { lostOn: '2026-05-05' }),
    aCard(44, 6, { cancelledOn: '2026-05-05' }),
    aCard(44, 3, { expiresOn: '2030-01-01' }),
  ]);
  await admin.close();
  room = openTestRoom(subgraph, database.roomUrl('oku'));
});

afterAll(async () => {
  await room.close();
  await database.close();
});

const WHOLE = `id status cardStatus number category categorySince registeredOn careCentre
  card { id status number issuedOn expiresOn }`;

function askPeople(
  selection: string,
  people: readonly { key: unknown; grant?: unknown }[],
  passport: Passport = PASSPORT,
) {
  const text = `query ($representations: [_Any!]!) {
    _entities(representations: $representations) { ... on Person { ${selection} } }
  }`;
  const representations = people.map((person) => ({ __typename: 'Person', ...person }));
  return room.ask(text, { representations }, passport);
}
const open = (n: number, passport = PASSPORT) => ({
  key: idOf('person', n),
  grant: grantOf(idOf('person', n), ALL, passport),
});

test('a registration is answered whole, with the card issued last', async () => {
  expect(await askPeople(`okuRegistration { ${WHOLE} }`, [open(1)])).toEqual({
    data: {
      _entities: [
        {
          okuRegistration: {
            id: idOf('registration', 1),
            status: 'REGISTERED',
            cardStatus: 'ACTIVE',
            number: 'PH900101951234',
            category: 'PHYSICAL',
            categorySince: '2020-01-02',
            registeredOn: '2020-01-02',
            careCentre: 'PDK Ujian',
            card: {
              id: idOf('card', 105),
              status: 'ACTIVE',
              number: 'CARD-1-5',
              issuedOn: '2025-01-02',
              expiresOn: '2026-12-31',
            },
          },
        },
      ],
    },
  });
});

test('the status is that of the newest card today; without card or registration it is null, without an error', async () => {
  const numbers = [41, 42, 43, 44, 99];
  const answer = await askPeople(
    'okuRegistration { cardStatus number card { status } }',
    numbers.map((n) => open(n)),
  );
  expect(answer.errors).toBeUndefined();
  const number = 'PH900101951234';
  expect((answer.data as { _entities: unknown[] })._entities).toEqual([
    { okuRegistration: { cardStatus: null, number: null, card: null } },
    ...['EXPIRED', 'LOST', 'CANCELLED'].map((status) => ({
      okuRegistration: { cardStatus: status, number, card: { status } },
    })),
    { okuRegistration: null },
  ]);
});

test('the number of statements is the same for 1 person and for 30', async () => {
  const texts: string[][] = [];
  for (const many of [1, 2, 30]) {
    const passport = passportFor(posting(ALL));
    room.statements();
    const people = Array.from({ length: many }, (_, index) => open(index + 1, passport));
    const answer = await askPeople(`okuRegistration { ${WHOLE} }`, people, passport);
    expect(answer.errors).toBeUndefined();
    expect(JSON.stringify(answer.data)).not.toContain('null');
    texts.push(room.statements());
  }
  expect(texts[0]).toHaveLength(1);
  expect(texts[1]).toEqual(texts[0]);
  expect(texts[2]).toEqual(texts[0]);
});

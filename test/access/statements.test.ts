import { connect } from '@seisi/migrations/connection';
import { discoverRooms } from '@seisi/migrations/rooms';
import { CAST, castMember, PLACE } from '@seisi/migrations/seed/known';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { NOW } from '../oracle/oracle.ts';
import { PROFILE } from '../queries/golden.ts';
import { type House, openHouse } from '../setup/house.ts';
import { insertHousehold } from './insert-household.ts';

const SIZES = [1, 2, 5, 12, 30];
const ids = new Map<number, string>();
let house: House;
beforeAll(async () => {
  // Over HTTP two fetches of one level are two calls, so a room that is asked twice reads twice.
  house = await openHouse({ now: () => NOW, rooms: 'in-process' });
  for (const size of SIZES) ids.set(size, await insertHousehold(house.adminUrl, size));
});
afterAll(() => house?.close());

test('a profile takes one statement of each room for households of 1, 2, 5, 12 and 30 members: as many as the plan has levels and rooms', async () => {
  for (const size of SIZES) {
    house.statements();
    const { data, errors } = await house.ask('district-officer', {
      query: PROFILE,
      variables: { id: ids.get(size) },
    });
    expect(house.statements().map(roomOf).toSorted(), `${size} members`).toEqual(ROOMS);
    expect(errors).toEqual([]);
    expect(data.household.members).toHaveLength(size);
    for (const { person } of data.household.members)
      expect([
        person.incomes.length,
        person.applications.edges[0].node.payments.edges.length,
        person.okuRegistration.card.status,
        person.volunteering.assignments.length,
        person.referrals.edges.length,
      ]).toEqual([1, 2, 'ACTIVE', 1, 1]);
  }
});

/** One for each room of the plan; what is kept between requests belongs to none. */
const ROOMS = discoverRooms().filter((room) => room !== 'receipt');

/** Whose tables a statement reads: the rooms share none. */
function roomOf(text: string): string {
  const [, room = text] = /from "(\w+)"\./.exec(text) ?? [];
  return room;
}

/** Files of people within reach and under a seal by turns, newer than any other. */
async function insertFiles(count: number): Promise<void> {
  const applicants = [
    castMember(1, CAST.known, PLACE.known.head).key,
    castMember(1, CAST.sealed, PLACE.sealed.mother).key,
  ];
  const files = Array.from({ length: count }, (_, at) => ({
    id: crypto.randomUUID(),
    reference: `JKM-LIST-${crypto.randomUUID()}`,
    applicant_key: applicants[at % 2] ?? '',
    state: '05',
    district: '5_5',
    scheme_code: 'BKK',
    status: 'DOCUMENTS_REQUIRED',
    submitted_at: new Date(Date.UTC(2025, 11, 1, 0, at)),
  }));
  const sql = connect(house.adminUrl);
  await sql`insert into aid.application ${sql(files)}`;
  await sql.end();
}

test('a list takes the same number of statements for 2, 20 and 90 files, half of them about somebody under a seal', async () => {
  const query = `{ applicationFiles(first: 100, status: DOCUMENTS_REQUIRED) { edges { node { id applicant { id } application { status } } } } }`;
  const counts: number[][] = [];
  for (const more of [2, 18, 70]) {
    const before = (await house.ask('district-officer', { query })).data.applicationFiles.edges.length;
    await insertFiles(more);
    house.statements();
    const { data } = await house.ask('district-officer', { query });
    counts.push([house.statements().length]);
    expect(data.applicationFiles.edges).toHaveLength(before + more / 2);
  }
  expect(counts).toEqual(counts.map(() => counts[0]));
});

import type { DataClass } from '@seisi/schema/classes';
import type { RoomResult } from '@seisi/schema/room';
import type { Viewer } from '@seisi/schema/viewer';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { type TestDatabase, testDatabase } from '../../test/setup/postgres.ts';
import { citizen, officer, postingOf } from './ground/testing.ts';
import { groundFacts } from './ground-fact.table.ts';
import { type Home, openWorld, type World } from './household.testing.ts';
import { identityMatches, identityMatchSteps } from './identity-match.table.ts';
import type { Likeness } from './identity-match.ts';

let database: TestDatabase;
let world: World;
let home: Home;
let other: Home;
let match: string;

const DUTY: DataClass[] = ['register', 'area', 'contact', 'identity', 'kinship', 'income'];
const ALIKE: Likeness = {
  number: 'SLIP',
  own: 'SAME',
  father: 'UNSAID',
  birth: 'EQUAL',
  place: 'HOUSE',
  sex: 'EQUAL',
};
const posted = (id: string, given: object = {}) =>
  world.fact({ ...postingOf(id, DUTY, ['05']), agency: 'icu-jpm', id: `P-${id}`, ...given });
const pairOf = async (one: Home, two: Home, weight = 250) => {
  const keys = [one.people[0]!.key, two.people[0]!.key].toSorted();
  const id = crypto.randomUUID();
  await world.db.insert(identityMatches).values({
    ...{ id, firstKey: keys[0]!, secondKey: keys[1]!, weight, likeness: ALIKE },
    ...{ status: 'OPEN', foundAt: new Date('2026-11-20T02:00:00Z') },
  });
  return id;
};

beforeAll(async () => {
  database = await testDatabase();
  world = openWorld(database.roomUrl('person'));
});
/** Two heads of one district who may be one person, two officers of it, and one of another. */
beforeEach(async () => {
  for (const table of [groundFacts, identityMatches]) await world.db.delete(table);
  [home, other] = [await world.home([{}]), await world.home([{}])];
  match = await pairOf(home, other);
  await posted('one');
  await posted('two');
  await posted('far', { areas: ['14'] });
});
afterAll(async () => {
  await world.close();
  await database.close();
});

const LIST = `query($after: String) { identityMatchFiles(first: 2, after: $after) { edges { node { id first { id } second { id }
  match { status agrees weight foundAt steps { finding reason at } } } } pageInfo { hasNextPage endCursor } } }`;
const DECIDE =
  'mutation($input: DecideIdentityMatchInput!) { decideIdentityMatch(input: $input) { match { id match { status steps { finding } } } } }';
type Node = { readonly id: string };

const list = async (who: Viewer, after: string | null = null): Promise<RoomResult> =>
  world.room.ask(LIST, { after }, await world.as(who));
const nodesOf = ({ data }: RoomResult) =>
  (data?.['identityMatchFiles'] as { edges: { node: Node }[] } | null)?.edges.map(({ node }) => node);
const pageOf = ({ data }: RoomResult) => {
  const found = data?.['identityMatchFiles'] as { pageInfo: { endCursor: string; hasNextPage: boolean } };
  return found.pageInfo;
};
const idsFor = async (who: Viewer) => nodesOf(await list(who))?.map(({ id }) => id);
const decide = async (who: Viewer, given: object = {}): Promise<RoomResult> => {
  const input = { match, finding: 'SAME', reason: 'Seen.', idempotencyKey: crypto.randomUUID(), ...given };
  return world.room.ask(DECIDE, { input }, await world.as(who));
};
const codesOf = ({ errors }: RoomResult) => (errors ?? []).map(({ extensions }) => extensions?.['code']);
const statuses = async () => (await world.db.select().from(identityMatches)).map(({ status }) => status);

describe('the queue', () => {
  test('shows an officer both people, in what they agree, and what was found', async () => {
    const result = await list(officer('one'));
    expect(result.errors ?? []).toEqual([]);
    const people = [home, other]
      .map(({ people: [one] }) => one!)
      .toSorted((a, b) => (a.key < b.key ? -1 : 1));
    expect(nodesOf(result)).toEqual([
      {
        ...{ id: match, first: { id: people[0]!.id }, second: { id: people[1]!.id } },
        match: {
          ...{ status: 'OPEN', weight: 250, foundAt: '2026-11-20T02:00:00.000Z', steps: [] },
          agrees: ['SAME_NAME', 'SAME_BIRTH_DATE', 'LIKE_NUMBER', 'SAME_HOUSE'],
        },
      },
    ]);
  });

  test('has a pair only where both are within reach, and neither lives with the officer, is a relative or sealed', async () => {
    expect(await idsFor(officer('one'))).toEqual([match]);
    expect(await idsFor(officer('far'))).toEqual([]);
    // One of the two lives elsewhere: the pair is of nobody's posting but of one for both places.
    const away = await pairOf(home, await world.home([{}], { state: '14', district: '14_1' }), 300);
    expect(await idsFor(officer('one'))).toEqual([match]);
    expect(await idsFor(officer('far'))).toEqual([]);
    await posted('wide', { areas: ['MY'] });
    expect(await idsFor(officer('wide'))).toEqual([away, match]);
    await posted('own', { subjectKey: other.people[0]!.key });
    expect(await idsFor(officer('own'))).toEqual([]);
    await world.seal(other.household.key);
    expect(await idsFor(officer('one'))).toEqual([]);
    expect(await idsFor(officer('wide'))).toEqual([away]);
  });

  test('goes page by page from the heaviest, over pairs that are for others, and ends', async () => {
    const far = await world.home([{}], { state: '14', district: '14_1' });
    const more: string[] = [];
    for (const weight of [400, 300, 200]) {
      more.push(await pairOf(home, await world.home([{}]), weight));
      await pairOf(far, await world.home([{}]), weight + 1);
    }
    const first = await list(officer('one'));
    const { endCursor, hasNextPage } = pageOf(first);
    expect([nodesOf(first)?.map(({ id }) => id), hasNextPage]).toEqual([[more[0], more[1]], true]);
    const second = await list(officer('one'), endCursor);
    expect(nodesOf(second)?.map(({ id }) => id)).toEqual([match, more[2]]);
    expect(second.data).toMatchObject({ identityMatchFiles: { pageInfo: { hasNextPage: false } } });
  });

  test('is for nobody without the duty: not for whom the pair is about, nor for an officer who sees less', async () => {
    await posted('less', { classes: ['register', 'identity'] });
    for (const who of [citizen(home.people[0]!), officer('less'), officer('nobody')]) {
      const result = await list(who);
      expect(result.data?.['identityMatchFiles']).toBeNull();
      expect(codesOf(result)).toEqual(['UNAUTHORIZED_FIELD_OR_TYPE']);
    }
  });
});

describe('a finding', () => {
  test('that they are one person’s takes a second officer, and then leaves the queue', async () => {
    expect(await decide(officer('one'))).toMatchObject({
      data: {
        decideIdentityMatch: {
          match: { id: match, match: { status: 'SAME_PROPOSED', steps: [{ finding: 'SAME' }] } },
        },
      },
    });
    expect(await idsFor(officer('two'))).toEqual([match]);
    expect(codesOf(await decide(officer('one')))).toEqual(['STEP_REFUSED']);
    expect(await decide(officer('two'))).toMatchObject({
      data: { decideIdentityMatch: { match: { match: { status: 'SAME' } } } },
    });
    expect(await idsFor(officer('one'))).toEqual([]);
    expect(codesOf(await decide(officer('two'), { finding: 'DIFFERENT' }))).toEqual(['STEP_REFUSED']);
  });

  test('that they are two people’s takes one officer, before or after another found them one', async () => {
    await decide(officer('one'));
    expect(codesOf(await decide(officer('two'), { finding: 'DIFFERENT' }))).toEqual([]);
    expect(await statuses()).toEqual(['DIFFERENT']);
    expect(await world.db.select().from(identityMatchSteps)).toHaveLength(2 + (await stepsBefore()));
  });

  test('of one key is kept once, and of two officers at once each is kept', async () => {
    const idempotencyKey = crypto.randomUUID();
    const [first, again] = [
      await decide(officer('one'), { idempotencyKey }),
      await decide(officer('one'), { idempotencyKey }),
    ];
    expect(again.data).toEqual(first.data);
    const both = await Promise.all([decide(officer('two')), decide(officer('two'))]);
    expect(both.flatMap(codesOf)).toEqual(['STEP_REFUSED']);
    expect(await statuses()).toEqual(['SAME']);
  });

  test('is refused to whoever reaches not both, as of a pair that there is not; to a posting of another agency, and without a reason', async () => {
    const none = await decide(officer('one'), { match: crypto.randomUUID() });
    const far = await decide(officer('far'));
    expect(codesOf(none)).toEqual(['NOT_FOUND']);
    expect(far.errors).toEqual(none.errors);
    await posted('jkm', { agency: 'jkm' });
    expect(codesOf(await decide(officer('jkm')))).toEqual(['UNAUTHORIZED_FIELD_OR_TYPE']);
    expect(codesOf(await decide(citizen(home.people[0]!)))).toEqual(['UNAUTHORIZED_FIELD_OR_TYPE']);
    expect(codesOf(await decide(officer('one'), { reason: '  ' }))).toEqual(['BAD_USER_INPUT']);
    expect(await statuses()).toEqual(['OPEN']);
  });

  test('opens nothing of either: who sees one of them alone sees afterwards what was seen before', async () => {
    const away = await world.home([{}], { state: '14', district: '14_1' });
    const pair = await pairOf(home, away);
    await posted('wide-one', { areas: ['MY'] });
    await posted('wide-two', { areas: ['MY'] });
    const see = async () => {
      const passport = await world.as(officer('one'));
      const people = [home, away].map(({ people: [one] }) => one!.id);
      const text = 'query($id: ID!) { person(id: $id) { name identityNumber } }';
      return Promise.all(people.map(async (id) => (await world.room.ask(text, { id }, passport)).data));
    };
    const before = await see();
    expect(before).toMatchObject([{ person: { name: home.people[0]!.name } }, { person: null }]);
    await decide(officer('wide-one'), { match: pair });
    expect(await decide(officer('wide-two'), { match: pair })).toMatchObject({
      data: { decideIdentityMatch: { match: { match: { status: 'SAME' } } } },
    });
    expect(await see()).toEqual(before);
  });
});

/** Steps of other tests, which nobody may take away. */
async function stepsBefore(): Promise<number> {
  const steps = await world.db.select().from(identityMatchSteps);
  return steps.filter(({ matchId }) => matchId !== match).length;
}

import type { PlanNode, QueryPlan } from '@apollo/query-planner';
import { Passport } from '@seisi/schema/passport-mint';
import type { Room, RoomRequest, RoomResult } from '@seisi/schema/room';
import { NO_BASIS } from '@seisi/schema/viewer';
import { buildSchema } from 'graphql';
import { expect, test } from 'vitest';
import { compilePlan } from './run.ts';
import type { Tree } from './tree.ts';
import { ABSENT } from './tree.ts';

const SCHEMA = buildSchema(
  'type Query { files: [File] } type File { owner: Person } type Person { key: ID name: String card: String }',
);
const PASSPORT = new Passport({
  request: 'r',
  viewer: null,
  basis: NO_BASIS,
  facts: 0,
  expires: Date.now() + 60_000,
});

function room(
  name: string,
  answer: (request: RoomRequest) => RoomResult | Promise<RoomResult>,
): Room & { asked: RoomRequest[] } {
  const asked: RoomRequest[] = [];
  return {
    name,
    asked,
    execute: async (request) => {
      asked.push(request);
      return answer(request);
    },
    ready: async () => {},
    close: async () => {},
  };
}

function run(plan: QueryPlan, rooms: readonly Room[], signal = AbortSignal.timeout(2_000)): Promise<Tree> {
  return compilePlan(plan, partsOf(rooms))({ variables: {}, passport: PASSPORT, signal });
}

const partsOf = (rooms: readonly Room[]) => ({
  schema: SCHEMA,
  rooms: new Map(rooms.map((one) => [one.name, one])),
  owners: new Map([['Person', 'person']]),
  onFailure: () => {},
});

const sequence = (...nodes: PlanNode[]): QueryPlan => ({
  kind: 'QueryPlan',
  node: { kind: 'Sequence', nodes },
});
const typename = { kind: 'Field', name: '__typename' } as const;
const key = { kind: 'Field', name: 'key' } as const;
const onPerson = (selections: (typeof typename | typeof key)[]) => [
  { kind: 'InlineFragment' as const, typeCondition: 'Person', selections },
];
const fetchFiles = {
  kind: 'Fetch' as const,
  serviceName: 'files',
  operation: '{ files { owner { __typename key } } }',
  operationName: undefined,
  operationKind: 'query' as never,
};
const fetchOwner = (serviceName: string, field: string) => ({
  kind: 'Flatten' as const,
  path: ['files', '@', 'owner'],
  node: {
    ...fetchFiles,
    serviceName,
    requires: onPerson([typename, key]),
    operation: `query ($representations: [_Any!]!) { _entities(representations: $representations) { ... on Person { ${field} } } }`,
  },
});
const files = (keys: string[]) =>
  room('files', () => ({
    data: { files: keys.map((one) => ({ owner: { __typename: 'Person', key: one } })) },
  }));

test('entities are asked for in one fetch and each answer goes to its own object', async () => {
  const person = room('person', ({ variables }) => ({
    data: {
      _entities: (variables['representations'] as { key: string }[]).map((one) => ({
        name: `name of ${one.key}`,
      })),
    },
  }));
  const tree = await run(sequence(fetchFiles, fetchOwner('person', 'name')), [files(['a', 'b']), person]);
  expect(person.asked).toHaveLength(1);
  expect(
    JSON.parse(JSON.stringify(tree)).files.map((file: { owner: { name: string } }) => file.owner.name),
  ).toEqual(['name of a', 'name of b']);
});

test('null from the room that owns the subject is absence, and no other room is asked about it', async () => {
  const person = room('person', () => ({ data: { _entities: [null] } }));
  const oku = room('oku', () => ({ data: { _entities: [{ card: 'secret' }] } }));
  const plan = sequence(fetchFiles, fetchOwner('person', 'name'), fetchOwner('oku', 'card'));
  const tree = await run(plan, [files(['a']), person, oku]);
  const owner = (tree['files'] as { owner: object }[])[0]?.owner ?? {};
  expect(ABSENT in owner).toBe(true);
  expect(oku.asked).toHaveLength(0);
});

test('null from any other room says nothing: the field stays unanswered', async () => {
  const oku = room('oku', () => ({ data: { _entities: [null] } }));
  const tree = await run(sequence(fetchFiles, fetchOwner('oku', 'card')), [files(['a']), oku]);
  const owner = (tree['files'] as { owner: object }[])[0]?.owner ?? {};
  expect(ABSENT in owner).toBe(false);
  expect('card' in owner).toBe(false);
});

test('a room that throws, answers too few entities, or does not answer in time leaves its fields unanswered', async () => {
  const answers: (() => RoomResult | Promise<RoomResult>)[] = [
    () => Promise.reject(new Error('down')),
    () => {
      throw new Error('broken');
    },
    () => ({ data: { _entities: [] } }),
    () => ({ data: null, errors: [{ message: 'no' }] }),
    () => new Promise<RoomResult>(() => {}),
  ];
  for (const answer of answers) {
    const plan = sequence(fetchFiles, fetchOwner('oku', 'card'));
    const tree = await run(plan, [files(['a']), room('oku', answer)], AbortSignal.timeout(100));
    expect('card' in ((tree['files'] as { owner: object }[])[0]?.owner ?? {})).toBe(false);
  }
});

test('objects of which the same would be sent are asked for once, and each has an answer of its own', async () => {
  const asked: unknown[] = [];
  const person = room('person', ({ variables }) => {
    const representations = variables['representations'] as { key: string }[];
    asked.push(...representations.map((one) => one.key));
    return { data: { _entities: representations.map((one) => ({ home: { of: one.key } })) } };
  });
  const plan = sequence(fetchFiles, fetchOwner('person', 'home { of }'));
  const tree = await run(plan, [files(['a', 'b', 'a', 'a']), person]);
  expect(asked).toEqual(['a', 'b']);
  const homes = (tree['files'] as { owner: { home: object } }[]).map(({ owner }) => owner.home);
  expect(homes).toEqual([{ of: 'a' }, { of: 'b' }, { of: 'a' }, { of: 'a' }]);
  expect(new Set(homes).size).toBe(4);
});

test('the same subject with another grant is asked for by itself: no grant speaks for another', async () => {
  const grants = [new Date(0), new Date(0)];
  const list = room('files', () => ({
    data: { files: grants.map((grant) => ({ owner: { __typename: 'Person', key: 'a', grant } })) },
  }));
  const oku = room('oku', () => ({ data: { _entities: [{ card: '1' }, null] } }));
  const fetchCard = fetchOwner('oku', 'card');
  const requires = onPerson([typename, key, { kind: 'Field', name: 'grant' } as never]);
  const plan = sequence(fetchFiles, { ...fetchCard, node: { ...fetchCard.node, requires } });
  const tree = await run(plan, [list, oku]);
  expect(oku.asked.flatMap(({ variables }) => variables['representations'])).toHaveLength(2);
  expect((tree['files'] as { owner: object }[]).map(({ owner }) => 'card' in owner)).toEqual([true, false]);
});

test('fetches that wait for nothing reach their rooms in one turn, so that a room can read for all of them at once', async () => {
  const turns: number[] = [];
  let turn = 0;
  const oku = room('oku', ({ variables }) => {
    turns.push(turn);
    void Promise.resolve().then(() => {
      turn += 1;
    });
    return { data: { _entities: (variables['representations'] as object[]).map(() => ({ card: '1' })) } };
  });
  const nodes = [
    fetchOwner('oku', 'card'),
    fetchOwner('oku', 'name'),
    sequence(fetchOwner('oku', 'key')).node,
  ];
  const plan = sequence(fetchFiles, { kind: 'Parallel', nodes: nodes as PlanNode[] });
  await run(plan, [files(['a', 'b']), oku]);
  expect(turns).toEqual([0, 0, 0]);
});

test('a room is asked with the same document by every run of a plan, so that it can keep what it makes of it', async () => {
  const room = files(['a']);
  const fetches = compilePlan(sequence(fetchFiles), partsOf([room]));
  const of = { variables: {}, passport: PASSPORT, signal: AbortSignal.timeout(2_000) };
  await fetches(of);
  await fetches(of);
  const [first, second] = room.asked;
  expect(second?.document).toBe(first?.document);
});

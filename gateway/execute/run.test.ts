import { Passport } from '@seisi/schema/passport-mint';
import type { Room, RoomRequest, RoomResult } from '@seisi/schema/room';
import { NO_BASIS } from '@seisi/schema/viewer';
import { buildSchema } from 'graphql';
import { expect, test } from 'vitest';
import { type Run, runPlan } from './run.ts';
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

function run(rooms: readonly Room[], signal = AbortSignal.timeout(2_000)): Run {
  return {
    schema: SCHEMA,
    rooms: new Map(rooms.map((one) => [one.name, one])),
    owners: new Map([['Person', 'person']]),
    variables: {},
    passport: PASSPORT,
    signal,
    onFailure: () => {},
  };
}

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
  const tree = await runPlan(
    { kind: 'QueryPlan', node: { kind: 'Sequence', nodes: [fetchFiles, fetchOwner('person', 'name')] } },
    run([files(['a', 'b']), person]),
  );
  expect(person.asked).toHaveLength(1);
  expect(
    JSON.parse(JSON.stringify(tree)).files.map((file: { owner: { name: string } }) => file.owner.name),
  ).toEqual(['name of a', 'name of b']);
});

test('null from the room that owns the subject is absence, and no other room is asked about it', async () => {
  const person = room('person', () => ({ data: { _entities: [null] } }));
  const oku = room('oku', () => ({ data: { _entities: [{ card: 'secret' }] } }));
  const nodes = [fetchFiles, fetchOwner('person', 'name'), fetchOwner('oku', 'card')];
  const tree = await runPlan(
    { kind: 'QueryPlan', node: { kind: 'Sequence', nodes } },
    run([files(['a']), person, oku]),
  );
  const owner = (tree['files'] as { owner: object }[])[0]?.owner ?? {};
  expect(ABSENT in owner).toBe(true);
  expect(oku.asked).toHaveLength(0);
});

test('null from any other room says nothing: the field stays unanswered', async () => {
  const oku = room('oku', () => ({ data: { _entities: [null] } }));
  const tree = await runPlan(
    { kind: 'QueryPlan', node: { kind: 'Sequence', nodes: [fetchFiles, fetchOwner('oku', 'card')] } },
    run([files(['a']), oku]),
  );
  const owner = (tree['files'] as { owner: object }[])[0]?.owner ?? {};
  expect(ABSENT in owner).toBe(false);
  expect('card' in owner).toBe(false);
});

test('a room that throws, answers too few entities, or does not answer in time leaves its fields unanswered', async () => {
  const answers: (() => RoomResult | Promise<RoomResult>)[] = [
    () => Promise.reject(new Error('down')),
    () => ({ data: { _entities: [] } }),
    () => ({ data: null, errors: [{ message: 'no' }] }),
    () => new Promise<RoomResult>(() => {}),
  ];
  for (const answer of answers) {
    const plan = {
      kind: 'QueryPlan' as const,
      node: { kind: 'Sequence' as const, nodes: [fetchFiles, fetchOwner('oku', 'card')] },
    };
    const tree = await runPlan(plan, run([files(['a']), room('oku', answer)], AbortSignal.timeout(100)));
    expect('card' in ((tree['files'] as { owner: object }[])[0]?.owner ?? {})).toBe(false);
  }
});

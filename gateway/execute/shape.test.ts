import { type Denial, Denials } from '@seisi/schema/decision/denial';
import { buildSchema, type GraphQLObjectType, Kind, parse } from 'graphql';
import { expect, test } from 'vitest';
import { HIDDEN_ID } from '../names.ts';
import { ErrorList, toldFailure } from './error-list.ts';
import { Failure, UNAVAILABLE } from './failure.ts';
import { compileShape } from './shape.ts';
import { ABSENT, type Tree } from './tree.ts';

const SCHEMA = buildSchema(`
  type Query { person: Person people: [Person!] file: File edges: [FileEdge!] card: Card must: Strict subjects: [Subject] }
  type Mutation { step: Card }
  type Person { id: ID! name: String card: Card cards: [Card!] }
  type Card { number: String status: String holder: Person }
  type FileEdge { cursor: String node: File }
  type File { reference: String owner: Person }
  type Strict { value: String! }
  union Subject = Person | File
`);

type Denied = readonly Pick<Denial, 'path' | 'coordinate'>[];

function shape(query: string, tree: Tree, denied: Denied = []) {
  const { data, errors } = shaped(query, tree, denied);
  return {
    data: JSON.parse(JSON.stringify(data)) as unknown,
    errors: errors.map(({ path, extensions }) => [path?.join('.'), extensions['code']]),
  };
}

function shaped(query: string, tree: Tree, denied: Denied = []) {
  const document = parse(query);
  const operation = document.definitions.find((one) => one.kind === Kind.OPERATION_DEFINITION);
  if (operation === undefined) throw new Error('no operation');
  const parts = {
    schema: SCHEMA,
    fragments: new Map(
      document.definitions.flatMap((one) =>
        one.kind === Kind.FRAGMENT_DEFINITION ? [[one.name.value, one] as const] : [],
      ),
    ),
    variables: {},
    denials: new Denials(
      denied.map((one) => ({ ...one, dataClass: null, reason: 'CLASS_NOT_IN_BASIS' as const })),
    ),
    unknown: new Set<string>(),
    marks: null,
    vouching: new Map([
      ['Person', []],
      ['File', ['owner']],
      ['FileEdge', ['node']],
    ]),
  };
  const type = SCHEMA.getRootType(operation.operation) as GraphQLObjectType;
  return compileShape(parts, type, operation.selectionSet)(tree);
}

const known = (fields: Tree): Tree => ({ [HIDDEN_ID]: '1', ...fields });

test('aliases come back in the client’s names and order', () => {
  const answer = shape('{ person { b: name a: name name } }', {
    person: known({ c_alias_b: 'x', c_alias_a: 'x', name: 'x' }),
  });
  expect(JSON.stringify(answer.data)).toBe('{"person":{"b":"x","a":"x","name":"x"}}');
});

test('a withheld leaf is null and one error per existing parent, by indices', () => {
  const answer = shape('{ people { n: name } }', { people: [known({}), known({})] }, [
    { path: ['people', 'n'], coordinate: 'Person.name' },
  ]);
  expect(answer).toEqual({
    data: { people: [{ n: null }, { n: null }] },
    errors: [
      ['people.0.n', 'UNAUTHORIZED_FIELD_OR_TYPE'],
      ['people.1.n', 'UNAUTHORIZED_FIELD_OR_TYPE'],
    ],
  });
});

test('below an empty list the error stands at the list itself; under a null parent there is none', () => {
  const denied = [{ path: ['people', 'name'], coordinate: 'Person.name' }];
  expect(shape('{ people { name } }', { people: [] }, denied).errors).toEqual([
    ['people', 'UNAUTHORIZED_FIELD_OR_TYPE'],
  ]);
  expect(shape('{ people { name } }', { people: null }, denied).errors).toEqual([]);
});

const absent = () => Object.defineProperty({ __typename: 'Person' }, ABSENT, { value: true });

test('a subject out of reach is null without an error, and dropped from a list', () => {
  expect(shape('{ card { holder { name } } }', { card: { holder: absent() } })).toEqual({
    data: { card: { holder: null } },
    errors: [],
  });
  expect(shape('{ people { name } }', { people: [absent(), known({ name: 'x' })] })).toEqual({
    data: { people: [{ name: 'x' }] },
    errors: [],
  });
  expect(shape('{ subjects { __typename } }', { subjects: [absent()] })).toEqual({
    data: { subjects: [] },
    errors: [],
  });
});

test('a file whose subject is out of reach is as absent as one about nobody, and its edge is dropped from a list', () => {
  for (const owner of [absent(), null]) {
    expect(shape('{ file { reference } }', { file: { reference: 'r', owner } })).toEqual({
      data: { file: null },
      errors: [],
    });
    expect(shape('{ edges { cursor } }', { edges: [{ cursor: 'c', node: { owner } }] })).toEqual({
      data: { edges: [] },
      errors: [],
    });
  }
});

test('a subject for which nobody vouched is unknown: null with one error, never a stub', () => {
  const stub = { __typename: 'Person', key: 'k' };
  expect(shape('{ card { holder { __typename } } }', { card: { holder: stub } })).toEqual({
    data: { card: { holder: null } },
    errors: [['card.holder', 'SOURCE_UNAVAILABLE']],
  });
  expect(shape('{ file { reference } }', { file: { reference: 'r', owner: stub } })).toEqual({
    data: { file: null },
    errors: [['file', 'SOURCE_UNAVAILABLE']],
  });
});

test('a leaf that no fetch answered is unknown at its own path; null that a room gave is a statement', () => {
  expect(
    shape('{ person { name card { number status } } }', {
      person: known({ name: null, card: { number: 'n' } }),
    }),
  ).toEqual({
    data: { person: { name: null, card: { number: 'n', status: null } } },
    errors: [['person.card.status', 'SOURCE_UNAVAILABLE']],
  });
});

test('a room’s failure keeps its code at the client’s path', () => {
  const answer = shape('{ p: person { name } }', {
    c_alias_p: known({ name: new Failure('BAD_USER_INPUT', 'm') }),
  });
  expect(answer.errors).toEqual([['p.name', 'BAD_USER_INPUT']]);
});

test('a step of which nobody knows whether it was taken says who knows; what is read says that it is unknown', () => {
  for (const [query, key, isStep] of [
    ['mutation { step { number } }', 'step', true],
    ['{ card { number } }', 'card', false],
  ] as const) {
    const [error, ...others] = shaped(query, { [key]: UNAVAILABLE }).errors;
    expect(others).toEqual([]);
    expect(error?.extensions['code']).toBe('SOURCE_UNAVAILABLE');
    expect(error?.message.includes('idempotency key')).toBe(isStep);
  }
});

test('a non-null leaf that is unknown makes its object null, with one error', () => {
  expect(shape('{ must { value } }', { must: { value: UNAVAILABLE } })).toEqual({
    data: { must: null },
    errors: [['must.value', 'SOURCE_UNAVAILABLE']],
  });
});

test('beyond two hundred errors of one cause the rest is folded into the last, with its number', () => {
  const people = Array.from({ length: 500 }, () => known({}));
  const errors = new ErrorList();
  for (const [index] of people.entries())
    errors.tell(toldFailure(UNAVAILABLE, 'Person.name'), ['people', index, 'name']);
  expect(errors.list()).toHaveLength(200);
  expect(errors.list().at(-1)?.extensions['below']).toBe(300);
});

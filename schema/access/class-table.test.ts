import { describe, expect, test } from 'vitest';
import { classProblems } from './class-problem.ts';
import { classTable } from './class-table.ts';
import { readAccess } from './read.ts';
import { supergraphOf } from './testing.ts';

const read = (types: string) => readAccess(supergraphOf(types), { unmarked: 'closed' });

const TABLE = classTable(
  read(`
    type Query {
      person(id: ID!): Person @authenticated
      states: [State!] @tag(name: "public")
      facts: Facts @inaccessible
      byNumber(number: String @tag(name: "class:register"), first: Int): File @authenticated
      list(filter: Filter, sort: Sort): [Person!] @authenticated
      bare: Int
    }
    scalar Facts @inaccessible
    scalar Grant @inaccessible
    scalar Wage @policy(policies: [["income"]])
    input Filter { state: String @tag(name: "class:area"), and: [Filter!], page: Int }
    enum Sort { NUMBER INCOME @tag(name: "class:income") }
    type State @tag(name: "reference") { name: String @tag(name: "public") }
    type Person @join__type(graph: "P", key: "key") {
      key: ID! @inaccessible
      grant: Grant @inaccessible
      carried: Facts
      name: String @authenticated @policy(policies: [["identity"]])
      address: Address @policy(policies: [["area"]])
      home: Address
      wage: Wage
      id: ID! @authenticated
    }
    type Address @policy(policies: [["contact"]]) { line: String, note: String @policy(policies: [["case"]]) }
    type File @join__type(graph: "A", key: "id") { id: ID! @authenticated }
    type Stub @join__type(graph: "A", key: "id", resolvable: false) { id: ID! @authenticated }
  `),
);

describe('the class of a field is its own, else of its type, else of what it returns', () => {
  test.each([
    ['Person', 'name', 'identity'],
    ['Address', 'line', 'contact'],
    ['Address', 'note', 'case'],
    ['Person', 'address', 'area'],
    ['Person', 'home', 'contact'],
    ['Person', 'wage', 'income'],
  ])('%s.%s is %s', (type, field, dataClass) => {
    expect(TABLE.field(type, field)).toEqual({ kind: 'class', dataClass });
  });

  test.each([
    ['Query', 'person', 'authenticated'],
    ['Person', 'id', 'authenticated'],
    ['Query', 'states', 'public'],
    ['State', 'name', 'public'],
    ['Query', 'facts', 'hidden'],
    ['Person', 'grant', 'hidden'],
    ['Person', 'carried', 'hidden'],
    ['Query', 'bare', 'unmarked'],
    ['Query', 'nothing', 'unmarked'],
    ['__proto__', 'constructor', 'unmarked'],
  ])('%s.%s is %s', (type, field, kind) => {
    expect(TABLE.field(type, field)).toEqual({ kind });
  });
});

test('subjects carry a hidden grant, files are the other entities that a room resolves, reference data says so', () => {
  expect([...TABLE.subjects]).toEqual(['Person']);
  expect([...TABLE.files]).toEqual(['File']);
  expect([...TABLE.reference]).toEqual(['State']);
});

test('arguments and input fields have the class that they are tagged with', () => {
  expect(TABLE.argument('Query', 'byNumber', 'number')).toBe('register');
  expect(TABLE.argument('Query', 'byNumber', 'first')).toBe(null);
  expect(TABLE.inputField('Filter', 'state')).toBe('area');
  expect(TABLE.inputField('Filter', 'page')).toBe(null);
});

test.each([
  ['byNumber', { number: '1', first: 3 }, ['register']],
  ['byNumber', { first: 3 }, []],
  ['byNumber', { number: undefined }, []],
  ['byNumber', { number: null }, ['register']],
  ['list', { filter: { page: 1 } }, []],
  ['list', { filter: { and: [{ page: 1 }, { state: '05' }] }, sort: 'INCOME' }, ['area', 'income']],
  ['list', { sort: 'NUMBER' }, []],
  ['nothing', { a: 1 }, []],
])('the arguments of %s given %j ask for %j', (field, values, classes) => {
  expect(TABLE.classesOfArguments('Query', field, values)).toEqual(classes);
});

test('the rows hold every field once, and every classed argument, in order', () => {
  const rows = TABLE.rows();
  expect(rows.find(({ coordinate }) => coordinate === 'Filter.state')).toEqual({
    coordinate: 'Filter.state',
    kind: 'argument',
    dataClass: 'area',
  });
  expect(rows.find(({ coordinate }) => coordinate === 'Person.name')).toEqual({
    coordinate: 'Person.name',
    kind: 'class',
    dataClass: 'identity',
  });
  expect(rows.map(({ coordinate }) => coordinate)).toEqual(
    rows.map(({ coordinate }) => coordinate).toSorted(),
  );
  expect(rows.some(({ coordinate }) => coordinate.startsWith('__'))).toBe(false);
});

describe('a rule that is not exactly one known class is refused, each by its coordinate', () => {
  test.each([
    [
      'type Query { a: Int @policy(policies: [["nothing"]]) }',
      'Query.a must name exactly one known data class',
    ],
    ['type Query { a: Int @policy(policies: [["income", "aid"]]) }', 'Query.a must name exactly one'],
    ['type Query { a: Int @policy(policies: [["income"], ["aid"]]) }', 'Query.a must name exactly one'],
    ['type Query { a: T } type T @policy(policies: [["x"]]) { a: Int }', 'T must name exactly one'],
    ['type Query { a: Int @requiresScopes(scopes: [["x"]]) }', 'Query.a asks for scopes'],
    ['type Query { a: Int @tag(name: "public") @authenticated }', 'Query.a is public and ruled at once'],
    ['type Query { a(x: Int @tag(name: "class:nothing")): Int }', 'Query.a(x:): nothing is no data class'],
    [
      'type Query { a(x: Int @tag(name: "class:aid") @tag(name: "class:area")): Int }',
      'Query.a(x:) names two classes',
    ],
  ])('%s', (types, problem) => {
    expect(classProblems(read(types)).join('\n')).toContain(problem);
    expect(() => classTable(read(types))).toThrow(problem);
  });
});

test('a foreign graph may rule as it likes, and none of its types is a subject or a file', () => {
  const table = classTable(
    read(`
      type Query { a: Int @requiresScopes(scopes: [["x"]]), b: Int @policy(policies: [["income", "p"]]), c: Entity }
      type Entity @join__type(graph: A, key: "id") { id: ID! grant: String @inaccessible }`),
    { foreign: true },
  );
  expect([...table.subjects, ...table.files]).toEqual([]);
  expect(table.field('Query', 'b').kind).not.toBe('class');
});

test.each([
  ['byNumber', true],
  ['list', true],
  ['person', false],
  ['states', false],
  ['unheard', false],
])(
  'whether an argument of Query.%s can ask by a class is %s: itself, or what an input or enum of it holds',
  (field, takes) => {
    expect(TABLE.takesClasses('Query', field)).toBe(takes);
  },
);

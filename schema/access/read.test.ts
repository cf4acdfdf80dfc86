import { describe, expect, test } from 'vitest';
import { readAccess } from './read.ts';
import { LINKS, supergraphOf } from './testing.ts';

const read = (types: string, links?: readonly string[]) =>
  readAccess(supergraphOf(types, links), { unmarked: 'closed' });
const ruleOf = (types: string, coordinate: string) => read(types).fields.get(coordinate)?.requirement;

describe('only a list of non-empty lists of non-empty names is a rule', () => {
  test.each([
    '"a"',
    '["a"]',
    '[]',
    '[[]]',
    '[["a"], []]',
    '[["a", ""]]',
    '[[" "]]',
    '["a", ["b"]]',
    '[[1]]',
    '[["a", null]]',
    'null',
    '{}',
    '[[["a"]]]',
  ])('%s is refused', (value) => {
    expect(() => read(`type Query { a: Int @requiresScopes(scopes: ${value}) }`)).toThrow(
      /^Query\.a: @requiresScopes\(scopes:\) must be a list of lists/,
    );
    expect(() => read(`type Query { a: T } type T @policy(policies: ${value}) { a: Int }`)).toThrow(
      /^T: @policy\(policies:\) must be/,
    );
  });

  test('a rule without its argument is refused', () => {
    expect(() => read('type Query { a: Int @policy }')).toThrow(/^Query\.a: /);
  });

  test('a rule is read as written', () => {
    expect(
      ruleOf('type Query { a: Int @requiresScopes(scopes: [["a", "b"], ["c"]]) @authenticated }', 'Query.a'),
    ).toEqual({
      authenticated: true,
      scopes: [['a', 'b'], ['c']],
      policies: [],
    });
  });
});

test('several rules on one element all hold, and extensions add to them', () => {
  const types = `
    type Query { a: Int @policy(policies: [["a"], ["b"]]) @policy(policies: [["a"], ["c"]]) }
    type T { x: Int } extend type T @authenticated { y: Int } extend type Query { t: T }`;
  expect(ruleOf(types, 'Query.a')?.policies).toEqual([['a'], ['b', 'c']]);
  expect(read(types).types.get('T')?.requirement.authenticated).toBe(true);
});

test('a field defined twice keeps the rules of both', () => {
  expect(
    ruleOf('type Query { a: Int @authenticated } extend type Query { a: Int }', 'Query.a')?.authenticated,
  ).toBe(true);
});

describe('a rule where rules do not reach is refused', () => {
  test.each([
    ['type Query { a(x: Int @authenticated): Int }', 'Query.a(x:)'],
    ['type Query { a: U } type T { a: Int } union U @authenticated = T', 'U'],
    ['type Query { a(i: I): Int } input I @policy(policies: [["a"]]) { x: Int }', 'I'],
    ['type Query { a(i: I): Int } input I { x: Int @requiresScopes(scopes: [["a"]]) }', 'I.x'],
    ['type Query { e: E } enum E { A @authenticated }', 'E.A'],
    ['type Query { a: Int } extend schema @authenticated', 'schema'],
  ])('%s', (types, coordinate) => {
    expect(() => read(types)).toThrow(`${coordinate} carries @`);
  });
});

test('a directive that is not linked is ours by its plain name, one that is linked otherwise is not', () => {
  const types = 'type Query { a: Int @policy(policies: [["a"]]), b: Int @p(policies: [["b"]]) }';
  const rules = (links: readonly string[]) =>
    ['a', 'b'].map((name) => read(types, links).fields.get(`Query.${name}`)?.requirement.policies);
  expect(rules([])).toEqual([[['a']], []]);
  expect(rules(['@link(url: "https://specs.apollo.dev/policy/v0.1", as: "p")'])).toEqual([[], [['b']]]);
});

test('a tag that nothing links opens nothing, but its class still closes', () => {
  const types = 'type Query { a(x: Int @tag(name: "class:poverty")): Int @tag(name: "public") }';
  const bare = read(types, LINKS.slice(1));
  expect(bare.fields.get('Query.a')?.closed).toBe(true);
  expect([...(bare.inputs.get('Query.a(x:)')?.tags ?? [])]).toEqual(['class:poverty']);
  expect(read(types).fields.get('Query.a')?.closed).toBe(false);
});

describe('a rule on an interface', () => {
  const FACES = `
    type Query { face: Face }
    interface Root { id: Int }
    interface Face implements Root TYPE { id: Int, name: Int FIELD }
    type A implements Face & Root @policy(policies: [["a"]]) { id: Int, name: Int @policy(policies: [["n"]]) }
    type B implements Face & Root { id: Int, name: Int }`;
  const faces = (type: string, field: string) => read(FACES.replace('TYPE', type).replace('FIELD', field));
  const policies = (access: ReturnType<typeof read>) => ({
    types: ['A', 'B'].map((name) => access.types.get(name)?.requirement.policies),
    names: ['A.name', 'B.name'].map((name) => access.fields.get(name)?.requirement.policies),
  });

  test.each([
    ['', ''],
    ['@policy(policies: [["a"]])', '@policy(policies: [["n"]])'],
    ['@policy(policies: [["a"], ["z"]])', '@policy(policies: [["n"]])'],
  ])('that its implementors imply (%s, %s) says nothing of its own', (type, field) => {
    expect(policies(faces(type, field))).toEqual({ types: [[['a']], []], names: [[['n']], []] });
  });

  test('that they do not imply binds every one of them', () => {
    expect(policies(faces('@policy(policies: [["hand"]])', '@policy(policies: [["n", "hand"]])'))).toEqual({
      types: [[['a', 'hand']], [['hand']]],
      names: [[['hand', 'n']], [['n', 'hand']]],
    });
    expect(faces('@authenticated', '').types.get('B')?.requirement.authenticated).toBe(true);
  });

  test('binds through an interface of the interface', () => {
    const access = read(
      FACES.replace('Root { id: Int }', 'Root @authenticated { id: Int }')
        .replace('TYPE', '')
        .replace('FIELD', ''),
    );
    expect(access.types.get('B')?.requirement.authenticated).toBe(true);
  });
});

test('rules that multiply beyond reason are refused', () => {
  const one = (tail: string) =>
    `@policy(policies: [${Array.from({ length: 40 }, (_, n) => `["${n}${tail}"]`).join(' ')}])`;
  expect(() => read(`type Query { a: Int ${one('a')} ${one('b')} }`)).toThrow(/multiply to more than 1000/);
});

test('what an interface tags on an argument holds on its implementors', () => {
  const types = `
    type Query { face: Face }
    interface Face { a(x: Int @tag(name: "class:income")): Int }
    type A implements Face { a(x: Int): Int }`;
  expect([...(read(types).inputs.get('A.a(x:)')?.tags ?? [])]).toEqual(['class:income']);
});

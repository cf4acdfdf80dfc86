import { parse } from 'graphql';
import { describe, expect, test } from 'vitest';
import { supergraphOf } from '../access/testing.ts';
import { authorizeOperation, buildAccess } from './authorize-operation.ts';
import { outcome } from './testing.ts';

const RULED = `
type Query { me: Person, face: Face }
interface Face { id: ID, name: String }
type Person implements Face { id: ID, name: String @policy(policies: [["identity"]]), self: Person }
`;

describe('CVE-2025-64530 (GHSA-mx7m-j9xf-62hw): a rule on an interface is not passed by way of an implementor', () => {
  const BY_HAND = `
    type Query { node: Node, face: Face, one: One, either: Either }
    interface Node { id: ID! }
    interface Face implements Node { id: ID!, name: String @policy(policies: [["identity"]]), free: Int }
    interface Sealed @policy(policies: [["seal"]]) { mark: Int }
    type One implements Face & Node { id: ID!, name: String, free: Int }
    type Two implements Face & Node & Sealed { id: ID!, name: String, free: Int, mark: Int }
    union Either = One | Two`;

  test.each([
    '{ face { name } }',
    '{ face { ... on One { name } } }',
    '{ one { name } }',
    '{ one { ... on Face { name } } }',
    '{ node { ... on One { name } } }',
    '{ either { ... on One { name } } }',
    '{ either { ...F } } fragment F on Face { ... { ... on One { name } } }',
  ])('the rule on Face.name holds in %s', (text) => {
    expect(outcome(BY_HAND, text).open).toBe(null);
    expect(outcome(BY_HAND, text, { policies: ['identity', 'seal'] }).denied).toEqual([]);
  });

  test.each([
    '{ either { ... on Two { mark } } }',
    '{ node { ... on Sealed { mark } } }',
    '{ face { ... on Two { id } } }',
  ])('the rule on the type Sealed holds in %s', (text) => {
    expect(outcome(BY_HAND, text).open).toBe(null);
    expect(outcome(BY_HAND, text, { policies: ['seal'] }).denied).toEqual([]);
  });

  test('what the interface leaves open stays open', () => {
    expect(outcome(BY_HAND, '{ face { free ... on One { id } } }').open).toBe(
      '{ face { ... on One { free } ... on One { id } } }',
    );
  });
});

test('GHSA-m8jr-fxqx-8xx6: a hidden input of @requires cannot be asked for by its own name', () => {
  const types = 'type Query { me: P } type P { id: ID, grant: String @inaccessible, key: ID! @inaccessible }';
  expect(outcome(types, '{ me { id grant k: key } }', { authenticated: true })).toEqual({
    open: '{ me { id } }',
    denied: ['me.grant P.grant', 'me.k P.key'],
  });
});

test('CVE-2025-64173 (GHSA-x33c-7c2v-mrj9): the same rule on all implementors holds where the interface has none', () => {
  const types = `
    type Query { face: Face }
    interface Face { id: ID, name: String }
    type A implements Face @authenticated { id: ID, name: String @policy(policies: [["p"]]) }
    type B implements Face @authenticated { id: ID, name: String @policy(policies: [["p"]]) }`;
  expect(outcome(types, '{ face { id name } }').open).toBe(null);
  expect(outcome(types, '{ face { id name } }', { authenticated: true })).toEqual({
    open: '{ face { id } }',
    denied: ['face.name A.name', 'face.name B.name'],
  });
});

test('CVE-2025-64347 (GHSA-g8jh-vg5j-4h3f): a renamed directive is enforced', () => {
  const sdl = supergraphOf(
    'type Query { a: Int @mayRead(policies: [["p"]]), b: Int @known, c: Int @s(scopes: [["x"]]), d: Int }',
  )
    .replace('policy/v0.1"', 'policy/v0.1", as: "mayRead"')
    .replace('authenticated/v0.1"', 'authenticated/v0.1", import: [{ name: "@authenticated", as: "@known" }]')
    .replace('requiresScopes/v0.1"', 'requiresScopes/v0.1", import: [{ name: "@requiresScopes", as: "@s" }]');
  const rights = { authenticated: false, scopes: new Set<string>(), policies: new Set<string>() };
  const authorized = authorizeOperation(buildAccess(sdl, { unmarked: 'open' }), {
    document: parse('{ a b c d }'),
    rights,
  });
  expect(authorized.denied.map(({ coordinate }) => coordinate)).toEqual(['Query.a', 'Query.b', 'Query.c']);
});

describe('CVE-2026-32621 (GHSA-pfjj-6f4p-rvmh): a name of Object.prototype is a name like any other', () => {
  test.each(['__proto__', 'constructor', 'toString', 'hasOwnProperty', 'valueOf'])('%s', (name) => {
    const text = `
      query ${name}($${name}: Boolean = true) { ${name}: me { ...${name} id } }
      fragment ${name} on Person { ${name}: name @include(if: $${name}) }`;
    const variables = JSON.parse(`{ "${name}": false }`) as Record<string, unknown>;
    expect(outcome(RULED, text, { operationName: name }).denied).toEqual([`${name}.${name} Person.name`]);
    expect(outcome(RULED, text, { variables }).denied).toEqual([]);
    expect(outcome(RULED, text, { policies: ['identity'] }).open).toContain(`${name}: name`);
    expect(() => outcome(RULED, `{ me { id } }`, { operationName: name })).toThrow();
  });

  test.each(['constructor', 'toString', '__proto__'])(
    'a field, type or argument %s that does not exist is closed',
    (name) => {
      const access = buildAccess(supergraphOf(RULED), { unmarked: 'open' });
      const rights = { authenticated: true, scopes: new Set<string>(), policies: new Set(['identity']) };
      const ask = (text: string) => authorizeOperation(access, { document: parse(text), rights });
      expect(ask(`{ me { ${name} } }`)).toMatchObject({
        document: null,
        denied: [{ path: ['me'], coordinate: 'Query.me' }],
      });
      expect(ask(`{ ${name} { id } }`).document).toBe(null);
      expect(ask(`{ me { id(${name}: 1) } }`).document).toBe(null);
      expect(ask(`{ me { ... on ${name} { id } ...${name} } }`).document === null).toBe(true);
    },
  );
});

test('wundergraph/cosmo#1815: an alias does not pass a rule', () => {
  expect(outcome(RULED, '{ me { id: name x: id } y: me { z: name } }')).toEqual({
    open: '{ me { x: id } }',
    denied: ['me.id Person.name', 'y Query.me'],
  });
});

test('graphql-hive/router#1423 and #1422: a denied member takes no authorized sibling with it', () => {
  const types = `
    type Query { any: Any }
    union Any = A | B
    type A { x: Int @authenticated, y: Int }
    type B { x: Int, y: Int }`;
  expect(outcome(types, '{ any { ... on A { x y } ... on B { x y } } }')).toEqual({
    open: '{ any { ... on A { y } ... on B { x y } } }',
    denied: ['any.x A.x'],
  });
});

describe('GHSA-q2f9-x4p4-7xmh, CVE-2024-43414, CVE-2025-32032: fragments do not multiply', () => {
  const levels = Array.from({ length: 30 }, (_, level) => level);

  test('thirty fragments that each spread the next one twice', () => {
    const text = `{ me { ...F0 } } ${levels.map((n) => `fragment F${n} on Person { ...F${n + 1} ... { ...F${n + 1} } }`).join(' ')} fragment F30 on Person { id name }`;
    const start = performance.now();
    const { open, denied } = outcome(RULED, text);
    expect(performance.now() - start).toBeLessThan(1000);
    expect(denied).toEqual(['me.name Person.name']);
    expect(open?.length).toBeLessThan(2 * text.length);
  });

  test('thirty levels of two aliases each, where nothing is open below', () => {
    const text = `{ me { ...F0 } } ${levels.map((n) => `fragment F${n} on Person { a: self { ...F${n + 1} } b: self { ...F${n + 1} } }`).join(' ')} fragment F30 on Person { name }`;
    expect(outcomeUnchecked(text)).toMatchObject({
      document: null,
      denied: [{ path: ['me'], coordinate: 'Query.me' }],
    });
  });

  test('thirty levels of two aliases each, where a thousand million fields are denied: refused whole', () => {
    const text = `{ me { ...F0 } } ${levels.map((n) => `fragment F${n} on Person { a: self { ...F${n + 1} } b: self { ...F${n + 1} } }`).join(' ')} fragment F30 on Person { id name }`;
    expect(() => outcomeUnchecked(text)).toThrow(expect.objectContaining({ code: 'OPERATION_TOO_LARGE' }));
  });

  test('a cycle of fragments, which validation refuses, ends', () => {
    const text =
      '{ me { ...F } } fragment F on Person { id ...G self { ...F } } fragment G on Person { ...F name }';
    expect(outcomeUnchecked(text).document).not.toBe(undefined);
  });

  function outcomeUnchecked(text: string): ReturnType<typeof authorizeOperation> {
    const rights = { authenticated: false, scopes: new Set<string>(), policies: new Set<string>() };
    return authorizeOperation(buildAccess(supergraphOf(RULED), { unmarked: 'open' }), {
      document: parse(text),
      rights,
    });
  }
});

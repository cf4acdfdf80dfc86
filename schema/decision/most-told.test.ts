import { parse } from 'graphql';
import { expect, test } from 'vitest';
import { classTable } from '../access/class-table.ts';
import { supergraphOf } from '../access/testing.ts';
import { authorizeOperation, buildAccess } from './authorize-operation.ts';
import { decide } from './decide.ts';
import { explained } from './explained.ts';

const ACCESS = buildAccess(
  supergraphOf(`
  type Query { open: Int @tag(name: "public"), secret: Int @authenticated, face: Face @tag(name: "public") }
  interface Face { next: Face }
  type A implements Face { next: Face @tag(name: "public") }
  type B implements Face { next: Face @tag(name: "public") }`),
  {
    unmarked: 'closed',
  },
);
const RULES = { access: ACCESS, table: classTable(ACCESS) };
const NOBODY = { viewer: null, basis: { kind: 'NONE' }, areGroundsKnown: true } as const;
const MOST = 10_000;

const many = (field: string, count: number) =>
  parse(`{ ${Array.from({ length: count }, (_, at) => `a${at}: ${field}`).join(' ')} }`);

test('ten thousand closed fields are told, and one more is refused', () => {
  const rights = { authenticated: false, scopes: new Set<string>(), policies: new Set<string>() };
  const deniedOf = (count: number) =>
    authorizeOperation(ACCESS, { document: many('secret', count), rights }).denied;

  expect(deniedOf(MOST)).toHaveLength(MOST);
  expect(() => deniedOf(MOST + 1)).toThrow(
    'The operation asks for too many fields that are closed to you. Split it.',
  );
});

test('ten thousand fields are explained, and one more is refused', () => {
  const explain = (count: number) => {
    const asking = { document: many('open', count), operationName: undefined, variables: {} };
    return explained(RULES, asking, NOBODY, decide(RULES, asking, NOBODY));
  };

  expect(explain(MOST)).toHaveLength(MOST);
  expect(() => explain(MOST + 1)).toThrow(
    expect.objectContaining({
      code: 'OPERATION_TOO_LARGE',
      message: 'The operation asks for too many fields to tell of each whether it is open. Split it.',
    }),
  );
});

test('a place to which many types lead is explained once, however deep it lies', () => {
  const document = parse(`{ face ${'{ next '.repeat(60)} { __typename } ${'}'.repeat(60)} }`);
  const asking = { document, operationName: undefined, variables: {} };

  expect(explained(RULES, asking, NOBODY, decide(RULES, asking, NOBODY))).toHaveLength(1 + 2 * 61);
});

import { classTable } from '@seisi/schema/access/class-table';
import { readAccess } from '@seisi/schema/access/read';
import { supergraphOf } from '@seisi/schema/access/testing';
import { classSet } from '@seisi/schema/classes';
import { type Basis, NO_BASIS, type Viewer } from '@seisi/schema/viewer';
import { type DocumentNode, getOperationAST, parse, print } from 'graphql';
import { describe, expect, test } from 'vitest';
import type { GraphRequest } from '../request.ts';
import { authorize } from './authorize.ts';

const ACCESS = readAccess(
  supergraphOf(`
  type Query { place: Int @authenticated, status: Int @policy(policies: [["aid"]]), scoped: Int @requiresScopes(scopes: [["read"]]) }
  type Mutation { move: Int @authenticated, pay: Int @policy(policies: [["aid"]]), scoped: Int @requiresScopes(scopes: [["read"]]) }`),
  { unmarked: 'closed' },
);
// Scopes are no rule of the registry, but rights all the same.
const RULES = { access: ACCESS, table: classTable(ACCESS, { foreign: true }) };
const VIEWER: Viewer = {
  id: 'officer-1',
  kind: 'OFFICER',
  agency: 'jkm',
  person: null,
  scopes: ['read', 'write'],
  assurance: 'high',
  agreement: null,
  purpose: null,
  posting: null,
};
const SELF: Basis = { kind: 'SELF', personKey: 'k', classes: classSet(['aid']) };
const NARROW: Basis = { ...SELF, classes: 0 };
const TEXT = `
  query One($x: Boolean!) { place status scoped again: place @include(if: $x) }
  query Two($x: Boolean!) { again: place @include(if: $x) }`;

type How = {
  readonly name?: string;
  readonly viewer?: Viewer | null;
  readonly basis?: Basis;
  readonly areGroundsKnown?: boolean;
  readonly x?: boolean;
  readonly asksDecisions?: boolean;
};

/** One request to a step that may have decided others before. */
function asked(step: ReturnType<typeof authorize>, document: DocumentNode, how: How = {}): GraphRequest {
  const viewer = how.viewer === undefined ? VIEWER : how.viewer;
  const request: GraphRequest = {
    caller: { request: 'r', viewer, expires: 1, signal: AbortSignal.timeout(1000) },
    document,
    operation: getOperationAST(document, how.name)!,
    fragments: new Map(),
    variables: { x: how.x ?? true },
    asksDecisions: how.asksDecisions ?? false,
    asksCost: false,
    charge: { taken: null },
    cost: null,
    decisions: null,
    trustsFacts: true,
    basis: how.basis ?? SELF,
    reliance: null,
    areGroundsKnown: how.areGroundsKnown ?? true,
    passport: null,
    decision: null,
    plan: null,
    planned: null,
    disclosure: null,
    intent: null,
    told: null,
    answer: null,
  };
  void step.run(request);
  return request;
}

const told = ({ decision }: GraphRequest) => ({
  filtered: decision?.filtered && print(decision.filtered),
  denials: decision?.denials,
});

describe('a decision is kept', () => {
  const document = parse(TEXT);
  const first: How = { name: 'One' };

  test.each<[string, How]>([
    ['asks the same again', {}],
    ['has the same scopes in another order', { viewer: { ...VIEWER, scopes: ['write', 'read'] } }],
    ['is another viewer with the same rights', { viewer: { ...VIEWER, id: 'officer-2' } }],
  ])('for whoever %s', (_who, same) => {
    const step = authorize(RULES);

    expect(asked(step, document, { ...first, ...same }).decision).toBe(asked(step, document, first).decision);
  });

  const CUT: Basis = { ...NARROW, cut: { purpose: classSet(['aid']), assurance: 0 } };
  const LOW: Basis = { ...NARROW, cut: { purpose: 0, assurance: classSet(['aid']) } };
  test.each<[string, How, How]>([
    ['shows no token', {}, { viewer: null }],
    ['has other scopes', {}, { viewer: { ...VIEWER, scopes: [] } }],
    [
      'has no token, where one without scopes has',
      { viewer: { ...VIEWER, scopes: [] }, basis: NO_BASIS },
      { viewer: null, basis: NO_BASIS },
    ],
    ['rests on another ground', {}, { basis: NARROW }],
    ['rests on a ground that a purpose cut', { basis: NARROW }, { basis: CUT }],
    ['rests on a ground that an assurance level cut', { basis: CUT }, { basis: LOW }],
    ['comes while the grounds are unknown', { basis: NO_BASIS }, { basis: NO_BASIS, areGroundsKnown: false }],
    ['asks another operation of the document', {}, { name: 'Two' }],
    ['asks under another condition', {}, { x: false }],
  ])('but not for whoever %s', (_who, one, other) => {
    const step = authorize(RULES);
    const before = asked(step, document, { ...first, ...one });
    const after = asked(step, document, { ...first, ...other });

    expect(told(after)).toEqual(told(asked(authorize(RULES), document, { ...first, ...other })));
    expect(told(after)).not.toEqual(told(before));
  });
});

describe('a mutation', () => {
  const refusalOf = (text: string, how: How) => {
    try {
      return asked(authorize(RULES), parse(text), how).decision?.denials;
    } catch (error) {
      const { message, extensions } = error as { message: string; extensions: object };
      return { message, ...extensions };
    }
  };

  test('of which something is closed is refused whole, naming the first thing and why', () => {
    const message = 'This ground does not open Mutation.pay; nothing was done.';

    expect(refusalOf('mutation { move pay }', { basis: NARROW })).toEqual({
      message,
      code: 'UNAUTHORIZED_FIELD_OR_TYPE',
      coordinate: 'Mutation.pay',
      class: 'aid',
      reason: 'CLASS_NOT_IN_BASIS',
    });
    expect(refusalOf('mutation { scoped pay }', { viewer: { ...VIEWER, scopes: [] } })).toEqual({
      message: 'This ground does not open Mutation.scoped; nothing was done.',
      code: 'UNAUTHORIZED_FIELD_OR_TYPE',
      coordinate: 'Mutation.scoped',
      reason: 'CLASS_NOT_IN_BASIS',
    });
  });

  test('is not begun where nobody knows the grounds, and says so', () => {
    expect(refusalOf('mutation { move }', { areGroundsKnown: false })).toEqual({
      message: 'The register could not answer: this value is unknown. Nothing was done.',
      code: 'SOURCE_UNAVAILABLE',
    });
  });

  test('that is open whole goes on, and a query goes on in part', () => {
    expect(refusalOf('mutation { move pay }', {})).toEqual([]);
    expect(refusalOf('{ place status }', { basis: NARROW })).toHaveLength(1);
    expect(refusalOf('{ place }', { areGroundsKnown: false })).toEqual([]);
  });
});

test('decisions are told field by field to whoever asks for them, and to nobody else', () => {
  const document = parse('{ place status }');
  const step = authorize(RULES);
  const decisions = asked(step, document, { basis: NARROW, asksDecisions: true }).decisions;

  expect(decisions?.map(({ coordinate, decision }) => [coordinate, decision])).toEqual([
    ['Query.place', 'OPEN'],
    ['Query.status', 'WITHHELD'],
  ]);
  expect(asked(step, document, { basis: NARROW }).decisions).toBeNull();
  expect(step.name).toBe('authorize');
});

import { classSet, closure, DATA_CLASSES } from '@seisi/schema/classes';
import { decide, rightsOf, type Standing } from '@seisi/schema/decision/decide';
import { graphHere } from '@seisi/schema/operations/graph-here';
import { viewsOf } from '@seisi/schema/view/view';
import { NO_BASIS } from '@seisi/schema/viewer';
import { assert, boolean, property, subarray } from 'fast-check';
import {
  FieldsOnCorrectTypeRule,
  type GraphQLSchema,
  KnownArgumentNamesRule,
  KnownTypeNamesRule,
  PossibleFragmentSpreadsRule,
  ProvidedRequiredArgumentsRule,
  parse,
  ScalarLeafsRule,
  validate,
  validateSchema,
} from 'graphql';
import { expect, test } from 'vitest';
import { wholeOperation } from './whole-operation.ts';

const { schema, rules } = graphHere();
const views = viewsOf(rules.access, schema);
/** All but what concerns values: those of a whole operation have no sense. */
const SHAPE = [
  FieldsOnCorrectTypeRule,
  KnownArgumentNamesRule,
  KnownTypeNamesRule,
  PossibleFragmentSpreadsRule,
  ProvidedRequiredArgumentsRule,
  ScalarLeafsRule,
];

const standings = property(boolean(), subarray([...DATA_CLASSES]), (isSomebody, classes) =>
  holdsFor(standingOf(isSomebody, closure(classSet(classes)))),
);

function standingOf(isSomebody: boolean, classes: number): Standing {
  if (!isSomebody) return { viewer: null, basis: NO_BASIS, areGroundsKnown: true };
  const basis = { kind: 'SELF', personKey: 'somebody', classes } as const;
  return { viewer: { scopes: [] }, basis, areGroundsKnown: true };
}

function holdsFor(standing: Standing): void {
  const view = views(rightsOf(standing));
  if (view === null) throw new Error('Reference data is open to everybody.');
  expect(validateSchema(view)).toEqual([]);
  for (const kind of ['query', 'mutation'] as const) {
    // All that is in the view is open,
    const inside = decided(view, kind, 'ALL', standing);
    expect(inside?.denials ?? []).toEqual([]);
    // and all that is open is in the view.
    const open = decided(schema, kind, 'REQUIRED', standing)?.filtered ?? null;
    expect(open === null ? [] : validate(view, open, SHAPE).map(({ message }) => message)).toEqual([]);
  }
}

function decided(
  from: GraphQLSchema,
  kind: 'query' | 'mutation',
  given: 'ALL' | 'REQUIRED',
  standing: Standing,
) {
  const text = wholeOperation(from, kind, given);
  if (text === null) return null;
  return decide(rules, { document: parse(text), operationName: undefined, variables: {} }, standing);
}

test('whatever the classes of a ground: its view is a valid schema, all in it is open, and all that is open is in it', () => {
  assert(standings, { numRuns: 40, seed: 6 });
});

test('a ground of every class sees the whole schema, and nobody sees no subject', () => {
  const all = views(rightsOf(standingOf(true, closure(classSet(DATA_CLASSES)))));
  expect(Object.keys(all?.getTypeMap() ?? {}).toSorted()).toEqual(
    Object.keys(schema.getTypeMap()).toSorted(),
  );
  const none = views(rightsOf(standingOf(false, 0)));
  expect(none?.getType('Person')).toBeUndefined();
  expect(none?.getType('Household')).toBeUndefined();
  expect(none?.getMutationType()).toBeUndefined();
  expect(none?.getQueryType()?.getFields()).toHaveProperty('states');
});

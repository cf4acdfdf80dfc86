import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import fc from 'fast-check';
import { type DocumentNode, type FieldNode, Kind, parse, type SelectionSetNode } from 'graphql';
import { expect, test } from 'vitest';
import { ASSURANCE_LEVELS } from '../assurance.ts';
import { DATA_CLASSES, type DataClass, opens } from '../classes.ts';
import { PURPOSES } from '../purpose.ts';
import { checkOperation } from './check-operation.ts';
import { compileOperation } from './compile-operation.ts';
import { graphHere } from './graph-here.ts';
import { standingOf, type UsedAgreement } from './standing.ts';

const graph = graphHere();
const idOf = (text: string) => `id of ${text.length}`;
const PROFILE = readFileSync(
  join(import.meta.dirname, '../../test/queries/household-profile.graphql'),
  'utf8',
);
const ALL: UsedAgreement = {
  classes: DATA_CLASSES,
  purpose: 'SERVICE_DELIVERY',
  assurance: 'high',
  scopes: ['registry:read'],
};

type Asked = readonly [coordinate: string, classes: readonly DataClass[]];

/** The leaves that an operation asks, each with the classes of itself and of everything above it, in each place where it stands. */
function asked(document: DocumentNode): readonly Asked[] {
  const fragments = new Map(
    document.definitions.flatMap((one) =>
      one.kind === Kind.FRAGMENT_DEFINITION ? [[one.name.value, one]] : [],
    ),
  );
  const below = (set: SelectionSetNode | undefined, type: string, above: readonly DataClass[]): Asked[] =>
    (set?.selections ?? []).flatMap((one) => {
      if (one.kind === Kind.FRAGMENT_SPREAD) {
        const fragment = fragments.get(one.name.value);
        return below(fragment?.selectionSet, fragment?.typeCondition.name.value ?? type, above);
      }
      if (one.kind === Kind.INLINE_FRAGMENT)
        return below(one.selectionSet, one.typeCondition?.name.value ?? type, above);
      return ofField(one, type, above);
    });
  const ofField = (one: FieldNode, type: string, above: readonly DataClass[]): Asked[] => {
    const name = one.name.value;
    if (name.startsWith('__')) return [];
    const own = graph.rules.table.field(type, name);
    const classes = own.kind === 'class' ? [...above, own.dataClass] : above;
    const next = graph.rules.access.fields.get(`${type}.${name}`)?.type ?? '';
    // What an object stands for is what is asked below it.
    return one.selectionSet === undefined
      ? [[`${type}.${name}`, classes]]
      : below(one.selectionSet, next, classes);
  };
  const operation = document.definitions.find((one) => one.kind === Kind.OPERATION_DEFINITION);
  return below(operation?.selectionSet, 'Query', []);
}

test('what is compiled fits its agreement, and asks of the classes that it opens all that was asked, whatever the agreement is', () => {
  const agreement = fc.record({
    classes: fc.subarray([...DATA_CLASSES], { minLength: 1 }),
    purpose: fc.constantFrom(...PURPOSES),
    assurance: fc.constantFrom(...ASSURANCE_LEVELS),
    scopes: fc.constant(['registry:read']),
  });
  let cut = 0;
  fc.assert(
    fc.property(agreement, (used) => {
      const compiled = compileOperation(graph, PROFILE, used, idOf);
      if ('sentence' in compiled) return expect(compiled.kind).toBe('CLOSED');
      cut += compiled.kind === 'CUT' ? 1 : 0;
      const left = asked(parse(compiled.operation.body));

      expect(checkOperation(graph, compiled.operation, used)).toEqual([]);
      expect(left.filter(([, classes]) => !classes.every((name) => isOpen(used, name)))).toEqual([]);
      expect(missingOf(used, left)).toEqual([]);
    }),
    { numRuns: 300 },
  );
  expect(cut).toBeGreaterThan(20);
});

function isOpen(used: UsedAgreement, name: DataClass): boolean {
  const { basis } = standingOf(used);
  return basis.kind !== 'NONE' && opens(basis.classes, name);
}

/** What is open with everything above it, has a class somewhere, and was left out. */
function missingOf(used: UsedAgreement, left: ReturnType<typeof asked>): string[] {
  const kept = new Set(left.map(([coordinate]) => coordinate));
  return asked(parse(PROFILE))
    .filter(([, classes]) => classes.length > 0 && classes.every((name) => isOpen(used, name)))
    .flatMap(([coordinate]) => (kept.has(coordinate) ? [] : [coordinate]));
}

test('an operation that fits stays as it is, and the same text has the same id', () => {
  const [one, other] = [1, 2].map(() => compileOperation(graph, PROFILE, ALL, idOf));

  expect(one).toMatchObject({ kind: 'OPEN', closed: 0, operation: { name: 'HouseholdProfile' } });
  expect(one).toEqual(other);
});

test.each([
  ['{ agencies { code } }', 'REFUSED', 'one operation with a name'],
  ['query A { agencies { code } } query B { agencies { code } }', 'REFUSED', 'one operation with a name'],
  ['query A { nothing }', 'REFUSED', 'Cannot query field'],
  ['query A {', 'REFUSED', 'Syntax Error'],
  ['query A($id: ID!) { household(id: $id) { address { line } } }', 'CLOSED', 'opens nothing'],
])('%s is %s', (body, kind, sentence) => {
  const compiled = compileOperation(graph, body, { ...ALL, classes: ['register'] }, idOf);

  expect(compiled.kind).toBe(kind);
  expect('sentence' in compiled && compiled.sentence).toContain(sentence);
});

test('what stands under a condition is cut as what stands under none, and the condition goes: who registered the whole may ask less', () => {
  const body =
    'query A($id: ID!, $no: Boolean!) { household(id: $id) { registrationNumber @skip(if: $no) registrationStatus @include(if: $no) address @skip(if: $no) { line } } }';
  const compiled = compileOperation(graph, body, { ...ALL, classes: ['register'] }, idOf);

  expect('operation' in compiled && compiled.operation.body.replaceAll(/\s+/g, ' ')).toBe(
    'query A($id: ID!) { household(id: $id) { registrationNumber registrationStatus } }',
  );
});

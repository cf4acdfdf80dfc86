import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import fc from 'fast-check';
import { type DocumentNode, parse, TypeInfo, visit, visitWithTypeInfo } from 'graphql';
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

/** The coordinates that an operation asks and that have a class of their own, with it. */
function asked(document: DocumentNode): Map<string, DataClass> {
  const info = new TypeInfo(graph.schema);
  const found = new Map<string, DataClass>();
  const enter = () => {
    const [type, field] = [info.getParentType()?.name ?? '', info.getFieldDef()?.name ?? ''];
    const own = field.startsWith('__') ? null : graph.rules.table.field(type, field);
    if (own?.kind === 'class') found.set(`${type}.${field}`, own.dataClass);
  };
  visit(document, visitWithTypeInfo(info, { Field: { enter } }));
  return found;
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
      expect([...left].filter(([, name]) => !isOpen(used, name))).toEqual([]);
      expect(missingOf(used, left)).toEqual([]);
    }),
    { numRuns: 60 },
  );
  expect(cut).toBeGreaterThan(20);
});

function isOpen(used: UsedAgreement, name: DataClass): boolean {
  const { basis } = standingOf(used);
  return basis.kind !== 'NONE' && opens(basis.classes, name);
}

/** What is open and was left out, where the objects above it are open too. */
function missingOf(used: UsedAgreement, left: ReadonlyMap<string, DataClass>): string[] {
  if (!(['kinship', 'case', 'aid'] as const).every((name) => isOpen(used, name))) return [];
  return [...asked(parse(PROFILE))]
    .filter(([coordinate, name]) => isOpen(used, name) && !left.has(coordinate))
    .map(([coordinate]) => coordinate);
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

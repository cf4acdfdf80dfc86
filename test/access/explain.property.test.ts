import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { DATA_CLASSES } from '@seisi/schema/classes';
import { authorizeOperation, buildAccess } from '@seisi/schema/decision/authorize-operation';
import { explainer } from '@seisi/schema/decision/explain';
import { supergraph } from '@seisi/schema/sdl';
import { type Basis, reasonClosed } from '@seisi/schema/viewer';
import fc from 'fast-check';
import {
  buildSchema,
  type DocumentNode,
  type FieldNode,
  type FragmentDefinitionNode,
  type FragmentSpreadNode,
  getNamedType,
  getOperationAST,
  getVariableValues,
  type InlineFragmentNode,
  isAbstractType,
  isObjectType,
  Kind,
  parse,
  type SelectionSetNode,
  validate,
} from 'graphql';
import { expect, test } from 'vitest';
import { ASKING, openOracle } from '../oracle/oracle.ts';
import { poolsOf } from './pools.ts';
import { randomQuestion } from './random-question.ts';

const RUNS = 400;
const API = buildSchema(
  readFileSync(join(import.meta.dirname, '../../schema/api.generated.graphql'), 'utf8'),
);
const ACCESS = buildAccess(supergraph(), { unmarked: 'closed' });
const { read, explain } = explainer(supergraph());
const POOLS = poolsOf(openOracle().rows, ASKING[0]!);

const tapes = fc.array(fc.nat({ max: 9_999 }), { minLength: 60, maxLength: 600, size: 'max' });
const classSets = fc.nat({ max: 2 ** DATA_CLASSES.length - 1 });
const bases = fc.record({
  kind: fc.constant('SELF' as const),
  personKey: fc.constant('k'),
  classes: fc.oneof(classSets, fc.constant(0), fc.constant(2 ** DATA_CLASSES.length - 1)),
  cut: fc.record({ purpose: classSets, assurance: classSets }),
}) satisfies fc.Arbitrary<Basis>;

test('what is explained as open is what the gateway keeps of an operation, and what is withheld is what it takes out, for the same reason', () => {
  let told = 0;
  fc.assert(
    fc.property(tapes, bases, fc.boolean(), (tape, basis, isKnown) => {
      const { query, variables = {} } = randomQuestion(tape, API, POOLS);
      const document = parse(query);
      fc.pre(validate(API, document).length === 0);
      const viewer = isKnown ? { scopes: [] } : null;
      const { fields } = explain(read(query, null), variables, { viewer, basis, areGroundsKnown: true });
      const { coerced } = getVariableValues(
        API,
        getOperationAST(document)?.variableDefinitions ?? [],
        variables,
      );
      const kept = authorizeOperation(ACCESS, {
        document,
        variables: coerced ?? {},
        rights: {
          authenticated: isKnown,
          scopes: new Set<string>(),
          policies: new Set(DATA_CLASSES.filter((_name, bit) => (basis.classes & (1 << bit)) !== 0)),
        },
      });
      const of = (decision: string) => fields.filter((field) => field.decision === decision);
      expect(placesOf(of('OPEN'))).toEqual([...keptIn(kept.document)].sort());
      expect(placesOf(of('WITHHELD'))).toEqual(placesOf(kept.denied));
      for (const { dataClass, reason } of of('WITHHELD'))
        expect(reason).toBe(reasonClosed(basis, dataClass as (typeof DATA_CLASSES)[number] | null));
      told += fields.length;
    }),
    { numRuns: RUNS },
  );
  expect(told).toBeGreaterThan(RUNS);
});

function placesOf(
  places: readonly { readonly path: readonly string[]; readonly coordinate: string }[],
): string[] {
  return places.map(({ path, coordinate }) => `${path.join('.')} ${coordinate}`).sort();
}

/** Every field that a filtered operation still asks for, by path and coordinate. */
function keptIn(document: DocumentNode | null): ReadonlySet<string> {
  if (document === null) return new Set();
  const operation = getOperationAST(document)!;
  const keeper = new Keeper(document);
  keeper.set(operation.selectionSet, [API.getRootType(operation.operation)!.name], []);
  return keeper.kept;
}

class Keeper {
  readonly kept = new Set<string>();
  readonly #fragments: ReadonlyMap<string, FragmentDefinitionNode>;

  constructor({ definitions }: DocumentNode) {
    const fragments = definitions.filter((node) => node.kind === Kind.FRAGMENT_DEFINITION);
    this.#fragments = new Map(fragments.map((node) => [node.name.value, node]));
  }

  set({ selections }: SelectionSetNode, types: readonly string[], path: readonly string[]): void {
    for (const node of selections) {
      // The filter writes `@include(if: false)` where nothing is left; every other condition it has answered.
      if ((node.directives ?? []).length > 0) continue;
      if (node.kind === Kind.FIELD) this.#field(node, types, path);
      else this.#fragment(node, types, path);
    }
  }

  #fragment(
    node: InlineFragmentNode | FragmentSpreadNode,
    types: readonly string[],
    path: readonly string[],
  ): void {
    const fragment = node.kind === Kind.FRAGMENT_SPREAD ? this.#fragments.get(node.name.value)! : node;
    const condition = fragment.typeCondition?.name.value;
    const narrowed = types.filter((type) => condition === undefined || possible(condition).includes(type));
    this.set(fragment.selectionSet, narrowed, path);
  }

  #field({ alias, name, selectionSet }: FieldNode, types: readonly string[], path: readonly string[]): void {
    const here = [...path, (alias ?? name).value];
    for (const type of types) {
      this.kept.add(`${here.join('.')} ${type}.${name.value}`);
      const parent = API.getType(type);
      const field = isObjectType(parent) ? parent.getFields()[name.value] : undefined;
      if (selectionSet !== undefined && field !== undefined)
        this.set(selectionSet, possible(getNamedType(field.type).name), here);
    }
  }
}

function possible(name: string): readonly string[] {
  const type = API.getType(name);
  return isAbstractType(type) ? API.getPossibleTypes(type).map((one) => one.name) : [name];
}

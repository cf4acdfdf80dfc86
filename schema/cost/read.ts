import { type ConstDirectiveNode, type ConstValueNode, Kind, parse, valueFromASTUntyped } from 'graphql';
import { type Link, readLinks } from '../access/link.ts';

/** What `@listSize` says of a field: how long its list is, or that of the fields named. */
export type ListSize = {
  readonly assumedSize: number | null;
  /** Names of arguments, or dotted paths into them. */
  readonly slicingArguments: readonly string[];
  readonly sizedFields: readonly string[];
};

/** The prices of a graph, by coordinate: `Type`, `Type.field`, `Type.field(argument:)`, `Input.field`. */
export type Prices = {
  readonly weights: ReadonlyMap<string, number>;
  readonly sizes: ReadonlyMap<string, ListSize>;
};

type Marked = { readonly directives?: readonly ConstDirectiveNode[] | undefined };
type Place = { readonly coordinate: string; readonly node: Marked };

/** Reads `@cost` and `@listSize` (specs.apollo.dev/cost) of a supergraph, whatever they are called there; none where the specification is not linked. */
export function readPrices(supergraphSdl: string): Prices {
  const document = parse(supergraphSdl, { noLocation: true });
  const link = readLinks(document).find(({ identity }) => identity === 'specs.apollo.dev/cost');
  const weights = new Map<string, number>();
  const sizes = new Map<string, ListSize>();
  if (link === undefined) return { weights, sizes };
  const names = { cost: localName(link, 'cost'), listSize: localName(link, 'listSize') };
  for (const { coordinate, node } of document.definitions.flatMap(placesOf)) {
    const weight = numberOf(valuesOf(node, names.cost)?.['weight']);
    const size = valuesOf(node, names.listSize);
    if (weight !== null) weights.set(coordinate, weight);
    if (size !== null) sizes.set(coordinate, listSizeOf(size));
  }
  return { weights, sizes };
}

function localName(link: Link, name: string): string {
  const imported = link.imports.get(`@${name}`)?.slice(1);
  if (imported !== undefined) return imported;
  return name === 'cost' ? link.namespace : `${link.namespace}__${name}`;
}

function placesOf(definition: ReturnType<typeof parse>['definitions'][number]): Place[] {
  if (!('name' in definition) || definition.name === undefined || !('directives' in definition)) return [];
  const type = definition.name.value;
  const fields = 'fields' in definition ? (definition.fields ?? []) : [];
  const below = fields.flatMap((field): Place[] => {
    const coordinate = `${type}.${field.name.value}`;
    const given = field.kind === Kind.FIELD_DEFINITION ? (field.arguments ?? []) : [];
    return [
      { coordinate, node: field },
      ...given.map((node) => ({ coordinate: `${coordinate}(${node.name.value}:)`, node })),
    ];
  });
  return [{ coordinate: type, node: definition as Marked }, ...below];
}

function listSizeOf(values: Readonly<Record<string, unknown>>): ListSize {
  return {
    assumedSize: numberOf(values['assumedSize']),
    slicingArguments: textsOf(values['slicingArguments']),
    sizedFields: textsOf(values['sizedFields']),
  };
}

/** The arguments of one directive of an element as plain data; null where it does not stand there. */
function valuesOf({ directives = [] }: Marked, name: string): Record<string, unknown> | null {
  const use = directives.find((one) => one.name.value === name);
  if (use === undefined) return null;
  return Object.fromEntries(
    (use.arguments ?? []).map(({ name: { value: key }, value }) => [key, plain(value)]),
  );
}

const plain = (value: ConstValueNode): unknown => valueFromASTUntyped(value);

function numberOf(value: unknown): number | null {
  return typeof value === 'number' && Number.isFinite(value) ? value : null;
}

function textsOf(value: unknown): string[] {
  const values = Array.isArray(value) ? value : [value];
  return values.filter((one) => typeof one === 'string');
}

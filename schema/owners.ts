import { type ConstDirectiveNode, Kind, type ObjectTypeDefinitionNode, parse } from 'graphql';
import { byText } from './by-text.ts';

/** Which rooms only can say certain things. */
export type Owners = {
  /** The room that mints the grants of a subject type, by type: only its word makes a subject absent. */
  readonly owners: ReadonlyMap<string, string>;
  /** The room that tells the facts of a basis, decides and mints; null where the graph has none. */
  readonly basisRoom: string | null;
  /** Every room of the graph. */
  readonly rooms: readonly string[];
};

const definitionsOf = byText((sdl) => parse(sdl, { noLocation: true }));

/** Reads from a supergraph's join directives its rooms, which of them resolves `grant` of each subject, and which `Query.basisFacts`. */
export function ownersOf(sdl: string, subjects: ReadonlySet<string>): Owners {
  const { definitions } = definitionsOf(sdl);
  const types = new Map(
    definitions.flatMap((one) =>
      one.kind === Kind.OBJECT_TYPE_DEFINITION ? [[one.name.value, one] as const] : [],
    ),
  );
  const graphs = new Map<string, string>();
  for (const definition of definitions) {
    if (definition.kind !== Kind.ENUM_TYPE_DEFINITION || definition.name.value !== 'join__Graph') continue;
    for (const value of definition.values ?? [])
      graphs.set(value.name.value, argument(value, 'join__graph', 'name')[0] ?? '');
  }
  const owners = new Map<string, string>();
  for (const subject of subjects) {
    const owner = homeOf(types.get(subject), 'grant', graphs);
    if (owner !== null) owners.set(subject, owner);
  }
  const basisRoom = homeOf(types.get('Query'), 'basisFacts', graphs);
  return { owners, basisRoom, rooms: [...graphs.values()] };
}

/** The one room that resolves a field and does not only use it. */
function homeOf(
  type: ObjectTypeDefinitionNode | undefined,
  fieldName: string,
  graphs: ReadonlyMap<string, string>,
): string | null {
  const field = type?.fields?.find(({ name }) => name.value === fieldName);
  const own = (field?.directives ?? []).filter(
    (one) => one.name.value === 'join__field' && argumentOf(one, 'external') !== 'true',
  );
  const graph = own.length === 1 && own[0] !== undefined ? argumentOf(own[0], 'graph') : undefined;
  return graph === undefined ? null : (graphs.get(graph) ?? null);
}

function argument(
  node: { readonly directives?: readonly ConstDirectiveNode[] | undefined },
  directive: string,
  name: string,
): string[] {
  return (node.directives ?? [])
    .filter((one) => one.name.value === directive)
    .flatMap((one) => argumentOf(one, name) ?? []);
}

function argumentOf(directive: ConstDirectiveNode, name: string): string | undefined {
  const value = directive.arguments?.find((one) => one.name.value === name)?.value;
  return value !== undefined && 'value' in value ? String(value.value) : undefined;
}

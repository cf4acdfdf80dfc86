import { type EnumValueDefinitionNode, Kind, parse } from 'graphql';

/** Where a subgraph of a supergraph answers. */
export type SubgraphAddress = { readonly name: string; readonly url: URL };

/**
 * The subgraphs of a supergraph, from its `enum join__Graph`.
 * @throws Error with one sentence where there are none, or one has no address that can be posted to
 */
export function subgraphAddresses(sdl: string): readonly SubgraphAddress[] {
  const graphs = parse(sdl, { noLocation: true }).definitions.find(
    (one) => one.kind === Kind.ENUM_TYPE_DEFINITION && one.name.value === 'join__Graph',
  );
  const values = graphs?.kind === Kind.ENUM_TYPE_DEFINITION ? (graphs.values ?? []) : [];
  if (values.length === 0)
    throw new Error('It is no supergraph of Federation 2: it names no subgraphs (enum join__Graph).');
  return values.map(addressOf);
}

function addressOf(value: EnumValueDefinitionNode): SubgraphAddress {
  const name = textOf(value, 'name');
  const text = textOf(value, 'url');
  const url = URL.canParse(text) ? new URL(text) : null;
  if (name === '' || url === null || !/^https?:$/.test(url.protocol))
    throw new Error(`The subgraph ${name || value.name.value} has no http or https address in join__Graph.`);
  if (url.username !== '' || url.password !== '')
    throw new Error(
      `The address of the subgraph ${name} holds a password, which everyone would read. Take it out.`,
    );
  return { name, url };
}

function textOf({ directives = [] }: EnumValueDefinitionNode, argument: string): string {
  const graph = directives.find(({ name }) => name.value === 'join__graph');
  const value = graph?.arguments?.find(({ name }) => name.value === argument)?.value;
  return value?.kind === Kind.STRING ? value.value : '';
}

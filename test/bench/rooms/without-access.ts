import { relaxLinks } from '@seisi/schema/access/relax';
import { supergraph } from '@seisi/schema/sdl';
import { type DirectiveNode, Kind, parse, print, visit } from 'graphql';

const RULES = new Set(['policy', 'authenticated']);
const CARRIERS = new Set(['grant', 'facts', 'basisFacts']);

/** The house's graph for gateways that know nothing of access: neither a rule nor anything that carries what a rule decided, so nothing is fetched for it. */
export function supergraphWithoutAccess(): string {
  return print(
    visit(parse(relaxLinks(supergraph())), {
      Directive: (directive) => (RULES.has(directive.name.value) ? null : withoutRequires(directive)),
      FieldDefinition: { enter: ({ name }) => (CARRIERS.has(name.value) ? null : undefined) },
    }),
  );
}

/** `@join__field(requires: "grant")` asks for what is no longer there. */
function withoutRequires(directive: DirectiveNode): DirectiveNode | undefined {
  if (directive.name.value !== 'join__field') return undefined;
  const kept = (directive.arguments ?? []).filter(
    ({ name, value }) =>
      name.value !== 'requires' || (value.kind === Kind.STRING && !/\b(grant|facts)\b/.test(value.value)),
  );
  return { ...directive, arguments: kept };
}

import {
  buildASTSchema,
  type ConstDirectiveNode,
  type DocumentNode,
  type GraphQLSchema,
  Kind,
  parse,
  type TypeDefinitionNode,
  visit,
} from 'graphql';
import { directiveNames, readLinks } from '../access/link.ts';

/** What clients see of a supergraph: without what is `@inaccessible`, and without what composition added for its own use. */
export function apiSchemaOf(supergraphSdl: string): GraphQLSchema {
  const document = parse(supergraphSdl, { noLocation: true });
  const links = readLinks(document);
  const hides = directiveNames(links).inaccessible;
  const prefixes = links.map(({ namespace }) => `${namespace}__`);
  const isHidden = ({ directives = [] }: { readonly directives?: readonly ConstDirectiveNode[] }) =>
    directives.some(({ name }) => hides.has(name.value));
  const hidden = hiddenTypes(document, isHidden, prefixes);
  const element = (node: { readonly directives?: readonly ConstDirectiveNode[] }) =>
    isHidden(node) ? null : undefined;
  // Directives stay where they are written: without their definitions nobody is told of them.
  const visible = visit(document, {
    DirectiveDefinition: () => null,
    NamedType: ({ name }, _key, parent) =>
      // In a list of interfaces or of a union's members; anything else that names a hidden type is hidden itself.
      Array.isArray(parent) && hidden.has(name.value) ? null : undefined,
    FieldDefinition: element,
    InputValueDefinition: element,
    EnumValueDefinition: element,
  });
  const definitions = visible.definitions.filter(
    (node) => !('name' in node && hidden.has(node.name?.value ?? '')),
  );
  return buildASTSchema({ ...visible, definitions }, { assumeValidSDL: true });
}

function hiddenTypes(
  { definitions }: DocumentNode,
  isHidden: (node: TypeDefinitionNode) => boolean,
  prefixes: readonly string[],
): ReadonlySet<string> {
  const types = definitions.filter((node): node is TypeDefinitionNode => TYPES.has(node.kind));
  const isMachinery = (name: string) => prefixes.some((prefix) => name.startsWith(prefix));
  return new Set(
    types.filter((node) => isHidden(node) || isMachinery(node.name.value)).map(({ name }) => name.value),
  );
}

const TYPES: ReadonlySet<string> = new Set([
  Kind.SCALAR_TYPE_DEFINITION,
  Kind.OBJECT_TYPE_DEFINITION,
  Kind.INTERFACE_TYPE_DEFINITION,
  Kind.UNION_TYPE_DEFINITION,
  Kind.ENUM_TYPE_DEFINITION,
  Kind.INPUT_OBJECT_TYPE_DEFINITION,
]);

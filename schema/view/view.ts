import {
  buildASTSchema,
  type DefinitionNode,
  type DocumentNode,
  type FieldDefinitionNode,
  type GraphQLSchema,
  Kind,
  type NamedTypeNode,
  parse,
  printSchema,
} from 'graphql';
import type { Access } from '../access/read.ts';
import type { Rights } from '../access/requirement.ts';
import { OpenElements } from '../decision/open-elements.ts';
import { coordinatesOf } from './coordinates.ts';
import { ViewInputs } from './view-inputs.ts';
import { ViewOutputs } from './view-outputs.ts';

/** Makes the view that these rights have; null where they open nothing that can be asked. */
export type Viewing = (rights: Rights) => GraphQLSchema | null;

/**
 * Views of a graph: the part of what clients see of it (`apiSchema`) that rights open at the most, as a schema of its own. A view says what can be had; what is
 * valid it does not say: a field that is not in it stays valid, and is withheld.
 */
export function viewsOf(access: Access, apiSchema: GraphQLSchema): Viewing {
  const document = parse(printSchema(apiSchema), { noLocation: true });
  return (rights) => {
    const open = new OpenElements(access, rights);
    const inputs = new ViewInputs(apiSchema, open);
    const kept = coordinatesOf(apiSchema, inputs, new ViewOutputs(apiSchema, open, inputs));
    const query = apiSchema.getQueryType();
    if (query == null || !kept.has(query.name)) return null;
    return buildASTSchema(documentOf(document, kept), { assumeValidSDL: true });
  };
}

type Kept = ReadonlySet<string>;

function documentOf({ definitions, ...document }: DocumentNode, kept: Kept): DocumentNode {
  return { ...document, definitions: definitions.flatMap((node) => definitionOf(node, kept)) };
}

function definitionOf(node: DefinitionNode, kept: Kept): readonly DefinitionNode[] {
  if (node.kind === Kind.DIRECTIVE_DEFINITION) return [node];
  if (node.kind === Kind.SCHEMA_DEFINITION) {
    const { operationTypes } = node;
    return [{ ...node, operationTypes: operationTypes.filter(({ type }) => kept.has(type.name.value)) }];
  }
  if (!('name' in node) || !kept.has(node.name?.value ?? '')) return [];
  if (node.kind === Kind.OBJECT_TYPE_DEFINITION || node.kind === Kind.INTERFACE_TYPE_DEFINITION) {
    const type = node.name.value;
    const fields = named(type, node.fields, kept).map((field) => fieldOf(type, field, kept));
    return [{ ...node, fields, interfaces: types(node.interfaces, kept) }];
  }
  if (node.kind === Kind.UNION_TYPE_DEFINITION) return [{ ...node, types: types(node.types, kept) }];
  if (node.kind === Kind.INPUT_OBJECT_TYPE_DEFINITION)
    return [{ ...node, fields: named(node.name.value, node.fields, kept) }];
  if (node.kind === Kind.ENUM_TYPE_DEFINITION)
    return [{ ...node, values: named(node.name.value, node.values, kept) }];
  return [node];
}

function fieldOf(type: string, field: FieldDefinitionNode, kept: Kept): FieldDefinitionNode {
  const given = (field.arguments ?? []).filter(({ name }) =>
    kept.has(`${type}.${field.name.value}(${name.value}:)`),
  );
  return { ...field, arguments: given };
}

type Named = { readonly name: { readonly value: string } };

function named<Part extends Named>(type: string, parts: readonly Part[] | undefined, kept: Kept): Part[] {
  return (parts ?? []).filter(({ name }) => kept.has(`${type}.${name.value}`));
}

function types(nodes: readonly NamedTypeNode[] | undefined, kept: Kept): NamedTypeNode[] {
  return (nodes ?? []).filter(({ name }) => kept.has(name.value));
}

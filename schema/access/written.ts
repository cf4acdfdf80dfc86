import {
  type ConstDirectiveNode,
  type DocumentNode,
  type EnumValueDefinitionNode,
  type FieldDefinitionNode,
  type InputValueDefinitionNode,
  isTypeDefinitionNode,
  isTypeExtensionNode,
  Kind,
  type TypeDefinitionNode,
  type TypeExtensionNode,
} from 'graphql';
import type { DirectiveNames } from './link.ts';
import { bothMarks, type Marks, NO_MARKS, readMarks, refuseRule } from './mark.ts';

/** The marks of a supergraph exactly where they are written, by coordinate. */
export type Written = {
  readonly types: ReadonlyMap<string, Marks>;
  readonly fields: ReadonlyMap<string, Marks>;
  readonly inputs: ReadonlyMap<string, Marks>;
  /** Types that some room resolves by a key. */
  readonly entities: ReadonlySet<string>;
};

/** Reads the marks of every element. Definitions and extensions of one element add up, so that none can take a rule away. */
export function readWritten(document: DocumentNode, names: DirectiveNames, join: string): Written {
  const reader = new Reader(names, join);
  for (const node of document.definitions) {
    if (isTypeDefinitionNode(node) || isTypeExtensionNode(node)) reader.type(node);
    if (node.kind === Kind.SCHEMA_DEFINITION || node.kind === Kind.SCHEMA_EXTENSION)
      refuseRule(node.directives, names, 'schema');
  }
  return reader;
}

class Reader implements Written {
  readonly types = new Map<string, Marks>();
  readonly fields = new Map<string, Marks>();
  readonly inputs = new Map<string, Marks>();
  readonly entities = new Set<string>();
  readonly #names: DirectiveNames;
  readonly #join: string;

  constructor(names: DirectiveNames, join: string) {
    this.#names = names;
    this.#join = join;
  }

  type(node: TypeDefinitionNode | TypeExtensionNode): void {
    const name = node.name.value;
    this.#add(this.types, name, node.directives);
    if (node.directives?.some((directive) => isResolvableKey(directive, this.#join))) this.entities.add(name);
    if (UNRULED.has(node.kind)) refuseRule(node.directives, this.#names, name);
    for (const part of partsOf(node)) {
      if (part.kind === Kind.FIELD_DEFINITION) this.#field(name, part);
      else this.#input(`${name}.${part.name.value}`, part.directives);
    }
  }

  #field(type: string, node: FieldDefinitionNode): void {
    const coordinate = `${type}.${node.name.value}`;
    this.#add(this.fields, coordinate, node.directives);
    const each = (argument: InputValueDefinitionNode) =>
      this.#input(`${coordinate}(${argument.name.value}:)`, argument.directives);
    node.arguments?.forEach(each);
  }

  #input(coordinate: string, directives: readonly ConstDirectiveNode[] | undefined): void {
    refuseRule(directives, this.#names, coordinate);
    this.#add(this.inputs, coordinate, directives);
  }

  #add(
    marks: Map<string, Marks>,
    coordinate: string,
    directives: readonly ConstDirectiveNode[] | undefined,
  ): void {
    const here = readMarks(directives, this.#names, coordinate);
    const before = marks.get(coordinate);
    marks.set(coordinate, before === undefined || before === NO_MARKS ? here : bothMarks(before, here));
  }
}

/** Rules do not hold on unions and input objects; GraphQL has no place for them there. */
const UNRULED: ReadonlySet<string> = new Set([
  Kind.UNION_TYPE_DEFINITION,
  Kind.UNION_TYPE_EXTENSION,
  Kind.INPUT_OBJECT_TYPE_DEFINITION,
  Kind.INPUT_OBJECT_TYPE_EXTENSION,
]);

function partsOf(
  node: TypeDefinitionNode | TypeExtensionNode,
): readonly (FieldDefinitionNode | InputValueDefinitionNode | EnumValueDefinitionNode)[] {
  if ('fields' in node) return node.fields ?? [];
  return 'values' in node ? (node.values ?? []) : [];
}

/** `@join__type(graph:, key:)`, unless it says `resolvable: false`. */
function isResolvableKey(directive: ConstDirectiveNode, join: string): boolean {
  if (directive.name.value !== `${join}__type`) return false;
  const values = new Map(directive.arguments?.map((argument) => [argument.name.value, argument.value]));
  const resolvable = values.get('resolvable');
  return values.get('key')?.kind === Kind.STRING && !(resolvable?.kind === Kind.BOOLEAN && !resolvable.value);
}

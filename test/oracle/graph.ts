import { globSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import {
  type ConstDirectiveNode,
  type DefinitionNode,
  type EnumValueDefinitionNode,
  type FieldDefinitionNode,
  type InputValueDefinitionNode,
  Kind,
  type NamedTypeNode,
  parse,
  type TypeNode,
  type ValueNode,
} from 'graphql';

const HOUSE = join(import.meta.dirname, '../..');

/** What the rooms' text says of who may see an element: `dataClass` by `@policy`, or by a tag on an argument. */
export type Rule = {
  readonly authenticated: boolean;
  readonly hidden: boolean;
  readonly dataClass: string | null;
};

export type GraphArgument = {
  readonly type: TypeNode;
  readonly fallback: ValueNode | undefined;
  readonly dataClass: string | null;
};

export type GraphField = Rule & {
  readonly type: TypeNode;
  readonly arguments: ReadonlyMap<string, GraphArgument>;
};

export type GraphObject = { readonly rule: Rule; readonly fields: ReadonlyMap<string, GraphField> };
export type EnumText = { readonly value: string; readonly description: string };

/** The graph as the oracle reads it: from the SDL of every room, without composing. */
export type Graph = {
  readonly objects: ReadonlyMap<string, GraphObject>;
  readonly unions: ReadonlyMap<string, readonly string[]>;
  readonly enums: ReadonlyMap<string, readonly EnumText[]>;
  readonly inputs: ReadonlyMap<string, ReadonlyMap<string, GraphArgument>>;
  /** Types with a grant of their own. */
  readonly subjects: ReadonlySet<string>;
  /** Entities without one. */
  readonly files: ReadonlySet<string>;
};

/** Reads the graph from the rooms' own SDL. */
export function readGraph(): Graph {
  const paths = ['schema/prelude.graphql', ...globSync('subgraphs/*/*.graphql', { cwd: HOUSE }).sort()];
  const reader = new Reader();
  for (const path of paths) reader.read(readFileSync(join(HOUSE, path), 'utf8'));
  return reader;
}

/** The name of a type under its lists and exclamation marks. */
export function namedType(type: TypeNode): string {
  return type.kind === Kind.NAMED_TYPE ? type.name.value : namedType(type.type);
}

/** The object types that a composite type can be; none for a leaf. */
export function possibleTypes(graph: Graph, name: string): readonly string[] {
  return graph.unions.get(name) ?? (graph.objects.has(name) ? [name] : []);
}

const OPEN: Rule = { authenticated: false, hidden: false, dataClass: null };

class Reader implements Graph {
  readonly objects = new Map<string, { rule: Rule; fields: Map<string, GraphField> }>();
  readonly unions = new Map<string, readonly string[]>();
  readonly enums = new Map<string, readonly EnumText[]>();
  readonly inputs = new Map<string, Map<string, GraphArgument>>();
  readonly subjects = new Set<string>();
  readonly files = new Set<string>();

  read(text: string): void {
    for (const node of parse(text, { noLocation: true }).definitions) this.#definition(node);
  }

  #definition(node: DefinitionNode): void {
    if (node.kind === Kind.OBJECT_TYPE_DEFINITION || node.kind === Kind.OBJECT_TYPE_EXTENSION)
      this.#object(node.name.value, node.directives ?? [], node.fields ?? []);
    if (node.kind === Kind.UNION_TYPE_DEFINITION) this.unions.set(node.name.value, namesOf(node.types));
    if (node.kind === Kind.ENUM_TYPE_DEFINITION)
      this.enums.set(node.name.value, (node.values ?? []).map(enumText));
    if (node.kind === Kind.INPUT_OBJECT_TYPE_DEFINITION)
      this.inputs.set(node.name.value, argumentsOf(node.fields));
  }

  #object(
    name: string,
    directives: readonly ConstDirectiveNode[],
    fields: readonly FieldDefinitionNode[],
  ): void {
    const known = this.objects.get(name) ?? { rule: OPEN, fields: new Map() };
    const rule = both(known.rule, ruleOf(directives));
    for (const field of fields) {
      const before = known.fields.get(field.name.value) ?? OPEN;
      const written = both(before, ruleOf(field.directives ?? []));
      known.fields.set(field.name.value, {
        ...written,
        type: field.type,
        arguments: argumentsOf(field.arguments),
      });
    }
    this.objects.set(name, { rule, fields: known.fields });
    if (known.fields.has('grant')) this.subjects.add(name);
    else if (directives.some((directive) => directive.name.value === 'key')) this.files.add(name);
  }
}

function namesOf(types: readonly NamedTypeNode[] | undefined): string[] {
  return (types ?? []).map(({ name }) => name.value);
}

function enumText({ name, description }: EnumValueDefinitionNode): EnumText {
  return { value: name.value, description: description?.value ?? '' };
}

function argumentsOf(nodes: readonly InputValueDefinitionNode[] | undefined): Map<string, GraphArgument> {
  return new Map(
    (nodes ?? []).map(({ name, type, defaultValue, directives }) => [
      name.value,
      { type, fallback: defaultValue, dataClass: taggedClass(directives ?? []) },
    ]),
  );
}

function ruleOf(directives: readonly ConstDirectiveNode[]): Rule {
  const named = (name: string) => directives.find((directive) => directive.name.value === name);
  const policies = named('policy')?.arguments?.[0]?.value;
  const all = policies?.kind === Kind.LIST ? policies.values[0] : undefined;
  const one = all?.kind === Kind.LIST ? all.values[0] : undefined;
  return {
    authenticated: named('authenticated') !== undefined,
    hidden: named('inaccessible') !== undefined,
    dataClass: one?.kind === Kind.STRING ? one.value : null,
  };
}

function taggedClass(directives: readonly ConstDirectiveNode[]): string | null {
  for (const { name, arguments: given } of directives) {
    const value = given?.[0]?.value;
    if (name.value === 'tag' && value?.kind === Kind.STRING && value.value.startsWith('class:'))
      return value.value.slice('class:'.length);
  }
  return null;
}

function both(one: Rule, other: Rule): Rule {
  return {
    authenticated: one.authenticated || other.authenticated,
    hidden: one.hidden || other.hidden,
    dataClass: one.dataClass ?? other.dataClass,
  };
}

import {
  type DocumentNode,
  type FieldNode,
  type FragmentDefinitionNode,
  type FragmentSpreadNode,
  type InlineFragmentNode,
  Kind,
  type OperationDefinitionNode,
  parse,
  type SelectionNode,
  type SelectionSetNode,
  type TypeNode,
  type ValueNode,
} from 'graphql';
import { type Graph, type GraphArgument, namedType, possibleTypes } from './graph.ts';

/** A question as it is asked: parsed, with its variables coerced. */
export type Question = {
  readonly graph: Graph;
  readonly operation: OperationDefinitionNode;
  readonly fragments: ReadonlyMap<string, FragmentDefinitionNode>;
  /** Only variables that stand for something, null included. */
  readonly variables: ReadonlyMap<string, unknown>;
};

/** Reads a document of one operation. */
export function readQuestion(
  graph: Graph,
  query: string,
  given: Readonly<Record<string, unknown>>,
): Question {
  const document: DocumentNode = parse(query, { noLocation: true });
  const operation = document.definitions.find((node) => node.kind === Kind.OPERATION_DEFINITION);
  if (operation === undefined) throw new Error('The document has no operation.');
  const fragments = document.definitions.filter((node) => node.kind === Kind.FRAGMENT_DEFINITION);
  const variables = new Map<string, unknown>();
  for (const { variable, defaultValue } of operation.variableDefinitions ?? []) {
    const name = variable.name.value;
    if (Object.hasOwn(given, name)) variables.set(name, given[name]);
    else if (defaultValue !== undefined) variables.set(name, jsonOf(defaultValue, new Map()));
  }
  return {
    graph,
    operation,
    fragments: new Map(fragments.map((node) => [node.name.value, node])),
    variables,
  };
}

/** The fields that are selected on an object of a type, by response key, in the order of the document. */
export function collect(
  question: Question,
  type: string,
  sets: readonly SelectionSetNode[],
): ReadonlyMap<string, readonly FieldNode[]> {
  const fields = new Map<string, FieldNode[]>();
  const spread = new Set<string>();
  const walk = (selection: SelectionNode): void => {
    if (isLeftOut(question, selection)) return;
    if (selection.kind !== Kind.FIELD) {
      const fragment = fragmentOf(question, selection, spread);
      const condition = fragment?.typeCondition?.name.value ?? type;
      if (possibleTypes(question.graph, condition).includes(type))
        fragment?.selectionSet.selections.forEach(walk);
      return;
    }
    const key = (selection.alias ?? selection.name).value;
    fields.set(key, [...(fields.get(key) ?? []), selection]);
  };
  for (const set of sets) set.selections.forEach(walk);
  return fields;
}

/** What a fragment selects; a named one counts once in a selection. */
function fragmentOf(
  { fragments }: Question,
  selection: InlineFragmentNode | FragmentSpreadNode,
  spread: Set<string>,
): InlineFragmentNode | FragmentDefinitionNode | undefined {
  if (selection.kind === Kind.INLINE_FRAGMENT) return selection;
  const name = selection.name.value;
  if (spread.has(name)) return undefined;
  spread.add(name);
  return fragments.get(name);
}

function isLeftOut({ variables }: Question, { directives }: SelectionNode): boolean {
  return (directives ?? []).some((directive) => {
    const condition = directive.arguments?.[0]?.value;
    const holds = condition !== undefined && jsonOf(condition, variables) === true;
    return directive.name.value === 'skip' ? holds : directive.name.value === 'include' && !holds;
  });
}

/** The arguments of a field: only those that are given, or have a default. */
export function argumentsOf(
  { graph, variables }: Question,
  known: ReadonlyMap<string, GraphArgument>,
  node: FieldNode,
): Readonly<Record<string, unknown>> {
  const values: Record<string, unknown> = Object.create(null);
  for (const [name, { type, fallback }] of known) {
    const given = node.arguments?.find((argument) => argument.name.value === name)?.value;
    const value = given === undefined ? undefined : jsonOf(given, variables);
    if (value !== undefined) values[name] = inputOf(graph, type, value);
    else if (fallback !== undefined) values[name] = jsonOf(fallback, variables);
  }
  return values;
}

/** The classes that the arguments of a field tell (access §2): an explicit null is given, an absent variable is not. */
export function classesGiven(
  question: Question,
  known: ReadonlyMap<string, GraphArgument>,
  node: FieldNode,
): string[] {
  return (node.arguments ?? []).flatMap(({ name, value }) => {
    const argument = known.get(name.value);
    const given = jsonOf(value, question.variables);
    return argument === undefined || given === undefined ? [] : classesIn(question.graph, argument, given);
  });
}

function classesIn(graph: Graph, { type, dataClass }: GraphArgument, value: unknown): string[] {
  const parts = graph.inputs.get(namedType(type));
  const own = dataClass === null ? [] : [dataClass];
  if (parts === undefined || typeof value !== 'object' || value === null) return own;
  const within = Object.entries(value).flatMap(([name, part]) => {
    const field = parts.get(name);
    return field === undefined || part === undefined ? [] : classesIn(graph, field, part);
  });
  return [...own, ...within];
}

/** An input value as its type takes it: a number is an identifier too. */
function inputOf(graph: Graph, type: TypeNode, value: unknown): unknown {
  if (type.kind === Kind.NON_NULL_TYPE) return inputOf(graph, type.type, value);
  if (type.kind === Kind.NAMED_TYPE && type.name.value === 'ID' && value !== null) return String(value);
  return value;
}

/** The value of a literal; undefined for a variable that stands for nothing. */
function jsonOf(node: ValueNode, variables: ReadonlyMap<string, unknown>): unknown {
  switch (node.kind) {
    case Kind.VARIABLE:
      return variables.get(node.name.value);
    case Kind.NULL:
      return null;
    case Kind.INT:
    case Kind.FLOAT:
      return Number(node.value);
    case Kind.LIST:
      return node.values.map((item) => jsonOf(item, variables));
    case Kind.OBJECT:
      return Object.fromEntries(
        node.fields
          .map((field) => [field.name.value, jsonOf(field.value, variables)] as const)
          .filter(([, value]) => value !== undefined),
      );
    case Kind.STRING:
    case Kind.BOOLEAN:
    case Kind.ENUM:
      return node.value;
    default:
      return node satisfies never;
  }
}

import {
  type DirectiveNode,
  type DocumentNode,
  type FieldNode,
  type FragmentDefinitionNode,
  getOperationAST,
  Kind,
  type OperationDefinitionNode,
  type SelectionNode,
  type SelectionSetNode,
} from 'graphql';
import { type GraphModel, possibleTypes } from './model.ts';

/** The selections of one response key on one object, merged as execution merges them. */
export type Selection = {
  readonly key: string;
  readonly field: string;
  readonly sets: readonly SelectionSetNode[];
};

type Collecting = { readonly byKey: Map<string, FieldNode[]>; readonly visited: Set<string> };

/** One operation of a document under its variables, read as GraphQL's CollectFields reads it. */
export class Selected {
  readonly operation: OperationDefinitionNode;
  readonly #graph: GraphModel;
  readonly #fragments: ReadonlyMap<string, FragmentDefinitionNode>;
  readonly #variables: Readonly<Record<string, unknown>>;

  /** @param variables coerced */
  constructor(
    graph: GraphModel,
    document: DocumentNode,
    operationName: string,
    variables: Readonly<Record<string, unknown>>,
  ) {
    const operation = getOperationAST(document, operationName);
    if (operation == null) throw new Error(`The document has no operation ${operationName}.`);
    this.operation = operation;
    this.#graph = graph;
    this.#variables = variables;
    this.#fragments = new Map(
      document.definitions.flatMap((node) =>
        node.kind === Kind.FRAGMENT_DEFINITION ? [[node.name.value, node] as const] : [],
      ),
    );
  }

  /** What these selection sets ask of an object of this type. */
  on(type: string, sets: readonly SelectionSetNode[]): readonly Selection[] {
    const into: Collecting = { byKey: new Map(), visited: new Set() };
    for (const set of sets) this.#collect(type, set, into);
    return [...into.byKey].map(([key, nodes]) => ({
      key,
      field: nodes[0]?.name.value ?? '',
      sets: nodes.flatMap(({ selectionSet }) => selectionSet ?? []),
    }));
  }

  #collect(type: string, set: SelectionSetNode, into: Collecting): void {
    for (const node of set.selections.filter((one) => this.#isIncluded(one))) {
      if (node.kind === Kind.FIELD) {
        const key = node.alias?.value ?? node.name.value;
        into.byKey.set(key, [...(into.byKey.get(key) ?? []), node]);
        continue;
      }
      const fragment = node.kind === Kind.INLINE_FRAGMENT ? node : this.#once(node.name.value, into.visited);
      if (fragment !== undefined && this.#applies(fragment.typeCondition?.name.value, type))
        this.#collect(type, fragment.selectionSet, into);
    }
  }

  /** A named fragment counts once in one selection. */
  #once(name: string, visited: Set<string>): FragmentDefinitionNode | undefined {
    if (visited.has(name)) return undefined;
    visited.add(name);
    return this.#fragments.get(name);
  }

  #applies(condition: string | undefined, type: string): boolean {
    return condition === undefined || possibleTypes(this.#graph, condition).includes(type);
  }

  #isIncluded(node: SelectionNode): boolean {
    return (node.directives ?? []).every(
      (directive) => this.#truth(directive) === (directive.name.value === 'include'),
    );
  }

  #truth(directive: DirectiveNode): boolean {
    const value = directive.arguments?.[0]?.value;
    if (value?.kind === Kind.VARIABLE) return this.#variables[value.name.value] === true;
    return value?.kind === Kind.BOOLEAN && value.value;
  }
}

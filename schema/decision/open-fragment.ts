import {
  type FieldNode,
  type FragmentDefinitionNode,
  type InlineFragmentNode,
  Kind,
  type SelectionNode,
} from 'graphql';

/** A selection to be written, and the one object type on which it may be fetched; null for all that can stand here. */
export type Piece = { readonly only: string | null; readonly node: SelectionNode };

/** Asks for an object and for nothing of it: where all that was asked below is excluded by its own conditions. */
export const NOTHING: FieldNode = {
  kind: Kind.FIELD,
  name: { kind: Kind.NAME, value: '__typename' },
  directives: [
    {
      kind: Kind.DIRECTIVE,
      name: { kind: Kind.NAME, value: 'include' },
      arguments: [
        {
          kind: Kind.ARGUMENT,
          name: { kind: Kind.NAME, value: 'if' },
          value: { kind: Kind.BOOLEAN, value: false },
        },
      ],
    },
  ],
};

/** Writes pieces in order; neighbours that may be fetched on the same type only share one fragment. */
export function assemble(pieces: readonly Piece[]): readonly SelectionNode[] {
  const selections: SelectionNode[] = [];
  let run = new Map<string, SelectionNode[]>();
  for (const { only, node } of pieces) {
    if (only === null) {
      run = new Map();
      selections.push(node);
      continue;
    }
    const known = run.get(only);
    if (known === undefined) {
      const within = [node];
      run.set(only, within);
      selections.push(onType(only, within));
    } else known.push(node);
  }
  return selections;
}

/** An inline fragment. */
export function onType(type: string, selections: readonly SelectionNode[]): InlineFragmentNode {
  return {
    kind: Kind.INLINE_FRAGMENT,
    typeCondition: namedType(type),
    selectionSet: { kind: Kind.SELECTION_SET, selections },
  };
}

function namedType(type: string): FragmentDefinitionNode['typeCondition'] {
  return { kind: Kind.NAMED_TYPE, name: { kind: Kind.NAME, value: type } };
}

/** The named fragments of the rewritten operation: those of the client, once for each set of types they are spread on, and our own. */
export class OpenFragments {
  readonly #definitions = new Map<string, FragmentDefinitionNode>();
  readonly #names = new Map<string, string>();
  readonly #taken: Set<string>;

  constructor(clientNames: Iterable<string>) {
    this.#taken = new Set(clientNames);
  }

  get(name: string): FragmentDefinitionNode | undefined {
    return this.#definitions.get(name);
  }

  /** The name under which what is open of a client's fragment, on these types, can be spread. */
  ofClient(
    fragment: FragmentDefinitionNode,
    types: readonly string[],
    selections: readonly SelectionNode[],
  ): string {
    const own = fragment.name.value;
    const key = `${own} ${types}`;
    const known = this.#names.get(key);
    if (known !== undefined) return known;
    const name = this.#definitions.has(own) ? this.#free(own) : own;
    this.#names.set(key, name);
    this.#definitions.set(name, { ...fragment, ...body(name, selections) });
    return name;
  }

  /** The name of a fragment of ours: a field that is fetched alike on several types, written once. */
  ofOurs(scope: string, node: FieldNode): string {
    const name = this.#free('Open');
    this.#definitions.set(name, {
      kind: Kind.FRAGMENT_DEFINITION,
      typeCondition: namedType(scope),
      ...body(name, [node]),
    });
    return name;
  }

  #free(stem: string): string {
    let number = 2;
    while (this.#taken.has(`${stem}_${number}`)) number += 1;
    this.#taken.add(`${stem}_${number}`);
    return `${stem}_${number}`;
  }
}

function body(
  name: string,
  selections: readonly SelectionNode[],
): Pick<FragmentDefinitionNode, 'name' | 'selectionSet'> {
  return { name: { kind: Kind.NAME, value: name }, selectionSet: { kind: Kind.SELECTION_SET, selections } };
}

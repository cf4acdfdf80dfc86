import { createHash } from 'node:crypto';
import { type DocumentNode, Kind, type NameNode, print, type SelectionSetNode, visit } from 'graphql';
import type { GraphRequest } from '../request.ts';

const SHAPE_LENGTH = 16;

/**
 * By which operations that ask the same are known as one: the start of the SHA-256 of the operation as it was filtered, without its values and without every name that a
 * client gives (of the operation, of aliases, variables and fragments), for all of these can hold a number of which there are so few that a hash does not hide it.
 */
export function shapeOf(filtered: DocumentNode): string {
  const known = shapes.get(filtered);
  if (known !== undefined) return known;
  const made = createHash('sha256')
    .update(print(withoutClient(filtered)))
    .digest('hex')
    .slice(0, SHAPE_LENGTH);
  shapes.set(filtered, made);
  return made;
}

const shapes = new WeakMap<DocumentNode, string>();

function withoutClient(document: DocumentNode): DocumentNode {
  const fragments = numbered('f');
  const variables = numbered('v');
  return visit(document, {
    OperationDefinition: ({ name: _, ...node }) => node,
    Field: ({ alias: _, ...node }) => node,
    FragmentDefinition: (node) => ({ ...node, name: fragments(node.name) }),
    FragmentSpread: (node) => ({ ...node, name: fragments(node.name) }),
    Variable: (node) => ({ ...node, name: variables(node.name) }),
    StringValue: (node) => ({ ...node, value: '', block: false }),
    IntValue: (node) => ({ ...node, value: '0' }),
    FloatValue: (node) => ({ ...node, value: '0' }),
    ListValue: (node) => ({ ...node, values: [] }),
  });
}

/** Gives names in the order in which they are met. */
function numbered(prefix: string) {
  const given = new Map<string, string>();
  return (name: NameNode): NameNode => {
    const value = given.get(name.value) ?? `${prefix}${given.size}`;
    given.set(name.value, value);
    return { ...name, value };
  };
}

/** The one root field that an operation asks; `several` where there are more, `schema` where it asks for the schema alone. A valid operation has only names of the graph there. */
export function operationLabel({
  operation,
  fragments,
}: Pick<GraphRequest, 'operation' | 'fragments'>): string {
  const names = new Set<string>();
  // A set takes what is appended while it is walked, and each fragment once: however they spread one another.
  const sets = new Set<SelectionSetNode>([operation.selectionSet]);
  for (const { selections } of sets) {
    for (const selection of selections) {
      if (selection.kind === Kind.FIELD) names.add(selection.name.value);
      else if (selection.kind === Kind.INLINE_FRAGMENT) sets.add(selection.selectionSet);
      else addFound(sets, fragments.get(selection.name.value)?.selectionSet);
    }
  }
  const [only = 'schema', ...others] = [...names].filter((name) => !name.startsWith('__'));
  return others.length === 0 ? only : 'several';
}

function addFound<Item>(items: Set<Item>, item: Item | undefined): void {
  if (item !== undefined) items.add(item);
}

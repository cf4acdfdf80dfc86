import { createHash } from 'node:crypto';
import type { Decision } from '@seisi/schema/decision/decide';
import {
  type DocumentNode,
  type FragmentDefinitionNode,
  type GraphQLSchema,
  getOperationAST,
  isNonNullType,
  isObjectType,
  Kind,
  print,
  visit,
} from 'graphql';
import { collectFields } from '../collect.ts';
import type { Disclosure, GraphRequest } from '../request.ts';

/** Which root fields of a graph, as coordinates, can tell of a subject. */
export type DisclosingGraph = {
  readonly apiSchema: GraphQLSchema;
  readonly aboutSubjects: ReadonlySet<string>;
};

/**
 * What of an operation can tell of a subject, by what may be asked of it; null where nothing can. What a mutation does is done to somebody,
 * whatever it answers. Kept by the decision, and as long as it.
 */
export function disclosing(graph: DisclosingGraph): (request: GraphRequest) => Disclosure | null {
  const kept = new WeakMap<Decision, Disclosure | null>();
  return (request) => {
    const { decision } = request;
    if (decision === null || decision.filtered === null) return null;
    const known = kept.get(decision);
    if (known !== undefined) return known;
    const made = disclosureOf(graph, decision.filtered, request);
    kept.set(decision, made);
    return made;
  };
}

function disclosureOf(
  { apiSchema: schema, aboutSubjects }: DisclosingGraph,
  filtered: DocumentNode,
  { operation: { name, operation }, variables }: GraphRequest,
): Disclosure | null {
  const type = schema.getRootType(operation);
  const asked = getOperationAST(filtered, name?.value);
  if (!isObjectType(type) || asked == null) return null;
  const fields = collectFields({ schema, fragments: fragmentsOf(filtered), variables }, type, [
    asked.selectionSet,
  ]);
  const telling = [...fields].flatMap(([key, [node]]) => {
    const field = type.getFields()[node?.name.value ?? ''];
    const tells = operation === 'mutation' || aboutSubjects.has(`${type.name}.${field?.name}`);
    return field !== undefined && tells ? [{ key, isNeeded: isNonNullType(field.type) }] : [];
  });
  if (telling.length === 0) return null;
  return {
    keys: new Set(telling.map(({ key }) => key)),
    isNeeded: telling.some(({ isNeeded }) => isNeeded),
    operation: hashOf(filtered),
  };
}

function fragmentsOf({ definitions }: DocumentNode): ReadonlyMap<string, FragmentDefinitionNode> {
  const fragments = definitions.filter((one) => one.kind === Kind.FRAGMENT_DEFINITION);
  return new Map(fragments.map((one) => [one.name.value, one]));
}

/** A leaf of the tree stays for ever: a number that a client writes into its document must not be found out from the hash of it. */
function hashOf(document: DocumentNode): string {
  const withoutValues = visit(document, {
    StringValue: (node) => ({ ...node, value: '', block: false }),
    IntValue: (node) => ({ ...node, value: '0' }),
    FloatValue: (node) => ({ ...node, value: '0' }),
    ListValue: (node) => ({ ...node, values: [] }),
  });
  return createHash('sha256').update(print(withoutValues)).digest('base64url');
}

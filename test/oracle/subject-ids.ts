import {
  type DocumentNode,
  type GraphQLSchema,
  getNamedType,
  isCompositeType,
  Kind,
  parse,
  print,
  type SelectionNode,
  type SelectionSetNode,
  TypeInfo,
  visit,
  visitWithTypeInfo,
} from 'graphql';
import { type Graph, namedType, possibleTypes } from './graph.ts';

/** No question of the tests has such an alias. */
const PREFIX = 'named_by_the_oracle_';
const ID = `${PREFIX}id`;
const TYPE = `${PREFIX}type`;

/** A subject that something is about: its type, and the object with its id. */
export type NamedSubject = { readonly type: string; readonly named: unknown };

/** The same question, which asks for the id of every subject too, and for those whom each file, each place in a list and each list is about. */
export function namingEveryone(schema: GraphQLSchema, graph: Graph, query: string): string {
  const types = new TypeInfo(schema);
  const leave = (node: SelectionSetNode): SelectionSetNode | undefined => {
    const type = getNamedType(types.getParentType() ?? types.getType());
    if (!isCompositeType(type)) return undefined;
    const added = selectionsOf(namesOn(graph, type.name));
    return { ...node, selections: [...node.selections, ...added] };
  };
  const document: DocumentNode = parse(query, { noLocation: true });
  return print(visit(document, visitWithTypeInfo(types, { SelectionSet: { leave } })));
}

/** The fields that name whom an object of a type is about, as GraphQL; empty where it is about nobody new. */
function namesOn(graph: Graph, type: string): string {
  const union = graph.unions.get(type);
  if (union !== undefined)
    return [
      `${TYPE}: __typename`,
      ...union.map((one) => {
        const below = namesOn(graph, one);
        return below === '' ? '' : `... on ${one} { ${below} }`;
      }),
    ].join(' ');
  if (graph.subjects.has(type)) return `${ID}: id`;
  return waysOf(graph, type)
    .map(({ field, to }) => `${PREFIX}${field}: ${field} { ${namesOn(graph, to)} }`)
    .join(' ');
}

/** Through which fields an object that is no subject tells of subjects: a file, a place in a list of either, and such a list. */
function waysOf(graph: Graph, type: string): { readonly field: string; readonly to: string }[] {
  const fields = [...(graph.objects.get(type)?.fields ?? [])].map(([field, { type: to, hidden }]) => ({
    field,
    to: namedType(to),
    hidden,
  }));
  if (graph.files.has(type)) return fields.filter(({ to, hidden }) => !hidden && graph.subjects.has(to));
  const isList = (to: string) =>
    graph.subjects.has(to) || graph.files.has(to) || waysOf(graph, to).length > 0;
  return fields.filter(
    ({ field, to }) =>
      (field === 'node' || field === 'edges') && possibleTypes(graph, to).length > 0 && isList(to),
  );
}

function selectionsOf(text: string): readonly SelectionNode[] {
  if (text === '') return [];
  const [definition] = parse(`{ ${text} }`, { noLocation: true }).definitions;
  return definition?.kind === Kind.OPERATION_DEFINITION ? definition.selectionSet.selections : [];
}

/** Whom an object is about; null where it is about nobody new. Of a list they are those in it. */
export function subjectsThrough(
  graph: Graph,
  type: string,
  named: unknown,
): { readonly isList: boolean; readonly subjects: readonly NamedSubject[] } | null {
  if (graph.subjects.has(type)) return { isList: false, subjects: [{ type, named }] };
  const ways = waysOf(graph, type);
  if (ways.length === 0) return null;
  const subjects = ways.flatMap(({ field, to }) =>
    itemsOf(at(named, `${PREFIX}${field}`)).flatMap(
      (item) => subjectsThrough(graph, to, item)?.subjects ?? [],
    ),
  );
  return { isList: ways.some(({ field }) => field === 'edges'), subjects };
}

function itemsOf(value: unknown): readonly unknown[] {
  if (value === null || value === undefined) return [];
  return Array.isArray(value) ? value : [value];
}

/** The public id of a subject. */
export function idOf(named: unknown): string {
  const id = at(named, ID);
  if (typeof id !== 'string') throw new Error('The oracle does not name somebody who is in the answer.');
  return id;
}

/** The type of an object that a union stands for. */
export function typeOf(named: unknown): string {
  return String(at(named, TYPE));
}

function at(value: unknown, key: string): unknown {
  return typeof value === 'object' && value !== null ? (Reflect.get(value, key) as unknown) : undefined;
}

import {
  buildASTSchema,
  type DocumentNode,
  type FieldDefinitionNode,
  type GraphQLField,
  type GraphQLInterfaceType,
  type GraphQLNamedType,
  type GraphQLObjectType,
  type GraphQLSchema,
  getNamedType,
  isAbstractType,
  isInterfaceType,
  isIntrospectionType,
  isLeafType,
  isNonNullType,
  isObjectType,
  isSpecifiedScalarType,
  parse,
} from 'graphql';
import { argumentOf, directive, type Marks, marksOf, tagsOf } from './marks.ts';

/** One thing that a rule found, at a schema coordinate. */
export type Finding = { readonly coordinate: string; readonly message: string };

/** A lint rule: what it finds in the graph. No finding is the pass. */
export type Rule = (graph: Graph) => Finding[];

/** What the rules read: the composed graph, each room's own SDL, and the words of `WORDS.md`. */
export type GraphText = {
  readonly supergraph: string;
  readonly rooms: readonly { readonly name: string; readonly sdl: string }[];
  readonly words: string;
};

/** A field of the composed graph with what its directives say. */
export type Field = {
  readonly coordinate: string;
  readonly owner: Composite;
  readonly definition: GraphQLField<unknown, unknown>;
  readonly node: FieldDefinitionNode;
  readonly result: GraphQLNamedType;
  readonly leaf: boolean;
  readonly nullable: boolean;
  /** Of the field itself. */
  readonly marks: Marks;
  /** Of the type that holds it. */
  readonly ownerMarks: Marks;
};

type Composite = GraphQLObjectType | GraphQLInterfaceType;

export type Graph = {
  readonly schema: GraphQLSchema;
  readonly rooms: readonly { readonly name: string; readonly document: DocumentNode }[];
  readonly words: string;
  /** The graph's own types: none of GraphQL's, of federation's, and no root. */
  readonly types: readonly GraphQLNamedType[];
  /** Every field that a client or a room can name, roots included; the hidden ones too. */
  readonly fields: readonly Field[];
  /** Types that carry a grant: `Person`, `Household`. */
  readonly subjects: ReadonlySet<string>;
  /** Entities that are no subject: the handles by which records are met from outside. */
  readonly files: ReadonlySet<string>;
  /** Reference data for authenticated viewers, by `@tag(name: "reference")`. */
  readonly reference: ReadonlySet<string>;
  /** Subjects, files and every type that a path from one of them reaches. */
  readonly below: ReadonlySet<string>;
};

/** Reads the graph that the rules look at. The supergraph must have been composed. */
export function graphOf(text: GraphText): Graph {
  const schema = buildASTSchema(parse(text.supergraph), { assumeValid: true });
  const named = Object.values(schema.getTypeMap()).filter(isOwn);
  const fields = named.filter(isComposite).flatMap(fieldsOf);
  const objects = named.filter(isObjectType);
  const subjects = names(objects.filter((type) => 'grant' in type.getFields()));
  const files = names(objects.filter((type) => !subjects.has(type.name) && isEntity(type)));
  const rootNames = new Set(['Query', 'Mutation', 'Subscription']);
  return {
    schema,
    rooms: text.rooms.map(({ name, sdl }) => ({ name, document: parse(sdl) })),
    words: text.words,
    types: named.filter((type) => !rootNames.has(type.name)),
    fields,
    subjects,
    files,
    reference: names(objects.filter((type) => tagsOf(type.astNode).includes('reference'))),
    below: reachable(schema, fields, [...subjects, ...files]),
  };
}

/** The names of all types that the given ones reach, themselves included, along fields that are not hidden. */
export function reachable(
  schema: GraphQLSchema,
  fields: readonly Field[],
  from: Iterable<string>,
  stop: (type: string) => boolean = () => false,
): Set<string> {
  const byOwner = Map.groupBy(fields, (field) => field.owner.name);
  const seen = new Set<string>();
  const open = [...from];
  for (let name = open.pop(); name !== undefined; name = open.pop()) {
    if (seen.has(name) || stop(name)) continue;
    seen.add(name);
    open.push(...concrete(schema, name));
    for (const field of byOwner.get(name) ?? []) if (!field.marks.hidden) open.push(field.result.name);
  }
  return seen;
}

/** The rooms that resolve a field: named beside it, external ones left out; or those of its type, where every one of them does. */
export function roomsOf({ node, owner }: Field): string[] {
  const beside = directive(node, 'join__field');
  const joins = beside.length > 0 ? beside : directive(owner.astNode ?? {}, 'join__type');
  const resolving = joins.filter((join) => argumentOf(join, 'external') !== true);
  return [...new Set(resolving.map((join) => String(argumentOf(join, 'graph'))))];
}

function concrete(schema: GraphQLSchema, name: string): string[] {
  const type = schema.getType(name);
  return isAbstractType(type) ? schema.getPossibleTypes(type).map((possible) => possible.name) : [];
}

function fieldsOf(owner: Composite): Field[] {
  return Object.values(owner.getFields()).flatMap((definition) => {
    const node = definition.astNode;
    if (node === undefined || node === null) return [];
    const result = getNamedType(definition.type);
    const coordinate = `${owner.name}.${definition.name}`;
    const leaf = isLeafType(result);
    const nullable = !isNonNullType(definition.type);
    const marks = marksOf(node);
    return [
      {
        coordinate,
        owner,
        definition,
        node,
        result,
        leaf,
        nullable,
        marks,
        ownerMarks: marksOf(owner.astNode),
      },
    ];
  });
}

function isOwn(type: GraphQLNamedType): boolean {
  return !isIntrospectionType(type) && !isSpecifiedScalarType(type) && !type.name.includes('__');
}

function isComposite(type: GraphQLNamedType): type is Composite {
  return isObjectType(type) || isInterfaceType(type);
}

function isEntity(type: GraphQLObjectType): boolean {
  const joins = type.astNode?.directives?.filter((directive) => directive.name.value === 'join__type') ?? [];
  return joins.some((join) => join.arguments?.some((argument) => argument.name.value === 'key'));
}

function names(types: readonly GraphQLNamedType[]): Set<string> {
  return new Set(types.map((type) => type.name));
}

import {
  buildSchema,
  type GraphQLField,
  type GraphQLObjectType,
  type GraphQLOutputType,
  type GraphQLSchema,
  isAbstractType,
  isLeafType,
  isListType,
  isNonNullType,
  isObjectType,
} from 'graphql';

const SDL = `
  interface Thing { id: ID! rank: Int }
  interface Named { name: String }
  union Either = Node | Leaf
  type Node implements Thing & Named {
    id: ID! rank: Int name: String size(by: Int = 2, of: [String!]): Int!
    next: Node sure: Node! list: [Node!]! some: [Node] rows: [[Leaf!]]! thing: Thing either: Either! things: [Thing!]
  }
  type Leaf implements Thing { id: ID! rank: Int flag: Boolean! word: String }
  type Query { node(key: ID): Node sure: Node! things: [Thing!]! either: [Either] count: Int! words: [String!] nodes(keys: [ID!]!): [Node] }`;

/** Numbers that follow from a text. */
export function drawn(text: string): () => number {
  let state = 2_166_136_261;
  for (const letter of text) state = Math.imul(state ^ letter.charCodeAt(0), 16_777_619);
  return () => {
    state = Math.imul(state ^ (state >>> 15), 2_246_822_519) ^ Math.imul(state, 3_266_489_917);
    state ^= state >>> 13;
    return (state >>> 0) / 2 ** 32;
  };
}

type Row = { readonly __typename: string; readonly at: string };

/** How a world answers: some values at once and some later, or all later. */
export type Pace = 'AT_ONCE_OR_LATER' | 'LATER';

/**
 * A world in which every value and failure follows from its place, the same for whoever executes. What comes `AT_ONCE_OR_LATER` in one comes
 * `LATER` in the other throughout, because graphql-js leaves refusals unheard where something beside them fails at once.
 */
export function worldOf(seed: number, pace: Pace): GraphQLSchema {
  const schema = buildSchema(SDL);
  for (const type of Object.values(schema.getTypeMap())) {
    if (isAbstractType(type)) type.resolveType = (row) => (row as Row).__typename;
    if (isObjectType(type) && !type.name.startsWith('__'))
      for (const field of Object.values(type.getFields())) resolveBy(schema, seed, type, field, pace);
  }
  return schema;
}

function resolveBy(
  schema: GraphQLSchema,
  seed: number,
  type: GraphQLObjectType,
  field: GraphQLField<unknown, unknown>,
  pace: Pace,
) {
  const resolve = (source: unknown, args: unknown, context: unknown) => {
    const at = `${(source as Row | undefined)?.at ?? ''}/${type.name}.${field.name}${JSON.stringify(args)}${String(context)}`;
    const draw = drawn(`${seed} ${at}`);
    const value = () => valueAt({ schema, pace }, field.type, at, draw);
    const kind = draw();
    if (kind < 0.06) throw new Error(`thrown at ${at}`);
    if (kind < 0.12) return refused(`refused at ${at}`);
    if (kind < 0.15) return new Error(`given at ${at}`);
    return kind < 0.5 ? later(value(), draw() < 0.3) : value();
  };
  field.resolve =
    pace === 'LATER' ? async (source, args, context) => resolve(source, args, context) : resolve;
}

type Place = { readonly schema: GraphQLSchema; readonly pace: Pace };

function later(value: unknown, isMuch: boolean): Promise<unknown> {
  return isMuch ? new Promise((resolve) => setImmediate(resolve, value)) : Promise.resolve(value);
}

function valueAt(place: Place, type: GraphQLOutputType, at: string, draw: () => number): unknown {
  if (isNonNullType(type)) return draw() < 0.03 ? null : valueAt(place, type.ofType, at, draw);
  if (draw() < 0.1) return null;
  if (isListType(type)) {
    const items = Array.from({ length: Math.floor(draw() * 4) }, (_, index) =>
      draw() < 0.05 ? refused(`item ${index} at ${at}`) : valueAt(place, type.ofType, `${at}/${index}`, draw),
    );
    const paced = place.pace === 'LATER' ? items.map((item) => Promise.resolve(item)) : items;
    return draw() < 0.1 ? { [Symbol.iterator]: () => paced.values() } : paced;
  }
  if (isLeafType(type)) return leafOf(type.name, draw);
  if (draw() < 0.02) return { __typename: 'Nobody', at };
  const possible = isAbstractType(type) ? place.schema.getPossibleTypes(type) : [type];
  return { __typename: possible[Math.floor(draw() * possible.length)]?.name, at };
}

function leafOf(name: string, draw: () => number): unknown {
  if (draw() < 0.04) return { not: 'a leaf' };
  if (name === 'Int') return Math.floor(draw() * 100);
  return name === 'Boolean' ? draw() < 0.5 : `w${Math.floor(draw() * 100)}`;
}

/** It may lie in a list for a while before anyone looks at it. */
function refused(message: string): Promise<never> {
  const refusal = Promise.reject(new Error(message));
  refusal.catch(() => {});
  return refusal;
}

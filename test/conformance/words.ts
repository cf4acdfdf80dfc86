import type { ArgumentModel, TypeReference } from './model.ts';

/** Leaf fields by name, with their type: one name has one type nearly everywhere, so that most selections of several types can be merged. */
export const LEAF_FIELDS: Readonly<Record<string, string>> = {
  name: 'String',
  title: 'String!',
  amount: 'Int',
  count: 'Int!',
  ratio: 'Float',
  active: 'Boolean',
  price: 'Money',
  stamped: 'Stamp!',
  status: 'Colour',
  grade: 'Grade!',
  tags: '[String]',
  notes: '[String!]!',
  levels: '[Grade!]',
  grant: 'String',
  serial: 'ID',
};

/** Fields that return objects, by name; `_` stands for the type. */
export const LINK_FIELDS: Readonly<Record<string, string>> = {
  parent: '_',
  owner: '_!',
  items: '[_!]!',
  others: '[_]',
  friends: '[_!]',
  kin: '[_]!',
  place: '_',
};

/** Names that are borne by hidden fields alone: met in an answer, each is a leak. */
export const HIDDEN_FIELDS: Readonly<Record<string, string>> = {
  innerKey: 'ID!',
  innerNote: 'String',
  innerMark: 'Int!',
  innerFacts: 'Int',
};

/** The types of key fields. */
export const KEY_FIELDS: Readonly<Record<string, string>> = {
  id: 'ID!',
  code: 'String!',
  region: 'Int!',
  innerKey: 'ID!',
};

/** What a field may take. `Filter` is the one input type. */
export const ARGUMENTS: readonly ArgumentModel[] = [
  { name: 'of', type: 'Int', default: null },
  { name: 'first', type: 'Int!', default: '2' },
  { name: 'text', type: 'String', default: '"none"' },
  { name: 'like', type: 'Colour', default: null },
  { name: 'where', type: 'Filter', default: null },
  { name: 'any', type: '[Int!]', default: null },
];

/** The fields of `Filter`. */
export const FILTER: readonly ArgumentModel[] = [
  { name: 'of', type: 'Int', default: null },
  { name: 'like', type: 'Colour', default: 'RED' },
  { name: 'not', type: 'Filter', default: null },
];

export const ENTITY_NAMES = ['Person', 'Order', 'Clinic', 'Vehicle', 'Parcel', 'Teacher'] as const;
export const VALUE_NAMES = ['Address', 'Price', 'Remark'] as const;
export const FACE_NAMES = ['Named', 'Placed', 'Media'] as const;
export const UNION_NAMES = ['Found', 'Any'] as const;
export const SUBGRAPH_NAMES = ['alpha', 'beta', 'gamma', 'delta'] as const;

/** A scalar has no values. */
export const LEAF_TYPES: Readonly<Record<string, readonly string[] | null>> = {
  Money: null,
  Stamp: null,
  Colour: ['RED', 'GREEN', 'BLUE'],
  Grade: ['LOW', 'HIGH'],
};

/** Reads a type as SDL writes it, such as `[Person!]!`. */
export function reference(text: string): TypeReference {
  const name = text.replace(/[[\]!]/g, '');
  const list = text.startsWith('[');
  return { name, list, nonNull: text.endsWith('!'), itemNonNull: list && /!\]/.test(text) };
}

/** Writes a type as SDL does. */
export function referenceText({ name, list, nonNull, itemNonNull }: TypeReference): string {
  const inner = list ? `[${name}${itemNonNull ? '!' : ''}]` : name;
  return nonNull ? `${inner}!` : inner;
}

import type { ArgumentModel, FaceModel, FieldModel, LeafModel, ObjectModel, UnionModel } from './model.ts';
import type { Random } from './random.ts';
import {
  ARGUMENTS,
  ENTITY_NAMES,
  FACE_NAMES,
  HIDDEN_FIELDS,
  KEY_FIELDS,
  LEAF_FIELDS,
  LEAF_TYPES,
  LINK_FIELDS,
  reference,
  UNION_NAMES,
  VALUE_NAMES,
} from './words.ts';

/** The types of a graph before they are distributed over subgraphs. */
export type Types = {
  readonly query: ObjectModel;
  readonly objects: Map<string, ObjectModel>;
  readonly faces: Map<string, FaceModel>;
  readonly unions: Map<string, UnionModel>;
  readonly leaves: Map<string, LeafModel>;
};

/** The ways in which an entity can be told from others: one key, a compound one, two, a hidden one beside a plain `id`. */
const KEYS: readonly (readonly (readonly string[])[])[] = [
  [['id']],
  [['id']],
  [['id'], ['code']],
  [['id', 'region']],
  [['innerKey']],
  [['code', 'region'], ['id']],
];

/** Random types with random fields. */
export function randomTypes(random: Random, subgraphs: number): Types {
  const types: Types = {
    query: objectOfKeys('Query', []),
    objects: new Map(),
    faces: new Map(),
    unions: new Map(),
    leaves: new Map(
      Object.entries(LEAF_TYPES).map(([name, values]) => [name, { name, values, at: new Map() }]),
    ),
  };
  for (const name of random.some(ENTITY_NAMES, random.between(2, 5)))
    types.objects.set(name, objectOfKeys(name, random.pick(KEYS)));
  for (const name of random.some(VALUE_NAMES, random.between(1, 3)))
    types.objects.set(name, objectOfKeys(name, []));
  addFaces(types, random, subgraphs);
  for (const name of random.some(UNION_NAMES, random.below(3))) {
    const members = random.some([...types.objects.keys()], random.between(2, 3));
    types.unions.set(name, { name, members, at: new Set() });
  }
  for (const type of types.objects.values()) addFields(types, type, random);
  addRoots(types, random);
  return types;
}

function objectOfKeys(name: string, keys: ObjectModel['keys']): ObjectModel {
  const fields = new Map<string, FieldModel>();
  for (const key of new Set(keys.flat())) add(fields, makeField(key, KEY_FIELDS[key] ?? 'ID!'));
  return { name, keys, fields, at: new Map() };
}

/** A field that stands nowhere yet. */
export function makeField(name: string, type: string, args: readonly ArgumentModel[] = []): FieldModel {
  const hidden = Object.hasOwn(HIDDEN_FIELDS, name);
  return { name, type: reference(type), args, hidden, shared: false, at: new Map() };
}

function add(fields: Map<string, FieldModel>, field: FieldModel): void {
  if (!fields.has(field.name)) fields.set(field.name, field);
}

function addFaces(types: Types, random: Random, subgraphs: number): void {
  const entities = [...types.objects.values()].filter(({ keys }) => keys.some((key) => key.join() === 'id'));
  const values = [...types.objects.values()].filter(({ keys }) => keys.length === 0);
  for (const [index, name] of random.some(FACE_NAMES, random.below(3) + 1).entries()) {
    const above = random.pick([...types.faces.values()].filter(({ object }) => object === null));
    if (above !== undefined && random.chance(40)) {
      addFace(types, narrowed(types, above, name, random), random);
      continue;
    }
    const from = random.chance(75) ? entities : values;
    if (from.length < 2) continue;
    const implementors = random.some(from, random.between(2, 3)).map((type) => type.name);
    const keyed = from === entities && ![...types.faces.values()].some(({ object }) => object !== null);
    const [keyedAt = 0, objectAt = 1] = random.shuffled([...Array(subgraphs).keys()]);
    const face: FaceModel = {
      name,
      fields: faceFields(types, random, index, from === entities),
      implementors,
      parents: [],
      at: new Set(),
      object: keyed && random.chance(45) ? { keyedAt, objectAt } : null,
      objectFields: new Map(),
    };
    addFace(types, face, random);
  }
}

function addFace(types: Types, face: FaceModel, random: Random): void {
  types.faces.set(face.name, face);
  for (const implementor of face.implementors) addFaceFields(types, face, implementor, random);
  if (face.object !== null) addObjectFields(types, face, random);
}

/** An interface that implements another: all of its fields and one more, some of its implementors. */
function narrowed(types: Types, above: FaceModel, name: string, random: Random): FaceModel {
  const more = faceFields(types, random, types.faces.size, false);
  return {
    name,
    fields: new Map([...more, ...above.fields]),
    implementors: random.some(above.implementors, random.between(1, above.implementors.length)),
    parents: [above.name, ...above.parents],
    at: new Set(),
    object: null,
    objectFields: new Map(),
  };
}

/** Names with the number of the interface, so that an implementor of two has both. */
function faceFields(types: Types, random: Random, index: number, entity: boolean): FaceModel['fields'] {
  const link = random.pick(Object.values(LINK_FIELDS)).replace('_', random.pick([...types.objects.keys()]));
  const all = [`label${index} String`, `rank${index} Int!`, `tint${index} Colour`, `near${index} ${link}`];
  const written = [
    ...(entity ? ['id ID!'] : []),
    ...random.some(all, random.between(1, 3)).toSorted(),
    ...(random.chance(40) ? [`self${index} `] : []),
  ];
  return new Map(
    written.flatMap((line) => {
      const [name = '', type = ''] = line.split(' ');
      return type === ''
        ? []
        : [[name, { type: reference(type), args: name === 'id' ? [] : someArguments(random, 15) }] as const];
    }),
  );
}

function addFaceFields(types: Types, face: FaceModel, implementor: string, random: Random): void {
  const fields = types.objects.get(implementor)?.fields;
  if (fields === undefined) return;
  for (const [name, { type, args }] of face.fields) {
    const field: FieldModel = { ...makeField(name, 'ID!', args), type };
    // An implementor may promise more than its interface does.
    if (!type.nonNull && random.chance(20)) field.type = { ...type, nonNull: true };
    add(fields, field);
  }
}

function addObjectFields(types: Types, face: FaceModel, random: Random): void {
  const target = random.pick([...types.objects.keys()].filter((name) => !face.implementors.includes(name)));
  const all = [
    makeField('extra', 'Int', someArguments(random, 30)),
    makeField('review', 'String!'),
    ...(target === undefined ? [] : [makeField('critic', target)]),
    makeField('similar', `[${face.name}!]`),
  ];
  for (const field of random.some(all, random.between(1, 3))) face.objectFields.set(field.name, field);
}

function addFields(types: Types, type: ObjectModel, random: Random): void {
  const isEntity = type.keys.length > 0;
  const leaves = random.between(2, isEntity ? 5 : 3);
  const links = isEntity ? random.between(1, 3) : random.below(2);
  for (const name of random.some(Object.keys(LEAF_FIELDS), leaves))
    add(type.fields, makeField(name, LEAF_FIELDS[name] ?? 'String', someArguments(random, 25)));
  for (const name of random.some(Object.keys(LINK_FIELDS), links))
    add(type.fields, linkField(types, name, random));
  const hidden = random.pick(['innerNote', 'innerMark']);
  if (isEntity && random.chance(50)) add(type.fields, makeField(hidden, HIDDEN_FIELDS[hidden] ?? 'String'));
  if (random.chance(70)) add(type.fields, makeField('id', 'ID!'));
}

function linkField(types: Types, name: string, random: Random): FieldModel {
  const targets = [
    ...types.objects.keys(),
    ...types.faces.keys(),
    ...types.faces.keys(),
    ...types.unions.keys(),
  ];
  const type = (LINK_FIELDS[name] ?? '_').replace('_', random.pick(targets));
  return makeField(name, type, someArguments(random, 15));
}

function addRoots(types: Types, random: Random): void {
  const { fields } = types.query;
  const composites = [...types.objects.keys(), ...types.faces.keys(), ...types.unions.keys()];
  for (const name of composites) {
    const stem = name[0]?.toLowerCase() + name.slice(1);
    if (random.chance(70)) {
      const id = { name: 'id', type: 'ID!', default: null };
      add(fields, makeField(stem, name, random.chance(40) ? [id] : []));
    }
    const many = random.pick(['[_!]!', '[_!]', '[_]']).replace('_', name);
    if (random.chance(60)) add(fields, makeField(`${stem}List`, many, someArguments(random, 30)));
  }
  add(fields, makeField('version', 'String', someArguments(random, 30)));
  add(fields, makeField('count', 'Int!'));
  add(fields, makeField('status', 'Colour'));
}

function someArguments(random: Random, percent: number): readonly ArgumentModel[] {
  return random.chance(percent) ? random.some(ARGUMENTS, random.between(1, 2)) : [];
}

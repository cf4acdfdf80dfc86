import type { Types } from './graph-types.ts';
import type { FaceModel, FieldModel, ObjectModel, Placing } from './model.ts';
import type { Random } from './random.ts';

/** Distributes types over subgraphs, so that most graphs compose: every field stands where its type can be known. */
export class Placer {
  readonly #types: Types;
  readonly #random: Random;
  readonly #subgraphs: readonly number[];

  constructor(types: Types, random: Random, subgraphs: number) {
    this.#types = types;
    this.#random = random;
    this.#subgraphs = [...Array(subgraphs).keys()];
  }

  /** Gives every type a home, and every field one subgraph or several. */
  placeAll(): void {
    const { objects, query, faces } = this.#types;
    const entities = [...objects.values()].filter(({ keys }) => keys.length > 0);
    for (const type of entities) this.#settle(type);
    for (const face of faces.values()) if (face.object !== null) this.#placeObject(face, face.object);
    for (const type of entities) this.#placeFields(type);
    for (const subgraph of this.#subgraphs) query.at.set(subgraph, { keys: [], rule: [] });
    this.#placeFields(query);
  }

  /** Keys have their places with their type. */
  #placeFields(type: ObjectModel): void {
    for (const field of type.fields.values()) if (!isKey(type, field.name)) this.#placeField(type, field);
  }

  /** An entity's home has all its keys; other subgraphs know it by one. */
  #settle(type: ObjectModel): void {
    const home = this.#random.pick(this.#subgraphs.filter((subgraph) => this.#canKnow(subgraph, type.name)));
    this.#putEntity(type, home, type.keys);
    for (const subgraph of this.#subgraphs)
      if (this.#random.chance(40) && this.#canKnow(subgraph, type.name)) this.#know(subgraph, type.name);
  }

  #placeObject(face: FaceModel, { keyedAt, objectAt }: NonNullable<FaceModel['object']>): void {
    this.#know(keyedAt, face.name);
    face.at.add(objectAt);
    for (const [name, field] of face.objectFields) {
      if (this.#canKnow(objectAt, field.type.name)) this.#put(field, objectAt);
      else face.objectFields.delete(name);
    }
    if (face.objectFields.size > 0) return;
    const extra: FieldModel = {
      name: 'extra',
      type: { name: 'Int', list: false, nonNull: false, itemNonNull: false },
      args: [],
      hidden: false,
      shared: false,
      at: new Map(),
    };
    face.objectFields.set(extra.name, extra);
    this.#put(extra, objectAt);
  }

  #placeField(type: ObjectModel, field: FieldModel): void {
    const able = this.#subgraphs.filter((subgraph) => this.#canKnow(subgraph, field.type.name));
    const known = able.filter((subgraph) => type.at.has(subgraph));
    const others = able.filter((subgraph) => this.#canKnow(subgraph, type.name));
    const face = [...this.#types.faces.values()].find(
      ({ fields, implementors }) => fields.has(field.name) && implementors.includes(type.name),
    );
    const together = face === undefined ? undefined : this.#meetingPlace(face, others);
    const first = together ?? this.#random.pick(known.length > 0 ? known : others);
    this.#know(first, type.name);
    this.#put(field, first);
    const second = this.#random.pick([...known, first]);
    if (second !== first && this.#random.chance(30)) {
      field.shared = true;
      this.#put(field, second);
    }
  }

  /** The implementors of an interface mostly resolve its fields in one subgraph, so that it has them there. */
  #meetingPlace(face: FaceModel, able: readonly number[]): number | undefined {
    const wished = face.object?.keyedAt ?? face.name.length % this.#subgraphs.length;
    return this.#random.chance(85) && able.includes(wished) ? wished : undefined;
  }

  #put(field: FieldModel, subgraph: number): void {
    field.at.set(subgraph, emptyPlacing());
    this.#know(subgraph, field.type.name);
    const taken = field.args.map(({ type }) => type.replace(/[[\]!]/g, ''));
    for (const name of taken) this.#know(subgraph, name === 'Filter' ? 'Colour' : name);
  }

  #putEntity(type: ObjectModel, subgraph: number, keys: ObjectModel['keys']): void {
    type.at.set(subgraph, { keys, rule: [] });
    for (const name of new Set(keys.flat())) type.fields.get(name)?.at.set(subgraph, emptyPlacing());
  }

  /** Makes a subgraph know a type, with all that this needs. */
  #know(subgraph: number, name: string): void {
    const { objects, faces, unions, leaves } = this.#types;
    const leaf = leaves.get(name);
    if (leaf !== undefined && !leaf.at.has(subgraph)) leaf.at.set(subgraph, []);
    const several = faces.get(name) ?? unions.get(name);
    if (several !== undefined && !several.at.has(subgraph)) {
      several.at.add(subgraph);
      const members =
        'members' in several ? several.members : [...several.implementors, ...this.#kin(several)];
      for (const member of members) this.#know(subgraph, member);
    }
    const type = objects.get(name);
    if (type !== undefined && !type.at.has(subgraph)) this.#knowObject(subgraph, type);
  }

  /** Interfaces that implement one another stand together, so that each has in every subgraph what the other asks of it. */
  #kin(face: FaceModel): string[] {
    const below = [...this.#types.faces.values()].filter(({ parents }) => parents.includes(face.name));
    return [...face.parents, ...below.map(({ name }) => name)];
  }

  #knowObject(subgraph: number, type: ObjectModel): void {
    if (type.keys.length === 0) {
      type.at.set(subgraph, { keys: [], rule: [] });
      for (const field of type.fields.values()) this.#put(field, subgraph);
      return;
    }
    const isFaced = [...this.#types.faces.values()].some((face) => face.implementors.includes(type.name));
    const plain = type.keys.filter((key) => key.join() === 'id');
    this.#putEntity(type, subgraph, [this.#random.pick(isFaced ? plain : type.keys)]);
  }

  /** Whether a subgraph may know a type: beside an `@interfaceObject` none of its implementors may stand. */
  #canKnow(subgraph: number, name: string): boolean {
    const banned = new Set(
      [...this.#types.faces.values()]
        .filter(({ object }) => object?.objectAt === subgraph)
        .flatMap(({ implementors }) => implementors),
    );
    return banned.size === 0 || ![...this.#needed(subgraph, name, new Set())].some((one) => banned.has(one));
  }

  #needed(subgraph: number, name: string, found: Set<string>): Set<string> {
    if (found.has(name)) return found;
    found.add(name);
    const { objects, faces, unions } = this.#types;
    const face = faces.get(name);
    if (face?.object?.objectAt === subgraph) return found;
    const members =
      face === undefined ? unions.get(name)?.members : [...face.implementors, ...this.#kin(face)];
    for (const member of members ?? []) this.#needed(subgraph, member, found);
    const type = objects.get(name);
    if (type?.keys.length === 0)
      for (const field of type.fields.values()) this.#needed(subgraph, field.type.name, found);
    return found;
  }
}

/** How a field stands in a subgraph that resolves it and says nothing more. */
export function emptyPlacing(): Placing {
  return { external: false, requires: null, provides: null, rule: [] };
}

/** Whether a field is part of one of its type's keys. */
export function isKey(type: ObjectModel, field: string): boolean {
  return type.keys.some((key) => key.includes(field));
}

import { fieldOf, type GraphModel, objectOf, possibleTypes, type TypeReference } from './model.ts';
import { hashOf } from './random.ts';

/** An object of the world: its type at run time, and a name that no other object bears. */
export class Thing {
  readonly type: string;
  readonly identity: string;

  constructor(type: string, identity: string) {
    this.type = type;
    this.identity = identity;
  }
}

export type Arguments = Readonly<Record<string, unknown>>;

/** How many entities of each type there are. */
const ENTITIES = 3;
const MOST_ITEMS = 2;

/** The one truth about all data: every value follows from the graph's seed, the object, the field and its arguments. Stores nothing. */
export class World {
  readonly graph: GraphModel;

  constructor(graph: GraphModel) {
    this.graph = graph;
  }

  /** Where every operation begins. */
  root(): Thing {
    return new Thing('Query', 'Query');
  }

  /** A field's value: leaves as JSON, objects as things, lists of either. Null only where the field allows it. */
  value(of: Thing, fieldName: string, args: Arguments): unknown {
    const field = fieldOf(this.graph, of.type, fieldName);
    if (field === undefined) throw new Error(`The world knows no ${of.type}.${fieldName}.`);
    const isKey = objectOf(this.graph, of.type)?.keys.some((key) => key.includes(fieldName));
    if (isKey === true) return keyValue(of, fieldName, field.type.name);
    const place = `${of.identity}.${fieldName}(${JSON.stringify(args, sortedKeys)})`;
    return this.#valueOf(field.type, place);
  }

  /** The entity with these key values, among the entities of some types; undefined where there is none. */
  find(types: readonly string[], key: Arguments): Thing | undefined {
    const all = types.flatMap((type) =>
      Array.from({ length: ENTITIES }, (_, index) => new Thing(type, `${type}/${index}`)),
    );
    return all.find((thing) =>
      Object.entries(key).every(([name, value]) => this.value(thing, name, {}) === value),
    );
  }

  #valueOf(type: TypeReference, place: string): unknown {
    const hash = hashOf(`${this.graph.seed} ${place}`);
    if (!type.nonNull && hash % 7 === 0) return null;
    if (!type.list) return this.#item(type.name, place);
    const count = (hash >>> 8) % (MOST_ITEMS + 1);
    return Array.from({ length: count }, (_, index) => {
      const here = `${place}[${index}]`;
      return !type.itemNonNull && hashOf(`${here}?`) % 6 === 0 ? null : this.#item(type.name, here);
    });
  }

  #item(name: string, place: string): unknown {
    const hash = hashOf(`${this.graph.seed} ${place} item`);
    const possible = possibleTypes(this.graph, name);
    if (possible.length === 0) return leafValue(this.graph, name, place, hash);
    const type = possible[hash % possible.length] ?? name;
    const isEntity = (objectOf(this.graph, type)?.keys.length ?? 0) > 0;
    return new Thing(type, isEntity ? `${type}/${(hash >>> 8) % ENTITIES}` : place);
  }
}

/** Key values tell entities of all types apart; a part of a compound key may be shared. */
function keyValue(of: Thing, field: string, type: string): string | number {
  if (type === 'Int') return hashOf(`${of.identity} ${field}`) % 2;
  return `${field}:${of.identity}`;
}

function leafValue(graph: GraphModel, name: string, place: string, hash: number): unknown {
  if (name === 'Int') return hash % 100_000;
  if (name === 'Float') return (hash % 1000) / 8;
  if (name === 'Boolean') return hash % 2 === 0;
  const values = graph.leaves.get(name)?.values ?? null;
  return values === null ? `${name}:${hash.toString(36)}:${place.length}` : values[hash % values.length];
}

function sortedKeys(_key: string, value: unknown): unknown {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return value;
  return Object.fromEntries(Object.entries(value).toSorted(([one], [other]) => (one < other ? -1 : 1)));
}

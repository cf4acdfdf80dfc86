import { type FieldNode, type GraphQLField, isInterfaceType, isObjectType } from 'graphql';
import { taggedClasses } from '../access/class-problem.ts';
import type { Access } from '../access/read.ts';
import { holds, type Rights } from '../access/requirement.ts';
import type { Asked } from './asked.ts';
import { givenInputs } from './given-inputs.ts';

/** Says for one request which types and fields are open. What the supergraph does not know is closed. */
export class Judge {
  readonly #access: Access;
  readonly #rights: Rights;
  readonly #asked: Asked;
  readonly #types = new Map<string, boolean>();
  readonly #fields = new Map<string, boolean>();
  readonly #nodes = new Map<FieldNode, Map<string, boolean>>();

  constructor(access: Access, rights: Rights, asked: Asked) {
    this.#access = access;
    this.#rights = rights;
    this.#asked = asked;
  }

  /** The object types that a composite type can be at run time; none for a type that is not known. */
  possible(type: string): readonly string[] {
    return this.#access.possible.get(type) ?? [];
  }

  /** Whether a type is `@inaccessible`: its name must not be told. */
  isHidden(type: string): boolean {
    return this.#access.types.get(type)?.hidden ?? false;
  }

  /** Whether the type's own rule is held. */
  opensType(type: string): boolean {
    const known = this.#types.get(type);
    if (known !== undefined) return known;
    const rule = this.#access.types.get(type);
    const open = rule !== undefined && !rule.hidden && holds(rule.requirement, this.#rights);
    this.#types.set(type, open);
    return open;
  }

  /** Whether this field may be fetched where the object is of this type: the rules of the type, the field, what it returns and what it is given. */
  opens(type: string, node: FieldNode): boolean {
    const byType = this.#nodes.get(node) ?? new Map<string, boolean>();
    this.#nodes.set(node, byType);
    const known = byType.get(type);
    if (known !== undefined) return known;
    const open = this.#opensField(type, node.name.value) && this.#opensInputs(type, node);
    byType.set(type, open);
    return open;
  }

  /** The unwrapped type that a field returns; null where it is not known. */
  returns(type: string, field: string): string | null {
    const introspected = this.#introspects(type, field);
    return introspected ?? this.#access.fields.get(`${type}.${field}`)?.type ?? null;
  }

  /** The return type of a field as the schema writes it, with its lists and non-nulls. */
  shape(type: string, field: string): string {
    return String(this.#fieldOf(type, field)?.type);
  }

  #opensField(type: string, field: string): boolean {
    const coordinate = `${type}.${field}`;
    const known = this.#fields.get(coordinate);
    if (known !== undefined) return known;
    const open =
      this.opensType(type) && (this.#introspects(type, field) !== null || this.#holdsField(coordinate));
    this.#fields.set(coordinate, open);
    return open;
  }

  #holdsField(coordinate: string): boolean {
    const rule = this.#access.fields.get(coordinate);
    if (rule === undefined || rule.hidden || rule.closed || !holds(rule.requirement, this.#rights))
      return false;
    return !this.isHidden(rule.type) && this.possible(rule.type).some((type) => this.opensType(type));
  }

  #opensInputs(type: string, node: FieldNode): boolean {
    const field = this.#fieldOf(type, node.name.value);
    if (field === undefined) return this.#introspects(type, node.name.value) !== null;
    return givenInputs(type, field, node, this.#asked).every((coordinate) => this.#opensInput(coordinate));
  }

  #opensInput(coordinate: string): boolean {
    const rule = this.#access.inputs.get(coordinate);
    return (
      rule !== undefined &&
      !rule.hidden &&
      taggedClasses(rule.tags).every((name) => this.#rights.policies.has(name))
    );
  }

  #fieldOf(type: string, field: string): GraphQLField<unknown, unknown> | undefined {
    const parent = this.#access.schema.getType(type);
    return isObjectType(parent) || isInterfaceType(parent) ? parent.getFields()[field] : undefined;
  }

  /** What the schema answers of itself: who may read the schema is decided where introspection is served, not here. */
  #introspects(type: string, field: string): string | null {
    if (field === '__typename') return 'String';
    if (type !== this.#access.schema.getQueryType()?.name) return null;
    if (field === '__schema') return '__Schema';
    return field === '__type' ? '__Type' : null;
  }
}

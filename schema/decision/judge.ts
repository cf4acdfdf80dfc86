import { type FieldNode, type GraphQLField, isInterfaceType, isObjectType } from 'graphql';
import type { Access } from '../access/read.ts';
import type { Rights } from '../access/requirement.ts';
import type { Asked } from './asked.ts';
import { givenInputs } from './given-inputs.ts';
import { OpenElements } from './open-elements.ts';

/** Says for one request which types and fields are open. What the supergraph does not know is closed. */
export class Judge {
  readonly #access: Access;
  readonly #asked: Asked;
  readonly #elements: OpenElements;
  readonly #nodes = new Map<FieldNode, Map<string, boolean>>();

  constructor(access: Access, rights: Rights, asked: Asked) {
    this.#access = access;
    this.#asked = asked;
    this.#elements = new OpenElements(access, rights);
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
    return this.#elements.type(type);
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
    if (this.#introspects(type, field) !== null) return this.opensType(type);
    return this.#elements.field(type, field);
  }

  #opensInputs(type: string, node: FieldNode): boolean {
    const field = this.#fieldOf(type, node.name.value);
    if (field === undefined) return this.#introspects(type, node.name.value) !== null;
    return givenInputs(type, field, node, this.#asked).every((coordinate) =>
      this.#elements.input(coordinate),
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

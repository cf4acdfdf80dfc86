import {
  type GraphQLField,
  type GraphQLInterfaceType,
  type GraphQLNamedType,
  type GraphQLObjectType,
  type GraphQLSchema,
  getNamedType,
  isInterfaceType,
  isIntrospectionType,
  isObjectType,
} from 'graphql';
import { NO_MARKS } from './mark.ts';
import type { FieldRule, TypeRule, Unmarked } from './read.ts';
import { asksNothing, both, implies, NO_REQUIREMENT, type Requirement } from './requirement.ts';
import type { Written } from './written.ts';

/**
 * The rules as they must be enforced. An object type is judged by its own rule and by what is written on its interfaces and only there.
 *
 * Apollo's composer writes on every interface the conjunction of its implementors' rules. Such a rule says nothing of its own: whoever
 * holds the rules of all implementors holds it. It is left out, and every implementor is judged by its own rule, so that an open one stays
 * open beside a closed one. A rule that the implementors together do *not* imply was written on the interface by hand (other composers
 * allow it): it binds every implementor, by whatever way it is reached, so that no fragment on an implementor passes it (CVE-2025-64530).
 */
export function effectiveRules(
  schema: GraphQLSchema,
  possible: Possible,
  written: Written,
  unmarked: Unmarked,
): { types: ReadonlyMap<string, TypeRule>; fields: ReadonlyMap<string, FieldRule> } {
  const added = new Added(schema, possible, written);
  const all = Object.values(schema.getTypeMap());
  const types = new Map(all.map((type) => [type.name, typeRule(type, added, written)]));
  const isRuled = (name: string): boolean => !asksNothing(types.get(name)?.requirement ?? NO_REQUIREMENT);

  const fields = new Map<string, FieldRule>();
  for (const type of all) {
    if (!isObjectType(type) && !isInterfaceType(type)) continue;
    for (const field of Object.values(type.getFields())) {
      const rule = fieldRule(type, field, added, written);
      const spoken =
        !asksNothing(rule.requirement) ||
        rule.tags.has('public') ||
        isRuled(type.name) ||
        returnIsRuled(field, possible, isRuled);
      fields.set(rule.coordinate, {
        ...rule,
        closed: unmarked === 'closed' && !spoken && !isIntrospectionType(type),
      });
    }
  }
  return { types, fields };
}

function typeRule(type: GraphQLNamedType, added: Added, written: Written): TypeRule {
  const { requirement: own, tags, hidden } = written.types.get(type.name) ?? NO_MARKS;
  const requirement = isObjectType(type) ? both(own, added.toType(type.name)) : own;
  return { name: type.name, own, requirement, tags, hidden, entity: written.entities.has(type.name) };
}

function fieldRule(
  type: GraphQLObjectType | GraphQLInterfaceType,
  field: GraphQLField<unknown, unknown>,
  added: Added,
  written: Written,
): Omit<FieldRule, 'closed'> {
  const coordinate = `${type.name}.${field.name}`;
  const { requirement: own, tags, hidden } = written.fields.get(coordinate) ?? NO_MARKS;
  const requirement = isObjectType(type) ? both(own, added.toField(type.name, field.name)) : own;
  return {
    coordinate,
    parent: type.name,
    own,
    requirement,
    tags,
    hidden,
    type: getNamedType(field.type).name,
  };
}

/** Of an abstract type every possible one must be ruled: one rule does not speak for its neighbour. */
function returnIsRuled(
  field: GraphQLField<unknown, unknown>,
  possible: Possible,
  isRuled: (name: string) => boolean,
): boolean {
  const returned = getNamedType(field.type).name;
  const behind = possible.get(returned) ?? [];
  return behind.length > 0 && behind.every(isRuled);
}

type Possible = ReadonlyMap<string, readonly string[]>;

/** What interfaces add to the rules of their implementors. */
class Added {
  readonly #schema: GraphQLSchema;
  readonly #possible: ReadonlyMap<string, readonly string[]>;
  readonly #written: Written;
  /** By the interface's coordinate: its rule where written by hand, nothing where composed. */
  readonly #byHand = new Map<string, Requirement>();

  constructor(schema: GraphQLSchema, possible: ReadonlyMap<string, readonly string[]>, written: Written) {
    this.#schema = schema;
    this.#possible = possible;
    this.#written = written;
  }

  toType(name: string): Requirement {
    return this.#interfacesOf(name).reduce(
      (sum, face) =>
        both(
          sum,
          this.#writtenByHand(face, face, (implementor) => this.#written.types.get(implementor)?.requirement),
        ),
      NO_REQUIREMENT,
    );
  }

  toField(name: string, field: string): Requirement {
    return this.#interfacesOf(name).reduce(
      (sum, face) =>
        both(
          sum,
          this.#writtenByHand(
            `${face}.${field}`,
            face,
            (implementor) => this.#written.fields.get(`${implementor}.${field}`)?.requirement,
          ),
        ),
      NO_REQUIREMENT,
    );
  }

  #writtenByHand(
    coordinate: string,
    face: string,
    ruleOf: (implementor: string) => Requirement | undefined,
  ): Requirement {
    const known = this.#byHand.get(coordinate);
    if (known !== undefined) return known;
    const marks = coordinate === face ? this.#written.types : this.#written.fields;
    const rule = marks.get(coordinate)?.requirement ?? NO_REQUIREMENT;
    const byHand = asksNothing(rule) || this.#impliedByAll(face, ruleOf, rule) ? NO_REQUIREMENT : rule;
    this.#byHand.set(coordinate, byHand);
    return byHand;
  }

  #impliedByAll(
    face: string,
    ruleOf: (implementor: string) => Requirement | undefined,
    rule: Requirement,
  ): boolean {
    const implementors = (this.#possible.get(face) ?? []).filter((name) => name !== face);
    const all = implementors.reduce((sum, name) => both(sum, ruleOf(name) ?? NO_REQUIREMENT), NO_REQUIREMENT);
    return implementors.length > 0 && implies(all, rule);
  }

  /** Its interfaces and theirs: an interface may not be passed by leaving it out of the list. */
  #interfacesOf(name: string): readonly string[] {
    const found = new Set<string>();
    const add = (from: string): void => {
      const type = this.#schema.getType(from);
      if (!isObjectType(type) && !isInterfaceType(type)) return;
      for (const face of type.getInterfaces()) {
        if (found.has(face.name)) continue;
        found.add(face.name);
        add(face.name);
      }
    };
    add(name);
    return [...found];
  }
}

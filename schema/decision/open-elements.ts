import { taggedClasses } from '../access/class-problem.ts';
import type { Access } from '../access/read.ts';
import { holds, type Rights } from '../access/requirement.ts';

/** Says which types, fields and inputs of a graph these rights open, whatever is asked of them. What the supergraph does not know is closed. */
export class OpenElements {
  readonly #access: Access;
  readonly #rights: Rights;
  readonly #types = new Map<string, boolean>();
  readonly #fields = new Map<string, boolean>();

  constructor(access: Access, rights: Rights) {
    this.#access = access;
    this.#rights = rights;
  }

  /** Whether the type's own rule is held. */
  type(name: string): boolean {
    const known = this.#types.get(name);
    if (known !== undefined) return known;
    const rule = this.#access.types.get(name);
    const open = rule !== undefined && !rule.hidden && holds(rule.requirement, this.#rights);
    this.#types.set(name, open);
    return open;
  }

  /** Whether the rules of the type, of the field and of what it returns are held; what it is given is another question. */
  field(type: string, name: string): boolean {
    const coordinate = `${type}.${name}`;
    const known = this.#fields.get(coordinate);
    if (known !== undefined) return known;
    const open = this.type(type) && this.#holdsField(coordinate);
    this.#fields.set(coordinate, open);
    return open;
  }

  /** Whether an argument, an input field or an enum value may be given. */
  input(coordinate: string): boolean {
    const rule = this.#access.inputs.get(coordinate);
    return (
      rule !== undefined &&
      !rule.hidden &&
      taggedClasses(rule.tags).every((name) => this.#rights.policies.has(name))
    );
  }

  #holdsField(coordinate: string): boolean {
    const rule = this.#access.fields.get(coordinate);
    if (rule === undefined || rule.hidden || rule.closed || !holds(rule.requirement, this.#rights))
      return false;
    if (this.#access.types.get(rule.type)?.hidden ?? false) return false;
    return (this.#access.possible.get(rule.type) ?? []).some((type) => this.type(type));
  }
}

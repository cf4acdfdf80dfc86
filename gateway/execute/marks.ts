import type { ClassTable } from '@seisi/schema/access/class-table';
import type { Access } from '@seisi/schema/access/read';
import { type DataClass, isDataClass } from '@seisi/schema/classes';
import type { ClassedInputs } from '@seisi/schema/decision/classed-inputs';
import type { FieldNode } from 'graphql';

/** The number of what tells nothing of a subject. */
export const NO_MARK = -1;
export const NO_MARKS: readonly number[] = [];

/** One thing that can be told of a subject, or withheld: a field or a classed input, and its class. */
export type Mark = {
  readonly field: string;
  /** Null of what is withheld for no known class. */
  readonly dataClass: DataClass | null;
  readonly isWithheld: boolean;
  /** Of what a derived field is computed. */
  readonly from: readonly DataClass[];
};

/** What the graph says of classes. */
export type MarkRules = { readonly access: Access; readonly table: ClassTable };

const FROM_TAG = 'from:';
let made = 0;

/** Everything that the answers of one operation can tell of a subject, numbered as it is met: the same field has one number wherever it stands. */
export class Marks {
  /** Tells these numbers from those of other operations. */
  readonly id: number;
  readonly #rules: MarkRules;
  readonly #inputs: ClassedInputs;
  readonly #all: Mark[] = [];
  readonly #numbers = new Map<string, number>();

  constructor(rules: MarkRules, inputs: ClassedInputs) {
    made += 1;
    this.id = made;
    this.#rules = rules;
    this.#inputs = inputs;
  }

  get all(): readonly Mark[] {
    return this.#all;
  }

  /** Of a field that has a class; `NO_MARK` for structure and reference data. */
  field(type: string, name: string): number {
    const told = this.#rules.table.field(type, name);
    if (told.kind !== 'class') return NO_MARK;
    const tags = this.#rules.access.fields.get(`${type}.${name}`)?.tags ?? [];
    const from = [...tags].filter((tag) => tag.startsWith(FROM_TAG)).map((tag) => tag.slice(FROM_TAG.length));
    return this.#number({
      field: `${type}.${name}`,
      dataClass: told.dataClass,
      isWithheld: false,
      from: from.filter(isDataClass),
    });
  }

  /** Of what a field is filtered, sorted or counted by. */
  inputs(type: string, node: FieldNode): readonly number[] {
    const inputs = this.#inputs(type, node);
    if (inputs.length === 0) return NO_MARKS;
    return inputs.map(({ coordinate, dataClass }) =>
      this.#number({ field: coordinate, dataClass, isWithheld: false, from: [] }),
    );
  }

  /** Of a field that is told to be closed, for want of this class. */
  withheld(coordinate: string, dataClass: unknown): number {
    const known = typeof dataClass === 'string' && isDataClass(dataClass) ? dataClass : null;
    return this.#number({ field: coordinate, dataClass: known, isWithheld: true, from: [] });
  }

  #number(mark: Mark): number {
    const key = `${mark.isWithheld ? '-' : '+'} ${mark.dataClass} ${mark.field}`;
    const known = this.#numbers.get(key);
    if (known !== undefined) return known;
    this.#numbers.set(key, this.#all.length);
    return this.#all.push(mark) - 1;
  }
}

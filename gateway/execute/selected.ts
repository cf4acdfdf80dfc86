import type { Check } from './leaf.ts';
import type { Ledger } from './ledger.ts';
import { NO_MARK } from './marks.ts';
import type { Meet } from './meeting.ts';
import {
  BROKEN,
  NOBODY,
  type Nothing,
  type ObjectShape,
  type ShapeValue,
  type Shaping,
} from './shape-value.ts';
import type { Stand } from './standing.ts';
import { emptyTree, own, type Tree } from './tree.ts';

/** One field of an object: its key in the answer and in the tree, and what becomes of its value. */
export type FieldShape = {
  readonly key: string;
  /** Null where no room has a say. */
  readonly planned: string | null;
  /** Of a leaf: whether a value that is neither object nor list may stand as it is. */
  readonly leaf: Check | null;
  readonly shape: ShapeValue;
  readonly nothing: Nothing;
  /** What it tells of those whom the object is about. */
  readonly mark: number;
  /** The classed inputs that it is given: told of those whom the object is about, and of whoever is met next below. */
  readonly conditions: readonly number[];
};

/** What is selected on objects of one type. */
export class Selected implements ObjectShape {
  readonly stand: Stand;
  readonly meet: Meet | null;
  readonly #compile: () => readonly FieldShape[];
  #fields: readonly FieldShape[] = [];
  /** An object with all keys and no values; null until the first is shaped. Its copies are of one form, and so are made quickly. */
  #blank: Tree | null = null;

  constructor(stand: Stand, meet: Meet | null, compile: () => readonly FieldShape[]) {
    this.stand = stand;
    this.meet = meet;
    this.#compile = compile;
  }

  shape(tree: Tree, shaping: Shaping): Tree | typeof BROKEN {
    const shaped = this.#copy();
    let isBroken = false;
    for (const field of this.#fields) {
      const given = field.planned === null ? undefined : own(tree, field.planned);
      const { count } = shaping.errors;
      const value = isReadyLeaf(field, given) ? given : shapeAt(field, given, shaping);
      if (value === BROKEN) isBroken = true;
      else shaped[field.key] = value;
      // Null without an error is an answer too; null with one is none.
      if (value !== null || shaping.errors.count === count) markAnswered(field, shaping);
    }
    return isBroken ? BROKEN : shaped;
  }

  /** Plain objects are made and written several times as fast as those that inherit nothing; but a client may call a field `__proto__`. */
  #copy(): Tree {
    if (this.#blank === null) {
      this.#fields = this.#compile();
      const isPlain = this.#fields.every(({ key }) => key !== '__proto__');
      this.#blank = isPlain ? {} : emptyTree();
      for (const { key } of this.#fields) this.#blank[key] = null;
    }
    return Object.assign(Object.getPrototypeOf(this.#blank) === null ? emptyTree() : {}, this.#blank);
  }
}

function isReadyLeaf({ leaf }: FieldShape, given: unknown): boolean {
  return leaf !== null && given !== undefined && typeof given !== 'object' && leaf(given);
}

function shapeAt(field: FieldShape, given: unknown, shaping: Shaping): unknown {
  const { ledger } = shaping;
  shaping.path.push(field.key);
  const value =
    ledger === null || field.conditions.length === 0
      ? field.shape(given, shaping)
      : shapeUnder(field, given, shaping, ledger);
  shaping.path.pop();
  return value === NOBODY ? field.nothing : value;
}

/** Whoever is met there has met what the field was filtered by. */
function shapeUnder(
  { shape, conditions }: FieldShape,
  given: unknown,
  shaping: Shaping,
  ledger: Ledger,
): unknown {
  const before = ledger.conditions;
  ledger.conditions = [...before, ...conditions];
  const value = shape(given, shaping);
  ledger.conditions = before;
  return value;
}

/** That there is nothing of a kind is told by the same classes. */
function markAnswered({ mark, conditions }: FieldShape, { ledger }: Shaping): void {
  if (ledger === null) return;
  if (mark !== NO_MARK) ledger.mark(mark);
  for (const condition of conditions) ledger.mark(condition);
}

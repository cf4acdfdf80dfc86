import { GraphQLError, type GraphQLLeafType, locatedError } from 'graphql';
import type { Completion } from './completion.ts';
import type { PlannedField, Selection } from './selection.ts';

type Container = Record<string | number, unknown>;

/** An object or list of the answer in the making, and where it stands in the one above. */
class Frame {
  readonly above: Frame | null;
  readonly key: string | number;
  /** Whether null may not stand where this frame stands. */
  readonly nonNull: boolean;
  readonly container: Container;
  isDropped = false;

  constructor(above: Frame | null, key: string | number, nonNull: boolean, container: Container) {
    this.above = above;
    this.key = key;
    this.nonNull = nonNull;
    this.container = container;
  }
}

/** What one run of a program came to. */
export type Ran = {
  readonly data: Record<string, unknown> | null;
  readonly errors: readonly GraphQLError[];
};

/**
 * One run of a compiled selection. Values are put into their places as they come, so nothing waits for its neighbours; what is
 * there at once costs no promise. Where null may not stand it rises to the next place where it may (GraphQL §6.4.4).
 */
export class Run {
  readonly #context: unknown;
  readonly #variables: Readonly<Record<string, unknown>>;
  readonly #errors: GraphQLError[] = [];
  #waiting = 0;
  #isNull = false;
  #finished: (() => void) | null = null;

  constructor(context: unknown, variables: Readonly<Record<string, unknown>>) {
    this.#context = context;
    this.#variables = variables;
  }

  /** Resolves the root and everything below it. */
  async whole(selection: Selection): Promise<Ran> {
    const data: Container = {};
    this.#object(selection, undefined, new Frame(null, '', true, data));
    if (this.#waiting > 0)
      await new Promise<void>((resolve) => {
        this.#finished = resolve;
      });
    return { data: this.#isNull ? null : data, errors: this.#errors };
  }

  #object({ fields }: Selection, source: unknown, frame: Frame): void {
    for (const field of fields) {
      if (field.resolve === null) frame.container[field.key] = field.info.parentType.name;
      else this.#field(field, field.resolve, source, frame);
    }
  }

  #field(field: PlannedField, resolve: PlannedField['resolve'] & {}, source: unknown, frame: Frame): void {
    let value: unknown;
    try {
      value = resolve(source, field.args(this.#variables), this.#context, field.info);
    } catch (error) {
      this.#fail(error, field, field.type, frame, field.key);
      return;
    }
    this.#settle(value, field, field.type, frame, field.key);
  }

  /** Completes a value at its place, now or when it comes. */
  #settle(value: unknown, field: PlannedField, type: Completion, frame: Frame, key: string | number): void {
    if (!isThenable(value)) {
      this.#complete(value, field, type, frame, key);
      return;
    }
    // Its place is kept, so that the answer stands in the order of the document.
    frame.container[key] = null;
    this.#waiting += 1;
    value.then(
      (settled) => {
        this.#complete(settled, field, type, frame, key);
        this.#arrived();
      },
      (error: unknown) => {
        this.#fail(error, field, type, frame, key);
        this.#arrived();
      },
    );
  }

  #arrived(): void {
    this.#waiting -= 1;
    if (this.#waiting === 0) this.#finished?.();
  }

  #complete(value: unknown, field: PlannedField, type: Completion, frame: Frame, key: string | number): void {
    try {
      if (value instanceof Error) throw value;
      if (value == null) {
        if (type.nonNull) throw nonNullError(field);
        frame.container[key] = null;
        return;
      }
      this.#completeValue(value, field, type, frame, key);
    } catch (error) {
      this.#fail(error, field, type, frame, key);
    }
  }

  #completeValue(
    value: NonNullable<unknown>,
    field: PlannedField,
    completion: Completion,
    frame: Frame,
    key: string | number,
  ): void {
    switch (completion.kind) {
      case 'LEAF':
        frame.container[key] = serialized(completion.type, value);
        break;
      case 'LIST':
        this.#list(value, field, completion, frame, key);
        break;
      case 'OBJECT':
        this.#objectAt(completion.selection, value, completion, frame, key);
        break;
      case 'ABSTRACT':
        this.#objectAt(this.#possible(completion, value, field), value, completion, frame, key);
        break;
      case 'TYPE_NAME':
        break;
      default:
        completion satisfies never;
    }
  }

  #objectAt(
    selection: Selection,
    value: unknown,
    { nonNull }: Completion,
    frame: Frame,
    key: string | number,
  ): void {
    const container: Container = {};
    frame.container[key] = container;
    this.#object(selection, value, new Frame(frame, key, nonNull, container));
  }

  #list(
    value: NonNullable<unknown>,
    field: PlannedField,
    { item, nonNull }: Completion & { kind: 'LIST' },
    frame: Frame,
    key: string | number,
  ): void {
    const values = listOf(value, field);
    const list: unknown[] = new Array(values.length).fill(null);
    frame.container[key] = list;
    const below = new Frame(frame, key, nonNull, list as unknown as Container);
    for (let index = 0; index < values.length; index += 1)
      this.#settle(values[index], field, item, below, index);
  }

  #possible({ type, selections }: Completion & { kind: 'ABSTRACT' }, value: unknown, field: PlannedField) {
    const resolveType = type.resolveType;
    const name = resolveType?.(value, this.#context, field.info, type);
    const selection = typeof name === 'string' ? selections.get(name) : undefined;
    if (selection === undefined)
      throw new GraphQLError(`${type.name} must resolve to one of its types at ${coordinateOf(field)}.`);
    return selection;
  }

  /** Null at the place of a failure, or at the nearest place above where null may stand. */
  #fail(error: unknown, field: PlannedField, type: Completion, frame: Frame, key: string | number): void {
    for (let at: Frame | null = frame; at !== null; at = at.above) if (at.isDropped) return;
    this.#errors.push(locatedError(error, field.nodes, pathTo(frame, key)));
    if (!type.nonNull) {
      frame.container[key] = null;
      return;
    }
    let at = frame;
    while (at.nonNull && at.above !== null) {
      at.isDropped = true;
      at = at.above;
    }
    at.isDropped = true;
    if (at.above === null) this.#isNull = true;
    else at.above.container[at.key] = null;
  }
}

function pathTo(frame: Frame, key: string | number): (string | number)[] {
  const path = [key];
  for (let at = frame; at.above !== null; at = at.above) path.push(at.key);
  return path.reverse();
}

function serialized(type: GraphQLLeafType, value: unknown): unknown {
  const written = type.serialize(value);
  if (written == null) throw new GraphQLError(`A value does not fit ${type.name}.`);
  return written;
}

function listOf(value: unknown, field: PlannedField): readonly unknown[] {
  if (Array.isArray(value)) return value;
  if (typeof value === 'object' && value !== null && Symbol.iterator in value)
    return [...(value as Iterable<unknown>)];
  throw new GraphQLError(`${coordinateOf(field)} must give a list.`);
}

function nonNullError(field: PlannedField): GraphQLError {
  return new GraphQLError(`${coordinateOf(field)} may not be null.`);
}

function coordinateOf({ info, name }: PlannedField): string {
  return `${info.parentType.name}.${name}`;
}

/** A statement of Drizzle is awaitable without being a Promise. */
function isThenable(value: unknown): value is PromiseLike<unknown> {
  return typeof (value as { readonly then?: unknown } | null | undefined)?.then === 'function';
}

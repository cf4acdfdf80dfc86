import DataLoader from 'dataloader';
import type { Soon } from './soon.ts';

/** A batched loader that gives what it was given ahead at once: a promise for each of them would cost more than they do. */
export class RowLoader<Value> {
  readonly #batch: (keys: readonly string[]) => Promise<Value[]>;
  // Both are made when they are needed: a request makes many loaders, and uses few.
  #given: Map<string, Value> | null = null;
  #loader: DataLoader<string, Value> | null = null;

  /** `batch` gets all waiting keys at once, and answers in their order. */
  constructor(batch: (keys: readonly string[]) => Promise<Value[]>) {
    this.#batch = batch;
  }

  load(key: string): Soon<Value> {
    if (this.#given?.has(key) === true) return this.#given.get(key) as Value;
    this.#loader ??= new DataLoader(this.#batch);
    return this.#loader.load(key);
  }

  /** Of several keys, in their order. */
  loadAll(keys: readonly string[]): Promise<Value[]> {
    return Promise.all(keys.map((key) => this.load(key)));
  }

  /** Gives a value ahead; the first one stands. */
  prime(key: string, value: Value): void {
    this.#given ??= new Map();
    if (!this.#given.has(key)) this.#given.set(key, value);
  }

  /** Reads a key anew when it is asked for again: a step has changed it. */
  forget(key: string): void {
    this.#given?.delete(key);
    this.#loader?.clear(key);
  }
}

/** A loader of at most one row a key: `fetch` gets all waiting keys at once and returns rows in any order. */
export function oneBy<Row>(
  keyOf: (row: Row) => string,
  fetch: (keys: readonly string[]) => PromiseLike<Row[]>,
): RowLoader<Row | null> {
  return new RowLoader(async (keys) => {
    const byKey = new Map<string, Row>();
    for (const row of await fetch(keys)) byKey.set(keyOf(row), row);
    return keys.map((key) => byKey.get(key) ?? null);
  });
}

/** A loader of all rows of a key, in the order in which `fetch` returns them. */
export function manyBy<Row>(
  keyOf: (row: Row) => string,
  fetch: (keys: readonly string[]) => PromiseLike<Row[]>,
): RowLoader<Row[]> {
  return new RowLoader(async (keys) => {
    const byKey = Map.groupBy(await fetch(keys), keyOf);
    return keys.map((key) => byKey.get(key) ?? []);
  });
}

/** A loader for each distinct set of arguments, so that lists with arguments are batched too. `make` is called once per distinct arguments. */
export function perArguments<Arguments, Loader>(
  make: (given: Arguments) => Loader,
): (given: Arguments) => Loader {
  const made = new Map<string, Loader>();
  return (given) => {
    const key = JSON.stringify(given);
    const known = made.get(key);
    if (known !== undefined) return known;
    const loader = make(given);
    made.set(key, loader);
    return loader;
  };
}

import DataLoader from 'dataloader';

/** At once where it is known, else as soon as it is. */
export type Soon<Value> = Value | Promise<Value>;

/** A batched loader that gives what it was given ahead at once: a promise for each of them would cost more than they do. */
export class RowLoader<Value> {
  readonly #given = new Map<string, Value>();
  readonly #loader: DataLoader<string, Value>;

  /** `batch` gets all waiting keys at once, and answers in their order. */
  constructor(batch: (keys: readonly string[]) => Promise<Value[]>) {
    this.#loader = new DataLoader(batch);
  }

  load(key: string): Soon<Value> {
    const given = this.#given.get(key);
    return given !== undefined || this.#given.has(key) ? (given as Value) : this.#loader.load(key);
  }

  /** Of several keys, in their order. */
  loadAll(keys: readonly string[]): Promise<Value[]> {
    return Promise.all(keys.map((key) => this.load(key)));
  }

  /** Gives a value ahead; the first one stands. */
  prime(key: string, value: Value): void {
    if (!this.#given.has(key)) this.#given.set(key, value);
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

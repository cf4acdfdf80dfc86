import DataLoader from 'dataloader';

/** A loader of at most one row a key: `fetch` gets all waiting keys at once and returns rows in any order. */
export function oneBy<Row>(
  keyOf: (row: Row) => string,
  fetch: (keys: readonly string[]) => PromiseLike<Row[]>,
): DataLoader<string, Row | null> {
  return new DataLoader(async (keys) => {
    const byKey = new Map<string, Row>();
    for (const row of await fetch(keys)) byKey.set(keyOf(row), row);
    return keys.map((key) => byKey.get(key) ?? null);
  });
}

/** A loader of all rows of a key, in the order in which `fetch` returns them. */
export function manyBy<Row>(
  keyOf: (row: Row) => string,
  fetch: (keys: readonly string[]) => PromiseLike<Row[]>,
): DataLoader<string, Row[]> {
  return new DataLoader(async (keys) => {
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

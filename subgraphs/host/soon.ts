/** At once where it is known, else as soon as it is: a promise for what is known costs more than most of what is done with it. */
export type Soon<Value> = Value | Promise<Value>;

/** Goes on with a value, at once where it is known. What throws, throws: who gives it to others than `await` says `soonOr`. */
export function after<Value, Result>(value: Soon<Value>, go: (value: Value) => Soon<Result>): Soon<Result> {
  return value instanceof Promise ? value.then(go) : go(value);
}

/** What a function gives; what it throws at once is a rejection like any other. */
export function soonOr<Value>(run: () => Soon<Value>): Soon<Value> {
  try {
    return run();
  } catch (error) {
    return Promise.reject(error as Error);
  }
}

/** Runs once; a failure is kept too. What came is given at once from then on. */
export function once<Value>(run: () => Soon<Value>): () => Soon<Value> {
  let known: { value: Soon<Value> } | null = null;
  return () => {
    if (known !== null) return known.value;
    const begun = { value: soonOr(run) };
    known = begun;
    if (begun.value instanceof Promise)
      begun.value.then(
        (value) => {
          begun.value = value;
        },
        () => {},
      );
    return begun.value;
  };
}

/** All of several, in their order. */
export function all<Value>(values: readonly Soon<Value>[]): Soon<Value[]> {
  return values.some((value) => value instanceof Promise)
    ? Promise.all(values)
    : (values as unknown as Value[]);
}

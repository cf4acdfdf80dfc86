/** What is under way for one passport: the calls that wait, and where their results go. */
type Gathering<Call, Result> = {
  readonly calls: Call[];
  readonly results: Promise<readonly Result[]>;
};

/**
 * Calls that are made in one turn under the same key go together: the fetches of one plan level to a room are one HTTP request, with one signature and
 * one wait. `send` gives a result for each call, in their order; where it rejects, all of them have failed.
 */
export function gathered<Call, Result>(
  keyOf: (call: Call) => object,
  send: (calls: readonly Call[]) => Promise<readonly Result[]>,
): (call: Call) => Promise<Result> {
  const waiting = new Map<object, Gathering<Call, Result>>();
  const begin = (key: object): Gathering<Call, Result> => {
    const calls: Call[] = [];
    const results = afterThisTurn().then(() => {
      waiting.delete(key);
      return send(calls);
    });
    const begun = { calls, results };
    waiting.set(key, begun);
    return begun;
  };
  return async (call) => {
    const key = keyOf(call);
    const { calls, results } = waiting.get(key) ?? begin(key);
    const place = calls.push(call) - 1;
    return (await results)[place] as Result;
  };
}

/** After everything that is ready now has run: fetches of one level begin in one turn, but not in one call. */
function afterThisTurn(): Promise<void> {
  return new Promise((resolve) => {
    process.nextTick(resolve);
  });
}

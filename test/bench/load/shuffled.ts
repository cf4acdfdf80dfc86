/** The numbers from 0 below `length` in an order of their own for each seed, the same in every process. */
export function shuffled(length: number, seed: number): number[] {
  const order = Array.from({ length }, (_, index) => index);
  let state = (seed * 2_654_435_761 + 1) >>> 0;
  for (let last = length - 1; last > 0; last -= 1) {
    // A linear congruential generator (Numerical Recipes): only the order of questions hangs on it.
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    const other = Math.floor((state / 2 ** 32) * (last + 1));
    [order[last], order[other]] = [order[other] as number, order[last] as number];
  }
  return order;
}

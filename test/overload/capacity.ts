import type { Arrived } from './arrivals.ts';
import type { LoadedGateway } from './loaded-gateway.ts';

const STEADY_P99_OF_P50 = 3;
const STEP = 1.15;

/** The rate of a search, and what came of it. */
export type Tried = { readonly rate: number; readonly arrived: Arrived };

/** Whether all that was sent was answered, and the slowest of a hundred took no longer than three times as long as half of them. */
function isSteady({ sent, answered, p50, p99 }: Arrived): boolean {
  return answered === sent && p99 <= STEADY_P99_OF_P50 * p50;
}

/** Whether all that was sent was answered. */
function isAnswered({ sent, answered }: Arrived): boolean {
  return answered === sent;
}

/**
 * The highest rate that is steady, found by going up from a low one until not all is answered any more. Where none is steady, which happens on a machine that
 * stops now and then for longer than an answer takes, the highest at which all was answered.
 */
export async function capacityOf(
  { ask }: Pick<LoadedGateway, 'ask'>,
  { from, seconds }: { readonly from: number; readonly seconds: number },
  tell: (tried: Tried) => void,
): Promise<Tried & { readonly isSteady: boolean }> {
  const tries: Tried[] = [];
  for (let rate = from; ; rate *= STEP) {
    const tried = { rate, arrived: await ask(rate, seconds) };
    tell(tried);
    if (!isAnswered(tried.arrived)) break;
    tries.push(tried);
  }
  const steady = tries.findLast(({ arrived }) => isSteady(arrived));
  const best = steady ?? tries.at(-1);
  if (best === undefined) throw new Error(`Not even ${from} requests a second are answered.`);
  return { ...best, isSteady: steady !== undefined };
}

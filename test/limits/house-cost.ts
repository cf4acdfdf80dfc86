import { askAs } from '../access/expected.ts';
import type { Asking } from '../oracle/oracle.ts';
import type { House, Question } from '../setup/house.ts';

/** What a client is told of the cost of its request; null where it is told nothing. */
export type CostTold = {
  readonly requestedQueryCost: number;
  readonly actualQueryCost: number;
  readonly throttleStatus?: {
    readonly maximumAvailable: number;
    readonly currentlyAvailable: number;
    readonly restoreRate: number;
  };
};

const ASKED = { extensions: { cost: true } };

/** Asks a house and reads the cost that is told beside the answer. */
export async function askCost(
  house: House,
  asking: Asking,
  question: Question,
): Promise<{ readonly status: number; readonly text: string; readonly cost: CostTold | null }> {
  const { status, text } = await askAs(house, asking, { ...question, ...ASKED });
  const { extensions } = JSON.parse(text) as { extensions?: { cost?: CostTold } };
  return { status, text, cost: extensions?.cost ?? null };
}

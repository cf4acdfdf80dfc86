import type { GatewayAdapter } from './adapter.ts';
import { type Asked, type Bench, openBench } from './bench.ts';
import { shrunk } from './shrink.ts';

/** How much is tried, and from which seed. */
export type Plan = {
  readonly schemas: number;
  readonly operations: number;
  readonly seed: string;
  /** Told after each schema. */
  readonly onSchema?: (tally: Tally) => void;
};

/** A case that a gateway failed: the seed that names it, as it was asked, and as little of it as still fails. */
export type Failure = { readonly seed: string; readonly least: Asked; readonly faults: readonly string[] };

/** What was tried and what came of it. */
export type Tally = {
  schemas: number;
  composed: number;
  cases: number;
  /** Cases in which something asked was closed. */
  withClosed: number;
  fetches: number;
  /** Tries that gave no valid operation. */
  invalid: number;
  /** Cases that the gateway did not answer by a known limit, by its name. */
  readonly excluded: Map<string, number>;
  readonly failures: Failure[];
};

/** A campaign ends at so many failures: they are mostly one defect. */
const MOST_FAILURES = 5;

/** Runs a plan against a gateway; everything follows from the seed. Throws where fewer than half of the schemas compose. */
export async function runCampaign(adapter: GatewayAdapter, plan: Plan): Promise<Tally> {
  const tally = emptyTally();
  while (tally.composed < plan.schemas && tally.failures.length < MOST_FAILURES) {
    if (tally.schemas > 10 + plan.schemas * 2) throw new Error('Too few of the random schemas compose.');
    const schemaSeed = `${plan.seed}/${tally.schemas}`;
    tally.schemas += 1;
    const bench = await openBench(adapter, schemaSeed);
    if (bench === null) continue;
    tally.composed += 1;
    await runSchema(bench, schemaSeed, plan.operations, tally);
    await bench.close();
    plan.onSchema?.(tally);
  }
  return tally;
}

/** Meets one case again by its seed. Throws where its schema does not compose. */
export async function runOne(adapter: GatewayAdapter, seed: string): Promise<Tally> {
  const tally = { ...emptyTally(), schemas: 1, composed: 1 };
  const bench = await openBench(adapter, seed.slice(0, seed.lastIndexOf('/')));
  if (bench === null) throw new Error('The schema of this seed does not compose.');
  await runCase(bench, seed, tally);
  await bench.close();
  return tally;
}

function emptyTally(): Tally {
  return {
    schemas: 0,
    composed: 0,
    cases: 0,
    withClosed: 0,
    fetches: 0,
    invalid: 0,
    excluded: new Map(),
    failures: [],
  };
}

async function runSchema(bench: Bench, schemaSeed: string, operations: number, tally: Tally): Promise<void> {
  for (let index = 0; index < operations && tally.failures.length < MOST_FAILURES; index += 1)
    await runCase(bench, `${schemaSeed}/${index}`, tally);
}

async function runCase(bench: Bench, seed: string, tally: Tally): Promise<void> {
  const asked = bench.caseOf(seed);
  if (asked === null) {
    tally.invalid += 1;
    return;
  }
  const { faults, excuse, hasClosed, fetches } = await bench.run(asked);
  tally.cases += 1;
  tally.fetches += fetches;
  if (hasClosed) tally.withClosed += 1;
  if (excuse !== null) tally.excluded.set(excuse, (tally.excluded.get(excuse) ?? 0) + 1);
  else if (faults.length > 0) tally.failures.push({ seed, ...(await shrunk(bench, asked, faults)) });
}

import { median } from './figures.ts';
import type { Started } from './lineup.ts';
import type { Load, Measured } from './load/load.ts';
import { processorUsed, type Spent, spentBetween } from './processor.ts';
import { LIMIT } from './variants.ts';

/** How a comparison is measured. */
export type Plan = {
  readonly connections: readonly number[];
  readonly rounds: number;
  /** Of each measurement. */
  readonly seconds: number;
  /** Each variant is asked so long before the first round. */
  readonly warmSeconds: number;
  /** For how many households the answers are compared before. */
  readonly compared: number;
};

/** Medians over the rounds of one variant at one number of connections. Latencies in milliseconds. */
export type Figures = {
  readonly rps: number;
  readonly p50: number;
  readonly p99: number;
  /** The median of each round's quotient with the reference; null where that does not run. */
  readonly ratio: number | null;
  readonly failures: number;
  readonly bytes: number;
  /** Microseconds of processor time a request; null where the machine does not tell. */
  readonly spent: Spent | null;
};

/** By variant, then by connections. */
export type Comparison = ReadonlyMap<string, ReadonlyMap<number, Figures>>;

type Taken = Measured & { readonly spent: Spent | null };

const WARM_CONNECTIONS = 16;

/** Measures the variants in turn, round by round, so that whatever else the machine does meets all of them alike. */
export async function measureRounds(
  started: readonly Started[],
  load: Load,
  { connections, rounds, seconds, warmSeconds }: Plan,
  tell: (line: string) => void,
): Promise<Comparison> {
  for (const { target } of started) await load.aim(target);
  for (const { target } of started)
    await load.run({ target: target.name, connections: WARM_CONNECTIONS, round: 0, seconds: warmSeconds });
  const reference = started.find(({ variant }) => variant.name === LIMIT);
  const taken = new Map<string, Taken[]>();
  for (let round = 1; round <= rounds; round += 1) {
    tell(`Round ${round} of ${rounds}`);
    for (const count of connections)
      for (const one of turned(started, round)) {
        const key = `${one.target.name}/${count}`;
        const measured = await measure(one, load, { connections: count, round, seconds });
        taken.set(key, [...(taken.get(key) ?? []), measured]);
      }
  }
  return new Map(
    started.map(({ target, variant }) => [
      variant.name,
      new Map(
        connections.map((count) => [
          count,
          figuresOf(
            taken.get(`${target.name}/${count}`) ?? [],
            taken.get(`${reference?.target.name}/${count}`),
          ),
        ]),
      ),
    ]),
  );
}

async function measure(
  { target, pids }: Started,
  load: Load,
  how: { readonly connections: number; readonly round: number; readonly seconds: number },
): Promise<Taken> {
  const before = processorUsed();
  const measured = await load.run({ target: target.name, ...how });
  const whom = { variant: pids, client: load.pid };
  return { ...measured, spent: spentBetween(before, processorUsed(), whom, measured.requests) };
}

/** Each round begins with another variant, so that none always follows the same one. */
function turned<One>(all: readonly One[], by: number): One[] {
  const at = by % all.length;
  return [...all.slice(at), ...all.slice(0, at)];
}

function figuresOf(taken: readonly Taken[], reference: readonly Taken[] | undefined): Figures {
  const rps = ({ requests, seconds }: Measured) => requests / seconds;
  const ratios = taken.flatMap((one, round) => {
    const other = reference?.[round];
    return other === undefined ? [] : [rps(one) / rps(other)];
  });
  const of = (read: (one: Taken) => number) => median(taken.map(read));
  return {
    rps: of(rps),
    p50: of(({ p50 }) => p50),
    p99: of(({ p99 }) => p99),
    ratio: ratios.length === 0 ? null : median(ratios),
    failures: taken.reduce((sum, { failures }) => sum + failures, 0),
    bytes: of(({ bytes, requests }) => bytes / requests),
    spent: spentOf(taken.flatMap(({ spent }) => (spent === null ? [] : [spent]))),
  };
}

function spentOf(all: readonly Spent[]): Spent | null {
  if (all.length === 0) return null;
  return {
    variant: median(all.map(({ variant }) => variant)),
    database: median(all.map(({ database }) => database)),
    client: median(all.map(({ client }) => client)),
    foreignPart: median(all.map(({ foreignPart }) => foreignPart)),
  };
}
